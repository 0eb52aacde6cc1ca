// The links to the pages of a list, and the words that say which rows are shown.
(() => {
  "use strict";
  /** Rows on a page. */
  const ROWS = 100;
  /** How many pages before and after the current one have a link; so do the first and the last. */
  const NEAR = 2;
  const number = (count) => count.toLocaleString("en");

  function make(tag, words, set = {}) {
    const element = Object.assign(document.createElement(tag), set);
    element.append(words);
    return element;
  }

  /** Shows the way to the other pages: `href` gives the address of one, `go` opens it. */
  function showPages(nav, { page, last, href, go }) {
    const link = (to, words, rel = "") => {
      const one = make("a", words, { href: href(to), rel });
      if (words === number(to)) one.prepend(make("span", "Page ", { className: "visually-hidden" }));
      if (to === page) one.setAttribute("aria-current", "page");
      one.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      });
      return one;
    };
    nav.hidden = last < 2;
    nav.replaceChildren();
    if (page > 1) nav.append(link(page - 1, "Previous", "prev"));
    let before = 0;
    for (let to = 1; to <= last; to += 1) {
      if (to > 1 && to < last && Math.abs(to - page) > NEAR) continue;
      if (to > before + 1) nav.append(make("span", "…"));
      nav.append(link(to, number(to)));
      before = to;
    }
    if (page < last) nav.append(link(page + 1, "Next", "next"));
  }

  /** Says which rows are shown: `1–100 of 321 that match, of 5,000 answers`. */
  function range({ page, shown, count, total, noun, nouns }) {
    const words = `${number(total)} ${total === 1 ? noun : nouns}`;
    if (shown === count) return `${number(count)} of ${words}`;
    const first = (page - 1) * ROWS;
    const rows = `${number(first + 1)}–${number(first + shown)} of `;
    return count === total ? rows + words : `${rows}${number(count)} that match, of ${words}`;
  }

  window.fieldbook.listParts = { ROWS, make, number, showPages, range };
})();
