// Folds the sections of a card, so that the glance and a list of what follows fit on two screens. Without scripts and on
// paper everything is open.
(() => {
  "use strict";
  const body = document.querySelector("[data-folds]");
  if (!body) return;

  // What a reader must know before relying on a section: the statements in it that are in doubt.
  function doubts(section) {
    const marks = document.createElement("span");
    marks.className = "fold-marks";
    for (const state of ["stale", "not-proven", "check-soon"]) {
      const count = section.querySelectorAll(`.state.${state}`).length;
      if (!count) continue;
      const mark = document.createElement("span");
      mark.className = `state ${state}`;
      mark.textContent = `${count} ${window.fieldbook.words[state].toLowerCase()}`;
      marks.append(mark);
    }
    return marks;
  }

  for (const heading of body.querySelectorAll(":scope > h2")) {
    const section = document.createElement("details");
    section.className = "fold-section";
    const summary = document.createElement("summary");
    heading.before(section);
    while (section.nextSibling && !(section.nextSibling !== heading && section.nextSibling.nodeName === "H2")) section.append(section.nextSibling);
    const points = section.querySelectorAll(":scope > :is(ul, ol) > li, :scope > h3").length;
    const count = document.createElement("span");
    count.className = "count";
    count.textContent = points ? String(points) : "";
    summary.append(heading, count, doubts(section));
    section.prepend(summary);
  }

  function openTarget() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener("hashchange", openTarget);
  openTarget();

  const opened = [];
  addEventListener("beforeprint", () => {
    for (const fold of body.querySelectorAll("details:not([open])")) {
      fold.open = true;
      opened.push(fold);
    }
  });
  addEventListener("afterprint", () => { while (opened.length) opened.pop().open = false; });
})();
