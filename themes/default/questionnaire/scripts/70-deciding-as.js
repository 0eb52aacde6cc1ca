// Who decides in this browser, where the site lists people.
(() => {
  "use strict";
  const part = document.querySelector("[data-tray-by]");
  if (!part) return;
  const { decisions } = window.fieldbook;
  const select = part.querySelector("select");

  /** Shows the choice once the people of the site are known. */
  function show() {
    if (select.options.length > 1 || !decisions.people().length) return;
    select.append(...decisions.people().map(({ id, name }) => new Option(name, id)));
    select.value = decisions.person();
    if (select.selectedIndex < 0) select.value = "";
    part.hidden = false;
  }

  select.addEventListener("change", () => decisions.setPerson(select.value));
  window.fieldbook.decidingAs = { show };
})();
