// Filters a list by words, tags and state, and keeps the filter in the URL.
(() => {
  "use strict";
  const bar = document.querySelector("[data-filters]");
  const rows = bar ? [...document.querySelectorAll("[data-rows] > .row")] : [];
  if (rows.length < 6) return;
  bar.hidden = false;
  const text = bar.querySelector("[data-filter-text]");
  const weak = bar.querySelector("[data-filter-weak]");
  const tags = [...bar.querySelectorAll("[data-filter-tag]")];
  const empty = document.querySelector("[data-empty]");
  const words = rows.map((row) => row.textContent.toLowerCase());
  const needsLook = (row) => [...row.querySelectorAll(".state")].some((badge) => !badge.classList.contains("current") && !badge.closest("td[hidden]"));

  function apply() {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = tags.filter((tag) => tag.getAttribute("aria-pressed") === "true");
    const pressed = chosen.map((tag) => tag.dataset.filterTag);
    // Tags of one group widen the selection, groups narrow it.
    const groups = new Map();
    for (const tag of chosen) groups.set(tag.dataset.filterGroup, [...(groups.get(tag.dataset.filterGroup) || []), tag.dataset.filterTag]);
    let shown = 0;
    rows.forEach((row, index) => {
      const own = (row.dataset.tags || "").split("|");
      const fits = wanted.every((word) => words[index].includes(word)) && [...groups.values()].every((group) => group.some((tag) => own.includes(tag))) && (!weak || !weak.checked || needsLook(row));
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    const isNarrowed = wanted.length > 0 || pressed.length > 0;
    for (const fold of document.querySelectorAll("details.fold")) fold.open = isNarrowed;
    empty.hidden = shown > 0;
    const query = new URLSearchParams(location.search);
    for (const own of ["q", "tag", "look"]) query.delete(own);
    if (text.value) query.set("q", text.value);
    for (const tag of pressed) query.append("tag", tag);
    if (weak && weak.checked) query.set("look", "1");
    const address = query.toString();
    try { history.replaceState(null, "", address ? `?${address}` : location.pathname); } catch { /* Not possible from file://. */ }
  }

  const query = new URLSearchParams(location.search);
  text.value = query.get("q") || "";
  if (weak) weak.checked = query.has("look");
  for (const tag of tags) {
    if (query.getAll("tag").includes(tag.dataset.filterTag)) tag.setAttribute("aria-pressed", "true");
    tag.addEventListener("click", () => {
      tag.setAttribute("aria-pressed", String(tag.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  text.addEventListener("input", apply);
  if (weak) weak.addEventListener("change", apply);
  if (location.search) apply();
})();
