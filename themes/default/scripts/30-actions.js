// Buttons: print, copy, colour scheme. Copying goes through the `copy` event, which also works on plain http.
(() => {
  "use strict";
  function copy(text) {
    const put = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
    };
    document.addEventListener("copy", put, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done;
  }

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
    bare.querySelectorAll(".chip").forEach((chip) => chip.remove());
    const blocks = [...bare.children].length ? [...bare.children] : [bare];
    confirm(button, copy(blocks.map((block) => block.textContent.replace(/\s+/g, " ").trim()).join("\n\n")));
  });
  wire("[data-scheme]:not(html)", () => {
    const root = document.documentElement;
    const isDark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.scheme = isDark ? "light" : "dark";
    try { localStorage.setItem("fieldbook-scheme", root.dataset.scheme); } catch { /* It holds for this page. */ }
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
    for (const details of document.querySelectorAll(".facts details[open]")) if (!details.contains(event.target)) details.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const details of document.querySelectorAll(".facts details[open]")) {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
})();
