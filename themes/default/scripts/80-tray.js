// The tray: answers that a reader collects, stored in the browser. This file has the store and the add buttons.
(() => {
  "use strict";
  const KEY = "fieldbook-tray";
  const LENGTHS = ["short", "standard", "detailed"];

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
      return Array.isArray(kept.items) ? kept.items.filter(isItem) : [];
    } catch { return []; }
  }

  function isItem(item) {
    return item && typeof item.id === "string" && typeof item.title === "string" && typeof item.text === "string";
  }

  /** Keeps the items; false if the browser has no room for them, so that they apply to this page only. */
  function write(items) {
    count(items.length);
    try {
      localStorage.setItem(KEY, JSON.stringify({ schema: "fieldbook/tray/1", items }));
      return true;
    } catch {
      return false;
    }
  }

  function count(number) {
    for (const link of document.querySelectorAll("[data-tray-count]")) {
      link.hidden = false;
      link.textContent = number ? `Tray (${number})` : "Tray";
    }
  }

  function plain(part) {
    const source = part.querySelector(".prose") || part;
    const bare = source.cloneNode(true);
    bare.querySelectorAll(".chip").forEach((chip) => chip.remove());
    const blocks = [...bare.children].length ? [...bare.children] : [bare];
    return blocks.map((block) => block.textContent.replace(/[ \t]+/g, " ").trim()).filter(Boolean).join("\n\n");
  }

  // The tray item for `root`, a row of the library or the page of an answer.
  function pick(button, root) {
    const texts = {};
    for (const part of root.querySelectorAll("[data-length]")) texts[part.dataset.length] = plain(part);
    const shown = [...root.querySelectorAll("[data-length]")].find((part) => !part.hidden);
    const length = shown ? shown.dataset.length : LENGTHS.find((name) => texts[name]) || "short";
    const state = root.querySelector(".state");
    const title = root.querySelector(".row-title, h1");
    const { answer: id, path, audience, mark, status } = button.dataset;
    const holds = JSON.parse(button.dataset.holds);
    return { id, path, audience, mark, status, holds, title: title.textContent.trim(), texts, edits: {}, length, text: texts[length] || "", steps: state ? state.dataset.steps : "" };
  }

  function show(button, isIn) {
    button.setAttribute("aria-pressed", String(isIn));
    button.querySelector("span").textContent = isIn ? "In the tray" : "Add to tray";
  }

  function toggle(button) {
    const items = read();
    // The same answer to a question of a customer stays.
    const rest = items.filter((item) => item.id !== button.dataset.answer || item.question !== undefined);
    const isIn = rest.length === items.length;
    write(isIn ? [...items, pick(button, button.closest(".answer-row") || document.querySelector("main"))] : rest);
    show(button, isIn);
  }

  function refresh() {
    const items = read();
    const ids = new Set(items.filter((item) => item.question === undefined).map((item) => item.id));
    for (const button of document.querySelectorAll("[data-tray-toggle]")) {
      button.hidden = false;
      show(button, ids.has(button.dataset.answer));
    }
    count(items.length);
  }
  // Delegated, since lists show other rows when a reader narrows them.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tray-toggle]");
    if (button) toggle(button);
  });
  refresh();
  document.addEventListener("fieldbook:rows", refresh);
  addEventListener("storage", (event) => { if (event.key === KEY) refresh(); });
  addEventListener("pageshow", refresh);
  window.fieldbook.tray = { read, write, isItem, LENGTHS };
})();
