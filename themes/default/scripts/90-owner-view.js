// The switch between what sellers need and what owners need; `head.js` sets the first state before the page shows.
(() => {
  "use strict";
  const root = document.documentElement;
  const button = document.querySelector("[data-mode-switch]");
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(root.dataset.mode === "owner"));
  show();
  button.addEventListener("click", () => {
    root.dataset.mode = root.dataset.mode === "owner" ? "seller" : "owner";
    show();
    try {
      sessionStorage.removeItem("fieldbook-mode");
      localStorage.setItem("fieldbook-mode", root.dataset.mode);
    } catch { /* Applies to this page only. */ }
  });
})();
