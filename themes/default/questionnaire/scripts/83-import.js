// A tray that was exported, added to this one.
(() => {
  "use strict";
  const { items, tray, trayPage } = window.fieldbook;
  if (!trayPage) return;
  const { plural } = trayPage;
  const said = document.querySelector("[data-tray-said]");

  /** Adds the items of an exported tray; an answer that is already there is not added again. */
  function load(text) {
    let read;
    try {
      read = JSON.parse(text).items;
    } catch { /* Said below. */ }
    if (!Array.isArray(read)) {
      said.textContent = "This file contains neither a tray nor decisions.";
      return;
    }
    const ids = new Set(trayPage.items().filter((item) => item.question === undefined).map((item) => item.id));
    const given = read.filter((item) => tray.isItem(item) && (typeof item.question === "string" || !ids.has(item.id)));
    const added = trayPage.add(given.map(items.known));
    const left = read.length - added.length;
    said.textContent = `${plural(added.length, "item")} added${left ? `, ${left} left out` : ""}.`;
    trayPage.compareAgain();
  }

  window.fieldbook.trayImport = { load };
})();
