// Sets every badge to the last state that is not after today, so that a page ages without a rebuild.
(() => {
  "use strict";
  const WORDS = { current: "Current", "check-soon": "Check soon", stale: "Stale", "not-proven": "Not proven" };
  const pad = (number) => String(number).padStart(2, "0");
  const now = new Date();
  const today = document.documentElement.dataset.asOf || `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 864e5);

  function stateOn(steps, day) {
    let state = "";
    for (const step of steps.split(";")) {
      const parts = step.split(" ");
      if (!state || parts[0] <= day) state = parts[parts.length - 1];
    }
    return state;
  }

  function showBadge(badge) {
    const state = stateOn(badge.dataset.steps, today);
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
    words.textContent = `, one closes ${relative(next)}`;
    exposure.append(words);
  }

  function show(root) {
    root.querySelectorAll("[data-steps]").forEach(showBadge);
    root.querySelectorAll(".steps").forEach(showSteps);
    root.querySelectorAll(".course").forEach(showCourse);
    root.querySelectorAll("time[data-relative]").forEach(showTime);
    root.querySelectorAll("[data-closes]").forEach(showCloses);
    root.querySelectorAll("[data-today]").forEach((day) => { day.textContent = today; });
  }

  show(document);
  window.fieldbook = { today, words: WORDS, stateOn, relative, age: show };
})();
