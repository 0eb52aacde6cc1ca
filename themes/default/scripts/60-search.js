// Search: a field and its results, in a dialog and on the search page. The engine is fetched on the first search.
(() => {
  "use strict";
  const { dataset } = document.body;
  const { today, searchParts: parts } = window.fieldbook;
  const { make, marked } = parts;
  const DAY = Math.floor(Date.parse(today) / 864e5);
  /** Number of results in the dialog, on the page, and on the page when not ordered by relevance. */
  const [FEW, MANY, MOST] = [12, 40, 100];
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
      engine.catch(() => { engine = null; });
    }
    return engine;
  }

  function warm() {
    load().then((search) => search.warm()).catch(() => { engine = null; });
  }

  function hitLink(hit, id) {
    const link = make("a", "search-hit");
    link.id = id;
    link.href = parts.hrefOf(hit);
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    link.append(parts.badge(hit), marked(make("b"), hit.title));
    // What a claim is part of says more than the words of its source.
    const isSummary = hit.summary.text && (hit.kind === "claim" || !hit.excerpt.marks.length);
    const text = make("span", "hit-text", !isSummary && /^\p{Ll}/u.test(hit.excerpt.text) ? "… " : "");
    marked(text, isSummary ? hit.summary : hit.excerpt);
    if (text.textContent) link.append(text);
    return link;
  }

  /** The results grouped by kind, or in one list if another order is selected. */
  function grouped(hits, sort) {
    const groups = new Map();
    for (const hit of parts.sorted(hits, sort)) {
      const title = sort ? parts.SORTS[sort] : parts.GROUPS[hit.kind] || hit.kind;
      groups.set(title, [...(groups.get(title) || []), hit]);
    }
    return groups;
  }

  let panels = 0;

  /** A panel for the search page, which keeps the query in its address, or for elsewhere, with `text` in its field. */
  function makePanel(keepsAddress, text = "") {
    panels += 1;
    const name = `~search-${panels}`;
    const panel = make("div", "search-panel");
    const field = make("label", "search-field");
    const input = make("input");
    const body = make("div", "search-body");
    const results = make("div", "search-results");
    const preview = make("section", "search-preview");
    const count = make("div", "search-foot");
    const asked = keepsAddress ? parts.readAddress() : { text, facets: {}, sort: "" };
    const filters = parts.filters(asked, () => run());
    Object.assign(input, { type: "search", placeholder: "A name, a question, a control", autocomplete: "off", spellcheck: false, value: asked.text });
    for (const [key, value] of Object.entries({ "aria-label": "Search", role: "combobox", "aria-controls": `${name}-hits`, "aria-autocomplete": "list" })) input.setAttribute(key, value);
    results.id = `${name}-hits`;
    preview.setAttribute("aria-label", "Preview");
    preview.tabIndex = 0;
    count.setAttribute("role", "status");
    field.append(input);
    body.append(results, preview);
    panel.append(field, ...(keepsAddress ? [filters.bar] : []), body, count);
    let links = [];
    let shown = [];
    let chosen = -1;
    let turn = 0;

    function choose(index) {
      if (links[chosen]) links[chosen].setAttribute("aria-selected", "false");
      chosen = links.length ? (index + links.length) % links.length : -1;
      const link = links[chosen];
      preview.hidden = !link;
      if (!link) return input.removeAttribute("aria-activedescendant");
      preview.replaceChildren(...parts.preview(shown[chosen], DAY));
      parts.showAnswer(preview, shown[chosen]);
      link.setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", link.id);
      return link.scrollIntoView({ block: "nearest" });
    }

    /** A listbox may contain only results; notes are outside it. */
    function list(isShown) {
      input.setAttribute("aria-expanded", String(isShown));
      for (const [key, value] of [["role", "listbox"], ["aria-label", "Results"]]) {
        if (isShown) results.setAttribute(key, value);
        else results.removeAttribute(key);
      }
    }

    function note(element) {
      links = [];
      choose(-1);
      list(false);
      results.replaceChildren(element);
    }

    function ask(text) {
      input.value = text;
      input.focus();
      run();
    }

    function widen() {
      asked.facets = {};
      run();
    }

    function show(found) {
      links = [];
      shown = [];
      const groups = [];
      for (const [title, hits] of grouped(found.hits, asked.sort)) {
        const group = make("div");
        group.setAttribute("role", "group");
        const head = make("div", "search-group", title);
        head.id = `${name}-group-${groups.length}`;
        group.setAttribute("aria-labelledby", head.id);
        group.append(head);
        for (const hit of hits) {
          const link = hitLink(hit, `${name}-${links.length}`);
          link.addEventListener("click", () => parts.remember(asked.text));
          links.push(link);
          shown.push(hit);
          group.append(link);
        }
        groups.push(group);
      }
      results.replaceChildren(...groups);
      list(true);
      filters.show(found.facets);
      if (links.length) choose(0);
      else note(parts.nothing({ text: asked.text, suggestions: found.suggestions }, ask, Object.keys(asked.facets).length ? widen : null));
      const cut = asked.sort && links.length < found.total ? `the best ${links.length} in this order` : "";
      const corrected = found.corrections.map(([from, to]) => `“${from}” read as “${to}”`).join(", ");
      count.textContent = [`${found.total} found`, cut, corrected].filter(Boolean).join(" · ");
      if (!keepsAddress && links.length) count.append(parts.everything(asked, found.total));
    }

    async function run() {
      asked.text = input.value.trim();
      turn += 1;
      const own = turn;
      if (keepsAddress) parts.writeAddress(asked);
      if (!asked.text && !Object.keys(asked.facets).length) {
        filters.show([]);
        note(parts.start(ask, run));
        count.textContent = "";
        return;
      }
      try {
        const search = await load();
        const limit = asked.sort ? MOST : keepsAddress ? MANY : FEW;
        const found = await search.search({ text: asked.text, facets: asked.facets, limit, today: DAY, counts: keepsAddress });
        if (own === turn) show(found);
      } catch (error) {
        if (own === turn) note(make("p", "search-note", `Search does not work here: ${error.message}.`));
      }
    }

    parts.copyKeys(input, preview);
    input.addEventListener("focus", warm, { once: true });
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
  window.fieldbook.searchEngine = load;
})();
