// The facets of a list: their values with counts, and how they open and close.
(() => {
  "use strict";
  const { make, number } = window.fieldbook.listParts;

  /** Adds the values that the page leaves out. */
  function addValues(groups, all) {
    for (const group of groups) {
      const values = group.querySelector("ul");
      const more = group.querySelector("[data-more]");
      if (!more) continue;
      const known = new Set([...group.querySelectorAll("[data-value]")].map((value) => value.dataset.value));
      for (const { name, label } of all.groups.find(({ key }) => key === group.dataset.group).values) {
        if (known.has(name)) continue;
        const button = make("button", make("bdi", label), { type: "button", className: "tag" });
        button.append(" ", make("span", "", { className: "count" }));
        button.dataset.value = name;
        values.append(make("li", button));
      }
      more.remove();
    }
  }

  /** Shows beside each value how many rows there would be, and which are selected. */
  function showCounts(groups, { groups: known }, { counts, picks }) {
    for (const group of groups) {
      const { group: key } = group.dataset;
      const at = known.findIndex((one) => one.key === key);
      group.querySelector("[data-picked-count]").textContent = picks[key].length ? ` ${picks[key].length}` : "";
      for (const value of group.querySelectorAll("[data-value]:not([data-value=''])")) {
        const { value: name } = value.dataset;
        const count = counts[at][known[at].values.findIndex((one) => one.name === name)];
        value.querySelector(".count").textContent = number(count || 0);
        value.classList.toggle("is-none", count === 0);
        value.setAttribute("aria-pressed", String(picks[key].includes(name)));
      }
    }
  }

  const facets = [...document.querySelectorAll("[data-list] [data-group]")];
  // A link to the page of a value selects it, as a button does.
  for (const link of document.querySelectorAll("[data-list] a[data-value]:not([data-value=''])")) {
    link.setAttribute("role", "button");
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }
  document.addEventListener("click", (event) => {
    for (const facet of facets) if (facet.open && !facet.contains(event.target)) facet.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && facets.find((facet) => facet.open);
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  Object.assign(window.fieldbook.listParts, { addValues, showCounts });
})();
