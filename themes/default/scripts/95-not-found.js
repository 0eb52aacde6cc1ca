// On a page that does not exist: a search with the words of the address, such as "battlecards globex".
(() => {
  "use strict";
  const place = document.querySelector("[data-nearest]");
  const { makePanel, searchEngine } = window.fieldbook;
  if (!place || !document.body.dataset.engine) return;
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const root = document.body.dataset.root;
  const path = decoded(location.pathname.startsWith(root) ? location.pathname.slice(root.length) : location.pathname);
  const parts = path.replace(/\.html?$|\bindex\b/g, "").split("/").map((part) => (part.match(/[\p{L}\p{N}]+/gu) || []).join(" ")).filter(Boolean);

  /** The shortest end of the address that finds something; all of it if nothing does. */
  async function words() {
    const ends = parts.map((_, index) => parts.slice(index).join(" ").split(" ").slice(-6).join(" "));
    try {
      const search = await searchEngine();
      for (const text of [...ends].reverse()) {
        const found = await search.search({ text, facets: {}, limit: 1, today: 0, counts: false });
        if (found.hits.length) return text;
      }
    } catch { /* The field says that the search does not work here. */ }
    return ends[0] || "";
  }

  words().then((text) => {
    const field = makePanel(false, text);
    place.replaceChildren(field.panel);
    field.run();
  });
})();
