// Narrows and sorts a list of any size: words, several values of each facet, order, pages. The address keeps all of it.
(() => {
  "use strict";
  const tools = document.querySelector("[data-list]");
  if (!tools) return;
  const { age, showAge, listRows, listParts } = window.fieldbook;
  const { ROWS, make, number, addValues, showCounts } = listParts;
  const { prefix, home, noun, nouns } = tools.dataset;
  const [list, range, none, picked, nav] = ["list-rows", "list-range", "list-none", "picked", "list-pages"]
    .map((name) => document.querySelector(`[data-${name}]`));
  const table = document.querySelector("[data-list-table]");
  const text = tools.querySelector("[data-list-text]");
  const sort = tools.querySelector("[data-list-sort]");
  const groups = [...tools.querySelectorAll("[data-group]")];
  const keys = groups.map((group) => group.dataset.group);
  /** What the page shows by itself. */
  const own = { rows: [...list.childNodes], range: range.textContent, nav: [...nav.childNodes], hasPages: !nav.hidden };
  const preset = Object.fromEntries(groups.map((group) => [group.dataset.group, group.dataset.current ? [group.dataset.current] : []]));
  let rows = null;
  let state = readAddress();

  function readAddress() {
    const query = new URLSearchParams(location.search);
    const known = (name) => (sort && [...sort.options].some((option) => option.value === name) ? name : "");
    const picks = Object.fromEntries(keys.map((key) => [key, query.has(key) ? query.getAll(key) : preset[key]]));
    return { text: query.get("q") || "", picks, sort: known(query.get("sort") || ""), page: Math.max(1, Number.parseInt(query.get("page"), 10) || 1) };
  }

  /** The query of an address for `asked`; values that the page has by itself are not repeated on it. */
  function queryOf(asked, isElsewhere = false) {
    const query = new URLSearchParams();
    if (asked.text) query.set("q", asked.text);
    for (const key of keys) {
      if (isElsewhere || String(asked.picks[key]) !== String(preset[key])) asked.picks[key].forEach((name) => query.append(key, name));
    }
    if (asked.sort) query.set("sort", asked.sort);
    if (asked.page > 1) query.set("page", asked.page);
    const written = query.toString();
    return written ? `?${written}` : "";
  }

  function load() {
    if (!rows) {
      list.setAttribute("aria-busy", "true");
      rows = listRows.fetched(new URL(tools.dataset.rowsFile, document.baseURI).href);
      rows.then((all) => addValues(groups, all), () => {
        rows = null;
        range.textContent = `The ${nouns} could not be loaded, so that nothing was filtered. Reload the page to try again.`;
      }).finally(() => list.removeAttribute("aria-busy"));
    }
    return rows;
  }

  const labelOf = (all, key, name) => {
    const value = all.groups.find((group) => group.key === key).values.find((one) => one.name === name);
    return `${groups[keys.indexOf(key)].querySelector("summary").firstChild.textContent}: ${value ? value.label : name}`;
  };

  /** What narrows the list, with what it would be without it. */
  function narrowing(all) {
    const each = keys.flatMap((key) => state.picks[key].map((name) => ({
      words: labelOf(all, key, name),
      without: { ...state, page: 1, picks: { ...state.picks, [key]: state.picks[key].filter((one) => one !== name) } },
    })));
    return state.text ? [{ words: `“${state.text}”`, without: { ...state, page: 1, text: "" } }, ...each] : each;
  }

  const cleared = () => ({ ...state, text: "", page: 1, picks: Object.fromEntries(keys.map((key) => [key, []])) });

  function button(words, next, label) {
    const one = make("button", words, { type: "button", className: "tag" });
    if (label) one.setAttribute("aria-label", label);
    one.addEventListener("click", () => { go(next); text.focus({ preventScroll: true }); });
    return one;
  }

  function showPicked(all) {
    const each = narrowing(all);
    picked.replaceChildren(...each.map(({ words, without }) => button(`${words} ×`, without, `Remove ${words}`)));
    if (each.length) picked.append(button("Clear filters", cleared()));
    picked.hidden = !each.length;
  }

  function showNone(all, isEmpty) {
    none.hidden = !isEmpty;
    if (table) table.hidden = isEmpty;
    if (!isEmpty) return;
    const each = narrowing(all);
    const said = each.map(({ words }) => words).join(", ");
    none.replaceChildren(make("p", `No ${noun} matches ${said}.`));
    const ways = each.length > 1 ? each.map(({ words, without }) => [words, without, all.narrow(without).found.length]) : [];
    for (const [words, without, count] of ways.filter((way) => way[2])) none.append(button(`Without ${words}: ${number(count)}`, without), " ");
    none.append(button("Clear filters", cleared()));
  }

  function showRows(found) {
    const shown = found.slice((state.page - 1) * ROWS, state.page * ROWS);
    const html = shown.map((row) => row.html).join("");
    const holder = document.createElement("template");
    holder.innerHTML = html;
    if (prefix) for (const one of holder.content.querySelectorAll("[href]")) move(one);
    list.replaceChildren(holder.content);
    age(list);
    list.querySelectorAll(".state[data-steps]").forEach(showAge);
    return shown.length;
  }

  /** Makes a link of the first page one of this page. */
  function move(one) {
    const href = one.getAttribute("href");
    if (!/^([a-z]+:|[/#])/i.test(href)) one.setAttribute("href", prefix + href);
  }

  const isOwn = () => !queryOf(state);
  let showsOwn = true;

  function showOwn() {
    showsOwn = true;
    list.replaceChildren(...own.rows);
    range.textContent = own.range;
    nav.replaceChildren(...own.nav);
    nav.hidden = !own.hasPages;
    none.hidden = true;
    if (table) table.hidden = false;
  }

  async function show() {
    text.value = state.text;
    if (sort) sort.value = state.sort;
    const all = isOwn() ? await rows : await load().catch(() => null);
    if (all) {
      const { found, counts } = all.narrow(state);
      state.page = Math.min(state.page, Math.max(1, Math.ceil(found.length / ROWS)));
      showCounts(groups, all, { counts, picks: state.picks });
      showPicked(all);
      if (!isOwn()) {
        showsOwn = false;
        const shown = showRows(found);
        range.textContent = listParts.range({ page: state.page, shown, count: found.length, total: all.rows.length, noun, nouns });
        listParts.showPages(nav, { page: state.page, last: Math.ceil(found.length / ROWS), href: (page) => queryOf({ ...state, page }) || location.pathname, go: toPage });
        showNone(all, !found.length);
      }
    }
    if (isOwn() && !showsOwn) showOwn();
    document.dispatchEvent(new Event("fieldbook:rows"));
  }

  /** Shows the list as `next` asks; on the page of a value, what is not a part of it is on the page of the whole list. */
  function go(next, keep = history.pushState) {
    if (keys.some((key) => !preset[key].every((name) => next.picks[key].includes(name)) || (preset[key].length && next.picks[key].length > 1))) {
      location.href = home + queryOf(next, true);
      return Promise.resolve();
    }
    state = next;
    try { keep.call(history, null, "", queryOf(state) || location.pathname); } catch { /* Not possible from file://. */ }
    return show();
  }

  async function toPage(page) {
    await go({ ...state, page });
    tools.scrollIntoView({ block: "start" });
    const first = list.querySelector("a");
    if (first) first.focus({ preventScroll: true });
  }

  for (const group of groups) {
    group.addEventListener("toggle", () => { if (group.open) load().then(show, () => {}); });
    group.addEventListener("click", (event) => {
      const value = event.target.closest("[data-value]");
      if (!value || !value.dataset.value || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const [key, name] = [group.dataset.group, value.dataset.value];
      const has = state.picks[key].includes(name);
      go({ ...state, page: 1, picks: { ...state.picks, [key]: has ? state.picks[key].filter((one) => one !== name) : [...state.picks[key], name] } });
    });
  }
  // Typing is one step back, not one per letter.
  text.addEventListener("input", () => go({ ...state, page: 1, text: text.value.trim() && text.value }, state.text ? history.replaceState : history.pushState));
  text.addEventListener("focus", () => { load().then(show, () => {}); }, { once: true });
  if (sort) sort.addEventListener("change", () => go({ ...state, page: 1, sort: sort.value }));
  addEventListener("popstate", () => { state = readAddress(); show(); });
  if (!isOwn()) show();
  else if (sort) sort.value = "";
})();
