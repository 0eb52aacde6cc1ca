// Opens the dialog for corrections. Its script is loaded with the first one; `#~correct-note` in an address opens it.
(() => {
  "use strict";
  const note = document.getElementById("~correct-note");
  // The reader's own day, also on a page that is pinned to another one; a check is recorded with it.
  function readerDay() {
    const now = new Date();
    const pad = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  }
  window.fieldbook.readerDay = readerDay;
  // In an address the hyphens are encoded.
  const dated = (text) => text.replace(/YYYY(-|%2D)MM\1DD/g, readerDay());
  for (const place of document.querySelectorAll("[data-reader-day]")) place.textContent = readerDay();
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-day-link]");
    if (link) link.href = dated(link.href);
    const button = event.target.closest("[data-copy-text]");
    if (button) button.dataset.copyText = dated(button.dataset.copyText);
  }, true);
  if (!note || !HTMLDialogElement.prototype.showModal) return;
  document.documentElement.classList.add("correctable");
  function open(button) {
    if (window.fieldbook.correct) {
      window.fieldbook.correct(button, note.dataset);
      return;
    }
    const script = document.createElement("script");
    script.src = note.dataset.corrections;
    script.onload = () => window.fieldbook.correct(button, note.dataset);
    if (!note.dataset.style) {
      document.head.append(script);
      return;
    }
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = note.dataset.style;
    // The dialog is shown once it has its styles; without them, it works too.
    style.onload = style.onerror = () => document.head.append(script);
    document.head.append(style);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-correct]");
    if (button) open(button);
  });
  const asked = location.hash.slice(1);
  if (asked.startsWith("~correct")) {
    const own = document.getElementById(asked);
    const first = (own !== note && own) || document.getElementById("~correct-standard") || document.querySelector("button[data-correct]");
    if (first) open(first);
  }
})();
