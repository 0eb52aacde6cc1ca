// Shows the columns of the chosen competitors, and keeps the choice in the address: `?with=ID,ID`. Without a
// choice, those that most open opportunities name are shown; without scripts all are.
(() => {
  "use strict";
  const bar = document.querySelector("[data-against]");
  if (!bar) return;
  // How many columns fit on a screen and on a landscape sheet, and how many are shown if there are more.
  const [FIT, FIRST] = [7, 6];
  // The most columns in which there is room for what the claims say.
  const ROOMY = 3;
  const buttons = [...bar.querySelectorAll("[data-column]")];
  const note = bar.querySelector("[data-shown]");
  const rows = document.querySelector("[data-filter-text]");
  const cells = [...document.querySelectorAll("[data-of]")];
  const heading = document.querySelector("h1");
  const whole = heading.textContent;
  const title = document.title;
  const isChosen = (button) => button.getAttribute("aria-pressed") === "true";
  const name = (button) => button.textContent.trim();

  // Shows the first claim of each cell below its verdict.
  function showClaims(isRoomy) {
    for (const cell of document.querySelectorAll("a.cell")) {
      const old = cell.querySelector(".cell-claim");
      if (old) old.remove();
      const claim = isRoomy && document.getElementById(decodeURIComponent(cell.hash.slice(1)))?.querySelector(".cell-claims > li > :first-child");
      if (!claim) continue;
      const text = document.createElement("span");
      text.className = "cell-claim";
      text.dir = "auto";
      text.textContent = claim.textContent;
      cell.append(text);
    }
  }

  function apply() {
    const chosen = buttons.filter(isChosen);
    const shown = chosen.length ? chosen : buttons.length > FIT ? buttons.slice(0, FIRST) : buttons;
    const keys = new Set(shown.map((button) => button.dataset.column));
    for (const cell of cells) cell.hidden = !keys.has(cell.dataset.of);
    for (const group of document.querySelectorAll(".matrix .group th")) group.colSpan = keys.size + 1;
    heading.textContent = chosen.length ? `${whole}: ${chosen.map(name).join(", ")}` : whole;
    document.title = chosen.length ? `${heading.textContent} · ${title.split(" · ").slice(1).join(" · ")}` : title;
    note.textContent = keys.size < buttons.length ? `${keys.size} of ${buttons.length} shown${chosen.length ? "" : ", those with the most open opportunities"}` : "";
    showClaims(keys.size <= ROOMY);
    // Which rows need a look depends on the visible columns.
    if (rows) rows.dispatchEvent(new Event("input"));
  }

  function keep() {
    const query = new URLSearchParams(location.search);
    query.delete("with");
    query.delete("against");
    const chosen = buttons.filter(isChosen).map((button) => encodeURIComponent(button.dataset.column));
    const parts = [query.toString(), chosen.length ? `with=${chosen.join(",")}` : ""].filter(Boolean);
    try { history.replaceState(null, "", (parts.length ? `?${parts.join("&")}` : location.pathname) + location.hash); } catch { /* Not possible from file://. */ }
  }

  bar.hidden = false;
  const query = new URLSearchParams(location.search);
  // An id may be given with its folder, as search gives it.
  const asked = [...query.getAll("with").flatMap((list) => list.split(",")), ...query.getAll("against")].map((id) => id.split("/").pop());
  for (const button of buttons) {
    if (asked.includes(button.dataset.column)) button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!isChosen(button)));
      apply();
      keep();
    });
  }
  apply();
})();
