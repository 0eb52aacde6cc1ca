// Leads from an address without a page to a search for its words, such as `battlecards/globex` for "battlecards globex".
(() => {
  "use strict";
  const nearest = document.querySelector("[data-nearest]");
  if (!nearest) return;
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const words = decoded(location.pathname).replace(/\.html?$|\bindex\b/g, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(-6).join(" ");
  if (!words) return;
  nearest.removeAttribute("data-open-search");
  nearest.href = `${nearest.getAttribute("href")}?q=${encodeURIComponent(words)}`;
  nearest.querySelector("span").textContent = `Search for \u201c${words}\u201d`;
})();
