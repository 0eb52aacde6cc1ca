// Keys of the answer library: j next, k previous, c copy, x add to tray, 1 2 3 text length.
(() => {
  "use strict";
  const list = document.querySelector(".answers[data-list-rows]");
  const switches = [...document.querySelectorAll("[data-show-length]")];
  if (!list) return;
  const rows = () => [...list.querySelectorAll(".answer-row")];
  const { copy, confirmCopy, tray } = window.fieldbook;
  const { LENGTHS } = tray;
  for (const hidden of document.querySelectorAll("[data-lengths], [data-keys]")) hidden.hidden = false;

  // The selected length, or the nearest that the answer has; shorter ones first.
  function nearest(row, wanted) {
    const has = (name) => row.querySelector(`[data-length="${name}"]`);
    const at = LENGTHS.indexOf(wanted);
    const order = [...LENGTHS.slice(0, at + 1).reverse(), ...LENGTHS.slice(at + 1)];
    return order.find(has);
  }

  let shownLength = "short";
  function showLength(wanted) {
    shownLength = wanted;
    for (const row of rows()) {
      row.querySelector("[data-copy-answer]").hidden = false;
      const length = nearest(row, wanted);
      for (const text of row.querySelectorAll("[data-length]")) text.hidden = text.dataset.length !== length;
    }
    for (const button of switches) button.setAttribute("aria-pressed", String(button.dataset.showLength === wanted));
    try { localStorage.setItem("fieldbook-length", wanted); } catch { /* Applies to this page only. */ }
  }

  function copyRow(row) {
    const text = row.querySelector("[data-length]:not([hidden])");
    if (text) confirmCopy(row.querySelector("[data-copy-answer]"), copy(text.textContent));
  }

  let current = null;
  function step(by) {
    const shown = rows();
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
    if (current) current.classList.remove("is-current");
    current = shown[next];
    current.classList.add("is-current");
    current.querySelector(".row-title").focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
  }

  // Delegated, since the list shows other rows when a reader narrows it.
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-answer]");
    if (button) copyRow(button.closest(".answer-row"));
  });
  list.addEventListener("focusin", (event) => {
    if (current) current.classList.remove("is-current");
    current = event.target.closest(".answer-row");
    if (current) current.classList.add("is-current");
  });
  for (const button of switches) button.addEventListener("click", () => showLength(button.dataset.showLength));
  let kept = null;
  try { kept = localStorage.getItem("fieldbook-length"); } catch { /* Not stored. */ }
  showLength(LENGTHS.includes(kept) ? kept : "short");

  document.addEventListener("fieldbook:rows", () => showLength(shownLength));

  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest && event.target.closest("input, select, textarea, dialog");
    if (event.ctrlKey || event.metaKey || event.altKey || inField) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "c" && current && current.isConnected) copyRow(current);
    else if (event.key === "x" && current && current.isConnected) current.querySelector("[data-tray-toggle]").click();
    else if (LENGTHS[Number(event.key) - 1]) showLength(LENGTHS[Number(event.key) - 1]);
  });
})();
