// The tray page: the order of its items, what is asked and answered, copying and export.
(() => {
  "use strict";
  const list = document.querySelector("[data-tray]");
  if (!list) return;
  const { decisions, decidingAs, tray, items, exports: out, trayRow, library, copy, confirmCopy, today } = window.fieldbook;
  const find = (name) => document.querySelector(`[data-tray-${name}]`);
  const said = find("said");
  const LIMIT = 5000;
  let all = tray.read().map(items.known);
  let later = 0;
  /** Called with items that have changed. */
  let watch = () => {};
  const touched = new Set();
  // Answers by id, once the list of the site is there.
  const known = new Map();

  const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

  const brief = ({ id, title, path, mark, band, probability, reasons }) => ({ id, title, path, mark, band, probability, reasons });

  /** Keeps what is shown; the rest of a candidate is in the list of answers. */
  function store() {
    clearTimeout(later);
    later = 0;
    const isKept = tray.write(all.map(({ candidates, plan, ...item }) => (candidates ? { ...item, candidates: candidates.map(brief) } : item)));
    find("full").textContent = isKept ? "" : "This browser has no more room: what is in the tray is lost when the page is closed. Export it.";
  }

  function keep() {
    store();
    const asked = all.filter((item) => item.question !== undefined);
    const open = asked.filter(items.isOpen).length;
    find("total").textContent = all.length || "";
    find("none").hidden = all.length > 0;
    find("progress").textContent = asked.length ? `${asked.length - open} of ${plural(asked.length, "question")} answered, ${open} to decide.` : "";
    find("next").hidden = !open;
    for (const part of document.querySelectorAll("[data-tray-copy], [data-tray-save], [data-tray-clear]")) part.disabled = !all.length;
  }

  /** Keeps what has changed, also what its reader still writes, and says so. */
  function apply(changed) {
    const some = [...new Set([...touched, ...changed])];
    touched.clear();
    keep();
    watch(some);
  }

  const rowOf = (item) => list.children[all.indexOf(item)];

  function redraw(item) {
    const row = rowOf(item);
    const hadFocus = row.contains(document.activeElement);
    const made = trayRow.show(item, act);
    row.replaceWith(made);
    if (hadFocus) made.querySelector("textarea").focus({ preventScroll: true });
  }

  addEventListener("pagehide", () => { if (later) store(); });
  // Another page of the site changed the tray.
  addEventListener("storage", (event) => {
    if (event.key !== "fieldbook-tray" || later) return;
    all = tray.read().map(items.known);
    if (known.size) compare([...known.values()]);
    else showAll();
  });
  const act = {
    // Each key changes a text: what a browser takes long to write waits until the writer pauses.
    changed(item) {
      decisions.settle(item);
      clearTimeout(later);
      touched.add(item);
      later = setTimeout(() => apply([]), 400);
    },
    full: (candidate) => ({ ...candidate, ...known.get(candidate.id) }),
    choose(item, candidate) {
      if (!known.has(candidate.id)) {
        said.textContent = "The answers of the library are not loaded yet.";
        return;
      }
      if (decisions.is(item, "not-applicable") || decisions.is(item, "assign")) decisions.clear(item);
      items.choose(item, known.get(candidate.id));
      decisions.settle(item);
      redraw(item);
      apply([item]);
    },
    decide(item, change) {
      change(item);
      redraw(item);
      apply([item]);
    },
    refresh(item) {
      items.choose(item, item.fresh);
      decisions.settle(item);
      delete item.fresh;
      delete item.change;
      redraw(item);
      apply([item]);
    },
    move(item, by) {
      const at = all.indexOf(item);
      const to = at + by;
      if (to < 0 || to >= all.length) return;
      all.splice(at, 1);
      all.splice(to, 0, item);
      const row = list.children[at];
      list.insertBefore(row, by > 0 ? list.children[to].nextSibling : list.children[to]);
      row.querySelector(by > 0 ? "[data-down]" : "[data-up]").focus();
      said.textContent = `${item.question || item.title} is number ${to + 1}.`;
      keep();
    },
    remove(item) {
      rowOf(item).remove();
      all = all.filter((other) => other !== item);
      said.textContent = `${item.question || item.title} was removed from the tray.`;
      apply([item]);
    },
  };

  function showAll() {
    list.replaceChildren(...all.map((item) => trayRow.show(item, act)));
    keep();
  }


  function know(answers) {
    decidingAs.show();
    for (const answer of answers) known.set(answer.id, answer);
  }

  /** Says of each item what changed in the library since it was picked, and takes over its present state. */
  function compare(answers) {
    know(answers);
    for (const item of all.filter((item) => item.id)) {
      const answer = known.get(item.id);
      delete item.change;
      delete item.fresh;
      if (!answer) item.change = "No longer in this library.";
      else {
        const { title, path, audience, mark, status, holds, steps } = answer;
        if (JSON.stringify(sorted(item.texts)) !== JSON.stringify(sorted(answer.texts)) || (item.mark || "") !== mark) {
          item.change = "The answer has changed in the library since it was picked.";
          item.fresh = answer;
          Object.assign(item, { title, path, audience, status, holds, steps });
        } else Object.assign(item, { title, path, audience, mark, status, holds, steps });
      }
    }
    showAll();
  }

  const sorted = (texts) => tray.LENGTHS.map((name) => texts[name] || "");

  /** Adds items at the end, as many as there is room for; returns those that were added. */
  function add(given) {
    const added = given.slice(0, Math.max(0, LIMIT - all.length));
    all.push(...added);
    list.append(...added.map((item) => trayRow.show(item, act)));
    keep();
    return added;
  }

  find("scripts").hidden = true;
  find("actions").hidden = false;
  const whole = find("copy");
  whole.addEventListener("click", () => confirmCopy(whole, copy(all.map(out.plain).join("\n\n\n"), all.map(out.html).join("\n"))));
  for (const part of document.querySelectorAll("[data-tray-save]")) {
    const form = part.dataset.traySave;
    part.addEventListener("click", async () => {
      try {
        out.download(`tray-${today}.${form}`, await out.forms[form](all));
      } catch (error) {
        said.textContent = `The tray was not written: ${error.message}.`;
      }
    });
  }
  find("next").addEventListener("click", () => {
    const open = all.find(items.isOpen);
    if (open) rowOf(open).querySelector("[data-use], textarea").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
    const row = event.target.closest(".tray-item");
    const use = row && row.querySelector(`[data-use="${event.key}"]`);
    if (use) use.click();
  });
  find("clear").addEventListener("click", () => {
    if (confirm(`Remove all ${plural(all.length, "item")} from the tray?`)) {
      all = [];
      showAll();
      watch([]);
    }
  });
  /** Compares the items again, once the answers of the site are there. */
  const compareAgain = () => { if (known.size) compare([...known.values()]); };

  /** Draws items again. */
  const redrawAll = (some) => {
    some.filter((item) => all.includes(item)).forEach(redraw);
    keep();
  };
  const showPlans = (some) => some.filter((item) => all.includes(item)).forEach((item) => trayRow.showPlan(rowOf(item), item));
  window.fieldbook.trayPage = { add, plural, know, keep, compareAgain, redrawAll, showPlans, items: () => all, onChange: (act) => { watch = act; } };
  showAll();
  if (all.length) {
    library.list().then(({ answers }) => compare(answers)).catch(() => {
      said.textContent = "The answers of the library could not be loaded: warnings are those of the day on which each was picked.";
    });
  }
})();
