// Buttons: print, copy, colour scheme. Copying uses the `copy` event, which also works without https.
(() => {
  "use strict";
  function copy(text, html) {
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done;
  }

  // On narrow screens the navigation is a strip: scroll to the current page.
  const here = document.querySelector(".side [aria-current]");
  if (here) here.closest(".side").scrollLeft = here.offsetLeft - 40;

  function confirm(button, done) {
    const label = button.lastChild;
    const before = label.textContent;
    label.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { label.textContent = before; }, 1600);
  }

  function wire(selector, action) {
    for (const button of document.querySelectorAll(selector)) {
      button.hidden = false;
      button.addEventListener("click", () => action(button));
    }
  }

  wire("[data-print]", () => print());
  // A link can ask for the print dialog, such as that of the search.
  if (new URLSearchParams(location.search).has("print") && document.querySelector("[data-print]")) addEventListener("load", () => print());
  wire("[data-copy-link]", (button) => {
    const canonical = document.querySelector("link[rel=canonical]");
    confirm(button, copy(canonical ? canonical.href : location.href));
  });
  wire("[data-copy]", (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    if (source.matches("pre")) {
      confirm(button, copy(source.textContent));
      return;
    }
    const bare = source.cloneNode(true);
    // A claim that is not current is copied together with a warning.
    for (const chip of bare.querySelectorAll(".chip")) {
      const weak = chip.querySelector(".stale, .not-proven");
      chip.replaceWith(weak ? ` (${(weak.querySelector(".word") || weak).textContent.trim().toLowerCase()}: check first)` : "");
    }
    bare.querySelectorAll(".sub").forEach((sub) => sub.prepend(": "));
    const lines = bare.matches(".glance") ? [...bare.querySelectorAll("h2, h3, li, p")] : [...bare.children];
    const say = (line) => (line.matches("h2, h3") ? "\n" : line.matches("li") ? "- " : "") + line.textContent.replace(/\s+/g, " ").trim();
    const text = lines.length ? lines.map(say).join(bare.matches(".glance") ? "\n" : "\n\n") : bare.textContent.replace(/\s+/g, " ");
    confirm(button, copy(text.trim()));
  });
  // Delegated, since evidence is also shown beside the sentence that cites it.
  for (const button of document.querySelectorAll("[data-copy-text]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy-text]");
    if (button) confirm(button, copy(button.dataset.copyText));
  });
  wire("[data-scheme]:not(html)", () => {
    const root = document.documentElement;
    const isDark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = isDark ? "light" : "dark";
    try { localStorage.setItem("fieldbook-scheme", root.dataset.scheme); } catch { /* Applies to this page only. */ }
  });

  window.fieldbook.copy = copy;
  window.fieldbook.confirmCopy = confirm;

  const closed = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll(".facts details[open]")) {
      details.open = false;
      closed.push(details);
    }
  });
  addEventListener("afterprint", () => { while (closed.length) closed.pop().open = true; });
  document.addEventListener("click", (event) => {
    for (const details of document.querySelectorAll(".head details[open]")) if (!details.contains(event.target)) details.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const details of document.querySelectorAll(".head details[open]")) {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
})();
