// The search: a field and its results, in a dialog from anywhere and on the search page. The engine is fetched when
// somebody first searches.
(() => {
  "use strict";
  const { dataset } = document.body;
  const { words, today } = window.fieldbook;
  const GROUPS = {
    battlecard: "Battlecards", competitor: "Competitors", answer: "Answers", answers: "Answer files", claim: "Claims",
    architecture: "Architectures", gap: "Gaps", objection: "Objections", demo: "Demo scripts", poc: "Proofs of concept",
    winplan: "Win plans", guide: "Guides", brief: "Briefs", qualification: "Qualifications", opportunity: "Opportunities",
    page: "Pages",
  };
  // The states by their number in the index.
  const BADGES = ["current", "check-soon", "stale", "not-proven"];
  const DAY = Math.floor(Date.parse(today) / 864e5);
  let engine = null;

  function load() {
    if (!engine) {
      engine = new Promise((resolve, reject) => {
        if (!dataset.engine) throw new Error("this build has no search engine");
        const script = document.createElement("script");
        script.src = dataset.engine;
        if (dataset.engineModule) script.dataset.module = new URL(dataset.engineModule, document.baseURI).href;
        script.dataset.index = `${dataset.root}search/index/`;
        script.onload = () => resolve(window.fieldbookSearch);
        script.onerror = () => reject(new Error("the search engine could not be fetched"));
        document.head.append(script);
      });
      engine.then((search) => search.warm()).catch(() => { engine = null; });
    }
    return engine;
  }

  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function marked(target, { text, marks }) {
    let at = 0;
    for (const [start, end] of marks) {
      target.append(text.slice(at, start), make("mark", "", text.slice(start, end)));
      at = end;
    }
    target.append(text.slice(at));
    return target;
  }

  function hitLink(hit, id) {
    const link = make("a", "search-hit");
    link.id = id;
    link.href = dataset.root + hit.url.split("/").map(encodeURIComponent).join("/");
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    const badge = BADGES[hit.state];
    if (badge) link.append(make("span", `state ${badge}`, words[badge]));
    link.append(marked(make("b"), hit.title));
    const excerpt = hit.excerpt.marks.length || !hit.summary.text ? hit.excerpt : hit.summary;
    if (excerpt.text) link.append(marked(make("span", "hit-text"), excerpt));
    return link;
  }

  let panels = 0;

  function makePanel(keepsAddress) {
    panels += 1;
    const name = `~search-${panels}`;
    const panel = make("div", "search-panel");
    const field = make("label", "search-field");
    const input = make("input");
    const results = make("div", "search-results");
    const count = make("div", "search-foot");
    Object.assign(input, { type: "search", placeholder: "A name, a question, a control", autocomplete: "off", spellcheck: false });
    for (const [key, value] of Object.entries({ "aria-label": "Search", role: "combobox", "aria-controls": `${name}-hits`, "aria-autocomplete": "list" })) input.setAttribute(key, value);
    results.id = `${name}-hits`;
    count.setAttribute("role", "status");
    field.append(input);
    panel.append(field, results, count);
    let links = [];
    let chosen = -1;
    let turn = 0;

    function choose(index) {
      if (links[chosen]) links[chosen].setAttribute("aria-selected", "false");
      chosen = links.length ? (index + links.length) % links.length : -1;
      const link = links[chosen];
      if (!link) return input.removeAttribute("aria-activedescendant");
      link.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", link.id);
      return link.scrollIntoView({ block: "nearest" });
    }

    /** A list box holds results and nothing else; what is said in place of them stands in no list. */
    function list(isShown) {
      input.setAttribute("aria-expanded", String(isShown));
      for (const [key, value] of [["role", "listbox"], ["aria-label", "Results"]]) {
        if (isShown) results.setAttribute(key, value);
        else results.removeAttribute(key);
      }
    }

    function note(text) {
      links = [];
      choose(-1);
      list(false);
      results.replaceChildren(make("p", "search-note", text));
    }

    function show(found) {
      const groups = new Map();
      for (const hit of found.hits) groups.set(hit.kind, [...(groups.get(hit.kind) || []), hit]);
      links = [];
      const shown = [];
      for (const [kind, hits] of groups) {
        const group = make("div");
        group.setAttribute("role", "group");
        const title = make("div", "search-group", GROUPS[kind] || kind);
        title.id = `${name}-${kind}`;
        group.setAttribute("aria-labelledby", title.id);
        group.append(title);
        for (const hit of hits) {
          const link = hitLink(hit, `${name}-${links.length}`);
          links.push(link);
          group.append(link);
        }
        shown.push(group);
      }
      results.replaceChildren(...shown);
      list(true);
      if (!links.length) note(found.suggestions.length ? `Nothing found. Nearest words: ${found.suggestions.join(", ")}.` : "Nothing found.");
      choose(0);
      const corrected = found.corrections.map(([from, to]) => `“${from}” read as “${to}”`).join(", ");
      count.textContent = [`${found.total} found`, corrected].filter(Boolean).join(" · ");
    }

    async function run() {
      const text = input.value.trim();
      turn += 1;
      const own = turn;
      if (keepsAddress) {
        try { history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname); } catch { /* Not from a disk. */ }
      }
      if (!text) {
        note("Type to search. ↑ ↓ choose, Enter opens.");
        count.textContent = "";
        return;
      }
      try {
        const search = await load();
        const found = await search.search({ text, facets: {}, limit: keepsAddress ? 40 : 12, today: DAY });
        if (own === turn) show(found);
      } catch (error) {
        if (own === turn) note(`Search does not work here: ${error.message}.`);
      }
    }

    input.addEventListener("focus", () => { load().catch(() => {}); }, { once: true });
    input.addEventListener("input", run);
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        choose(chosen + step);
      } else if (event.key === "Enter" && links[chosen]) {
        event.preventDefault();
        links[chosen].click();
      }
    });
    return { panel, input, run };
  }

  window.fieldbook.makePanel = makePanel;
})();
