// The parts around search results: recent searches, filters and order, preview, and suggestions if nothing is found.
(() => {
  "use strict";
  const { dataset } = document.body;
  const { words, showAge } = window.fieldbook;
  const KEY = "fieldbook-recent";
  const MOST = 6;
  // What the index holds: entries of every kind, claims, opportunities, people, pages of the site and actions.
  const GROUPS = { ...window.fieldbook.kinds, claim: "Claims", opportunity: "Opportunities", person: "People", place: "Pages of this site", action: "Actions" };
  const FACETS = { kind: "kind", competitor: "competitor", status: "status", stage: "stage", owner: "owner", product: "product", topic: "topic", tag: "tag" };
  const SORTS = { "": "Best first", fresh: "Freshest first", title: "By title" };
  // The states by their number in the index, and their order when sorted by freshness.
  const BADGES = ["current", "check-soon", "stale", "not-proven"];
  const PLACES = [0, 1, 3, 2];

  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function button(text, act) {
    const element = make("button", "", text);
    element.type = "button";
    element.addEventListener("click", act);
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

  /** Links are relative to the root of the site; some actions lead elsewhere. */
  const hrefOf = ({ url }) => (/^[a-z]+:/i.test(url) ? url : dataset.root + url);

  const date = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

  /** The state with its bar; the day of the first step is that of the check, or 0 without one. */
  function badge(hit) {
    if (!BADGES[hit.state]) return "";
    const mark = make("span", "state");
    mark.dataset.steps = hit.states.map(([day, state]) => (day ? `${date(day)} ` : "") + BADGES[state]).join(";");
    showAge(mark);
    return mark;
  }

  function recent() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((text) => text && typeof text === "string").slice(0, MOST) : [];
    } catch { return []; }
  }

  function keep(texts) {
    try { localStorage.setItem(KEY, JSON.stringify(texts.slice(0, MOST))); } catch { /* Not stored. */ }
  }

  const remember = (text) => { if (text) keep([text, ...recent().filter((other) => other !== text)]); };

  function choices(title, texts, ask) {
    const row = make("div", "search-choices");
    row.append(make("span", "", title), ...texts.map((text) => button(text, () => ask(text))));
    return row;
  }

  /** Shown for an empty field. */
  function start(ask, again) {
    const note = make("div", "search-note");
    note.append(make("p", "", "Type to search. ↑ ↓ choose, Enter opens."));
    const texts = recent();
    if (texts.length) {
      const row = choices("Recent", texts, ask);
      const forget = button("Clear recent searches", () => { keep([]); again(); });
      forget.className = "quiet";
      row.append(forget);
      note.append(row);
    }
    return note;
  }

  /** Shown instead of results. */
  function nothing({ text, suggestions }, ask, widen) {
    const note = make("div", "search-note");
    note.append(make("p", "", text ? `Nothing found for “${text}”.` : "Nothing found."));
    if (suggestions.length) note.append(choices("Nearest words", suggestions, ask));
    if (widen) note.append(button("Search without filters", widen));
    if (text && dataset.gap) {
      const link = make("a", "button", "File a gap");
      link.href = dataset.gap.split("{title}").join(encodeURIComponent(`Gap: ${text}`));
      link.rel = "noopener noreferrer";
      const row = make("p", "search-gap", "Should this be here? ");
      row.append(link);
      note.append(row);
    }
    return note;
  }

  /** Everything in the index about the selected result. */
  function preview(hit, day) {
    const head = make("p", "preview-kind", GROUPS[hit.kind] || hit.kind);
    head.append(badge(hit));
    const parts = [head, marked(make("p", "preview-title"), hit.title)];
    if (hit.summary.text) parts.push(marked(make("p"), hit.summary));
    if (hit.excerpt.text && hit.excerpt.text !== hit.summary.text) parts.push(marked(make("p", "preview-text"), hit.excerpt));
    const facts = make("dl");
    const fact = (name, value) => { if (value) facts.append(make("dt", "", name), make("dd", "", value)); };
    const next = hit.states.find(([from, state]) => from > day && state !== hit.state);
    if (next) fact(words[BADGES[next[1]]], `from ${date(next[0])}`);
    for (const name of Object.keys(FACETS)) {
      fact(name[0].toUpperCase() + name.slice(1), hit.facets.filter(([own]) => own === name).map(([, value]) => value).join(", "));
    }
    if (facts.children.length) parts.push(facts);
    return parts;
  }

  function sorted(hits, sort) {
    const place = (hit) => PLACES[hit.state] ?? PLACES.length;
    if (sort === "fresh") return [...hits].sort((a, b) => place(a) - place(b));
    return sort === "title" ? [...hits].sort((a, b) => a.title.text.localeCompare(b.title.text)) : hits;
  }

  function option(value, text) {
    const element = make("option", "", text);
    element.value = value;
    return element;
  }

  /** One list for each filter and one for the order; they change `asked`. */
  function filters(asked, changed) {
    const bar = make("div", "search-filters");
    const lists = new Map();
    function list(name, label) {
      const select = make("select");
      select.name = name;
      select.setAttribute("aria-label", label);
      bar.append(select);
      return select;
    }
    for (const name of Object.keys(FACETS)) {
      const select = list(name, `Filter by ${FACETS[name]}`);
      select.hidden = true;
      select.addEventListener("change", () => {
        if (select.value) asked.facets[name] = select.value;
        else delete asked.facets[name];
        changed();
      });
      lists.set(name, select);
    }
    const sort = list("sort", "Order");
    sort.append(...Object.entries(SORTS).map(([value, text]) => option(value, text)));
    sort.addEventListener("change", () => { asked.sort = sort.value; changed(); });
    function show(counted) {
      sort.value = asked.sort;
      for (const [name, select] of lists) {
        const chosen = asked.facets[name] || "";
        const found = (counted.find((facet) => facet.name === name) || { values: [] }).values;
        const best = [...found].sort((a, b) => b.count - a.count).slice(0, 40);
        const rest = chosen && !best.some(({ value }) => value === chosen) ? [{ value: chosen, count: 0 }] : [];
        const shown = [...rest, ...best].map(({ value, count }) => option(value, `${(name === "kind" && GROUPS[value]) || value} (${count})`));
        select.replaceChildren(option("", `Any ${FACETS[name]}`), ...shown);
        select.value = chosen;
        select.hidden = !shown.length;
        select.classList.toggle("is-set", Boolean(chosen));
      }
    }
    return { bar, show };
  }

  function readAddress() {
    const query = new URLSearchParams(location.search);
    const facets = {};
    for (const name of Object.keys(FACETS)) if (query.get(name)) facets[name] = query.get(name);
    const sort = query.get("sort") || "";
    return { text: query.get("q") || "", facets, sort: SORTS[sort] ? sort : "" };
  }

  function addressOf({ text, facets, sort }) {
    const query = new URLSearchParams();
    if (text) query.set("q", text);
    for (const [name, value] of Object.entries(facets)) query.set(name, value);
    if (sort) query.set("sort", sort);
    return query.toString();
  }

  /** A link to the search page with the same query. */
  function everything(asked, total) {
    const link = make("a", "all", `All ${total} results, with filters`);
    link.href = `${dataset.search}?${addressOf(asked)}`;
    link.addEventListener("click", () => remember(asked.text));
    return link;
  }

  function writeAddress(asked) {
    const address = addressOf(asked);
    try { history.replaceState(null, "", address ? `?${address}` : location.pathname); } catch { /* Not possible from file://. */ }
  }

  window.fieldbook.searchParts = { GROUPS, hrefOf, SORTS, make, marked, badge, remember, start, nothing, preview, sorted, filters, everything, readAddress, writeAddress };
})();
