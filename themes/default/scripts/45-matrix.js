// Shows only the columns of the selected competitors, and keeps the selection in the URL.
(() => {
  "use strict";
  const bar = document.querySelector("[data-against]");
  if (!bar) return;
  const buttons = [...bar.querySelectorAll("[data-column]")];
  const rows = document.querySelector("[data-filter-text]");
  const cells = [...document.querySelectorAll("[data-of]")];

  function apply() {
    const chosen = buttons.filter((button) => button.getAttribute("aria-pressed") === "true").map((button) => button.dataset.column);
    for (const cell of cells) cell.hidden = chosen.length > 0 && !chosen.includes(cell.dataset.of);
    const query = new URLSearchParams(location.search);
    query.delete("against");
    for (const key of chosen) query.append("against", key);
    const address = query.toString();
    try { history.replaceState(null, "", (address ? `?${address}` : location.pathname) + location.hash); } catch { /* Not possible from file://. */ }
    // Which rows need a look depends on the visible columns.
    if (rows) rows.dispatchEvent(new Event("input"));
  }

  bar.hidden = false;
  const asked = new URLSearchParams(location.search).getAll("against");
  for (const button of buttons) {
    if (asked.includes(button.dataset.column)) button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  if (asked.length) apply();
})();
