// Filters the home page for one person, stored in the browser, and shortens its lists.
(() => {
  "use strict";
  // The rows of each list in the order of the build: showing some of them moves them.
  const lists = [...document.querySelectorAll("[data-first]")].map((list) => ({ list, all: [...list.children] }));
  const who = document.querySelector("[data-person]");
  if (!lists.length) return;
  const { today } = window.fieldbook;
  const choice = who && who.querySelector("select");

  function narrow({ list, all }, person) {
    for (const row of all) row.hidden = true;
    const rows = all.filter((row) => !person || row.dataset.owner === person);
    // Past days are not next calls; overdue deals come last.
    if (list.dataset.by === "close") rows.sort((one, other) => (one.dataset.close < today) - (other.dataset.close < today));
    rows.slice(0, Number(list.dataset.first)).forEach((row) => {
      row.hidden = false;
      list.append(row);
    });
    const none = list.nextElementSibling;
    if (none && none.matches("[data-none]")) none.hidden = rows.length > 0;
  }

  const queue = document.querySelector("[data-my-queue]");
  const queues = queue && queue.getAttribute("href");

  function apply() {
    const own = choice && choice.selectedOptions[0] && choice.selectedOptions[0].dataset.queue;
    if (queue) queue.setAttribute("href", own || queues);
    for (const own of lists) narrow(own, choice ? choice.value : "");
  }

  for (const { list } of lists) {
    const none = document.createElement("p");
    none.className = "empty";
    none.dataset.none = "";
    none.hidden = true;
    none.textContent = "Nothing for this person.";
    list.after(none);
  }
  if (choice) {
    who.hidden = false;
    try { choice.value = localStorage.getItem("fieldbook-person") || ""; } catch { /* Nothing is stored. */ }
    if (choice.selectedIndex < 0) choice.value = "";
    choice.addEventListener("change", () => {
      try { localStorage.setItem("fieldbook-person", choice.value); } catch { /* Applies to this page only. */ }
      apply();
    });
  }
  apply();
})();
