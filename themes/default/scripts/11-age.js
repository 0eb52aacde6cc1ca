// Draws the age of a statement beside its state: a line from the check to the day on which it is due, and a dot at today.
(() => {
  "use strict";
  const { today, words, stateOn } = window.fieldbook;
  const SVG = "http://www.w3.org/2000/svg";
  // In units of the drawing: the check, the day on which it is due, and the farthest that an overdue one is drawn.
  const [CHECK, DUE, END] = [3, 31, 45];
  const days = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / 864e5);
  const span = (count) => (count < 100 ? `${count} d` : `${Math.round(count / 30.4)} mo`);

  function make(name, attributes) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  }

  // The day of the check, and the last day on which it counts; either may be missing.
  function dates(steps) {
    const all = steps.split(";").map((step) => step.split(" "));
    const end = all.find(([, state], index) => index > 0 && (state === "stale" || state === "not-proven"));
    const due = end ? new Date(Date.parse(end[0]) - 864e5).toISOString().slice(0, 10) : "";
    return { checked: all[0].length > 1 ? all[0][0] : "", due };
  }

  function drawing({ checked, due }) {
    const age = make("svg", { class: "age", viewBox: "0 0 48 12", width: 48, height: 12, "aria-hidden": "true" });
    if (!checked) {
      age.append(make("path", { class: "never", d: `M${CHECK} 6H${END}` }));
      return age;
    }
    const whole = due ? Math.max(days(checked, due), 1) : 730;
    const at = Math.min(CHECK + (DUE - CHECK) * Math.max(days(checked, today), 0) / whole, due ? END : DUE).toFixed(1);
    age.append(make("path", { class: "term", d: `M${CHECK} 6H${DUE}` + (due ? "m0-4.5v9" : "") }));
    age.append(make("path", { class: "run", d: `M${CHECK} 6H${Math.min(at, DUE)}` }));
    if (at > DUE) age.append(make("path", { class: "over", d: `M${DUE} 6H${at}` }));
    age.append(make("circle", { class: "today", cx: at, cy: 6, r: 2.8 }));
    return age;
  }

  function distance(state, { checked, due }) {
    if (!checked) return "";
    if (state === "stale" && due) return `${span(days(due, today))} over`;
    if (state === "check-soon" && due) return due === today ? "last day" : `${span(days(today, due))} left`;
    return state === "current" ? (checked >= today ? "today" : span(days(checked, today))) : "";
  }

  function part(name, text) {
    const element = document.createElement("span");
    element.className = name;
    element.textContent = text;
    return element;
  }

  // Replaces the words of a badge by its drawing, its state and how long ago or how late.
  function show(badge) {
    const steps = badge.dataset.steps;
    const state = stateOn(steps, today);
    if (!words[state]) return;
    const known = dates(steps);
    const late = distance(state, known);
    badge.classList.remove(...Object.keys(words));
    badge.classList.add(state);
    badge.replaceChildren(drawing(known), part("word", words[state]));
    if (late) badge.append(" ", part("late", late));
    badge.title = [known.checked && `Checked ${known.checked}`, known.due && `due ${known.due}`].filter(Boolean).join(", ");
  }

  document.querySelectorAll(".state[data-steps]").forEach(show);
  window.fieldbook.showAge = show;
})();
