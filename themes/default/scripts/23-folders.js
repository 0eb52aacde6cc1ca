// Sections of the navigation stay as a reader left them: open or closed, for each kind.
(() => {
  "use strict";
  const tree = document.querySelector("[data-folders]");
  if (!tree) return;
  const KEY = "fieldbook-folders";
  const MOST = 200;
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
      return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch { return {}; }
  };
  const keyOf = (section) => tree.dataset.folders + section.dataset.folder;
  const kept = read();
  for (const section of tree.querySelectorAll("details")) {
    const state = kept[keyOf(section)];
    // The way to this page is open, whatever a reader did elsewhere.
    if (typeof state === "boolean" && !section.hasAttribute("data-holds-page")) section.open = state;
    section.querySelector("summary").addEventListener("click", () => {
      const known = Object.entries(read()).filter(([key]) => key !== keyOf(section)).slice(1 - MOST);
      try {
        localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...known, [keyOf(section), !section.open]])));
      } catch { /* It is forgotten. */ }
    });
  }
  const current = tree.querySelector("[aria-current]");
  const side = tree.closest(".side");
  if (current && side) side.scrollTop = Math.max(0, current.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 2);
})();
