// Sets every badge to the last state that is not after today, so that a page ages without a rebuild.
(() => {
  "use strict";
  const WORDS = { current: "Current", "check-soon": "Check soon", stale: "Stale", "not-proven": "Not proven" };
  const pad = (number) => String(number).padStart(2, "0");
  const now = new Date();
  const today = document.documentElement.dataset.asOf || `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 864e5);

  // The value that holds on a day: `first;2026-12-01 next`.
  function valueOn(steps, day) {
    let value = "";
    steps.split(";").forEach((step, index) => {
      const [, from, next] = /^(?:(\d{4}-\d\d-\d\d) )?(.*)$/.exec(step);
      if (!index || from <= day) value = next;
    });
    return value;
  }

  function showBadge(badge) {
    const state = valueOn(badge.dataset.steps, today);
    if (!WORDS[state]) return;
    badge.title = badge.textContent;
    badge.textContent = WORDS[state];
    badge.classList.remove(...Object.keys(WORDS));
    badge.classList.add(state);
  }

  function showSteps(list) {
    let holding = null;
    for (const step of list.children) if (!step.dataset.from || step.dataset.from <= today) holding = step;
    for (const step of list.children) step.hidden = step !== holding;
    const why = list.parentElement.querySelector("[data-why]");
    if (why && holding) why.textContent = holding.lastChild.textContent.trim();
  }

  function showCourse(course) {
    let holding = null;
    for (const step of course.children) if (!step.dataset.turn || step.dataset.turn <= today) holding = step;
    if (holding) holding.setAttribute("aria-current", "true");
  }

  function relative(day) {
    const distance = days(today, day);
    if (distance === 0) return "today";
    const count = Math.abs(distance);
    const span = count === 1 ? "1 day" : count < 60 ? `${count} days` : `${Math.round(count / 30.4)} months`;
    return distance > 0 ? `in ${span}` : `${span} ago`;
  }

  function showTime(time) {
    const words = document.createElement("span");
    words.className = "relative";
    words.textContent = relative(time.dateTime);
    time.after(words);
  }

  function showCloses(exposure) {
    const next = exposure.dataset.closes.split(" ").find((day) => day && day >= today);
    if (!next || days(today, next) > 30 || !exposure.closest(".evidence, .facts")) return;
    const words = document.createElement("span");
    words.className = "muted";
    words.textContent = `· one closes ${relative(next)}`;
    exposure.append(words);
  }

  // Numbers of one row: texts by their place in the list, and the parts of a bar.
  function showCounts(row) {
    const counts = valueOn(row.dataset.counts, today).split(" ");
    for (const slot of row.querySelectorAll("[data-slot]")) slot.textContent = counts[slot.dataset.slot];
    let x = 0;
    row.querySelectorAll("rect").forEach((bar, index) => {
      bar.setAttribute("x", x);
      bar.setAttribute("width", counts[index]);
      x += Number(counts[index]);
    });
  }

  // The rows of the day in their order; rows of later days wait in a template.
  function showPlaces(list) {
    const later = list.querySelector("template[data-later]");
    if (later) later.replaceWith(later.content);
    const place = (row) => Number(valueOn(row.dataset.place, today));
    const rows = [...list.querySelectorAll("[data-place]")].filter((row) => place(row) || row.remove());
    rows.sort((one, other) => place(one) - place(other));
    rows.forEach((row, index) => {
      row.hidden = index >= Number(list.dataset.shown);
      list.append(row);
    });
    const block = list.closest("[data-ageing]");
    if (!block) return;
    const isOver = list.dataset.carried < today;
    if (isOver) rows.forEach((row) => row.remove());
    for (const none of block.querySelectorAll("[data-none]")) none.remove();
    for (const more of block.querySelectorAll("[data-more]")) {
      const hiding = valueOn(more.dataset.more, today) - list.dataset.shown;
      more.hidden = !isOver && hiding <= 0;
      more.textContent = isOver ? `This page was built on ${list.dataset.built} and has no rows for days after ${list.dataset.carried}.` : `and ${hiding} more`;
    }
    block.hidden = !isOver && !rows.length;
  }

  function show(root) {
    root.querySelectorAll("[data-shown]").forEach(showPlaces);
    root.querySelectorAll("[data-turns]").forEach((text) => { text.textContent = valueOn(text.dataset.turns, today); });
    root.querySelectorAll("[data-since]").forEach((note) => { note.hidden = note.dataset.since > today; });
    root.querySelectorAll("[data-counts]").forEach(showCounts);
    root.querySelectorAll("[data-steps]").forEach(showBadge);
    root.querySelectorAll(".steps").forEach(showSteps);
    root.querySelectorAll(".course").forEach(showCourse);
    root.querySelectorAll("time[data-relative]").forEach(showTime);
    root.querySelectorAll("[data-closes]").forEach(showCloses);
    root.querySelectorAll("[data-today]").forEach((day) => { day.textContent = today; });
  }

  show(document);
  window.fieldbook = { today, words: WORDS, stateOn: valueOn, relative, age: show };
})();
