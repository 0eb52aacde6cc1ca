// What a person decides about a question of a customer: which kind of decision, who made it and when.
(() => {
  "use strict";
  const { today, items } = window.fieldbook;
  const PERSON = "fieldbook-person";
  const KINDS = ["accept", "choose", "edit", "not-applicable", "assign"];
  let people = [];

  // A browser that keeps nothing has the person for this page.
  let chosen = null;

  /** The person who decides in this browser, by id; empty if none is chosen. */
  function person() {
    if (chosen !== null) return chosen;
    try {
      return localStorage.getItem(PERSON) || "";
    } catch { return ""; }
  }

  function setPerson(id) {
    chosen = id;
    try {
      localStorage.setItem(PERSON, id);
    } catch { /* It applies to this page. */ }
  }

  const nameOf = (id) => (people.find((one) => one.id === id) || { name: id }).name;
  const text = (value) => (typeof value === "string" ? value : "");

  /** A day as `YYYY-MM-DD` that the calendar has; else nothing. */
  function day(value) {
    const date = new Date(`${text(value)}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : undefined;
  }

  /** A stored decision, or nothing if it is none. */
  function known(stored) {
    if (!stored || !KINDS.includes(stored.kind) || !day(stored.on)) return undefined;
    return { kind: stored.kind, by: text(stored.by), on: stored.on, to: text(stored.to), due: day(stored.due) };
  }

  /** Notes that the person here decided. */
  function stamp(item, kind, more = {}) {
    item.decided = { kind, by: person(), on: today, ...more };
    item.note = "";
  }

  /** Notes what a change of the text, the answer or the short answer decides; only questions of a file have decisions. */
  function settle(item) {
    if (!item.book || is(item, "not-applicable")) return;
    const isEdited = item.edits[item.length] !== undefined;
    const first = (item.candidates || [])[0];
    if (item.id && !isEdited) stamp(item, first && first.id === item.id ? "accept" : "choose");
    else if (items.textOf(item) || item.mark) stamp(item, "edit");
    else delete item.decided;
  }

  const is = (item, kind) => Boolean(item.decided && item.decided.kind === kind);

  function clear(item) {
    Object.assign(item, { id: "", title: "", path: "", mark: "", status: "", audience: "", steps: "", note: "", holds: [], texts: {}, edits: {}, text: "" });
    for (const name of ["decided", "change", "fresh"]) delete item[name];
  }

  function notApplicable(item) {
    clear(item);
    item.mark = "na";
    stamp(item, "not-applicable");
  }

  function assign(item, to, due) {
    clear(item);
    stamp(item, "assign", { to, due: day(due) });
  }

  /** Takes over a decision of a file. `answer` is that of the library, if the decision names one that it has. */
  function take(item, { decided, length, mark, text: own, outdated }, answer) {
    clear(item);
    if (outdated) {
      item.note = outdated;
      return;
    }
    if (answer) {
      item.length = "standard";
      items.choose(item, answer);
      if (!item.texts[item.length]) item.length = ["short", "detailed"].find((name) => item.texts[name]) || item.length;
      items.show(item, item.texts[length] ? length : item.length);
    } else {
      item.mark = decided.kind === "not-applicable" ? "na" : mark;
      items.edit(item, own === null ? decided.note || "" : own);
    }
    item.decided = known(decided);
  }

  const VERBS = { accept: "Accepted", choose: "Chosen", edit: "Written", "not-applicable": "Not applicable, decided" };

  /** Says who decided what; empty without a decision. */
  function said({ decided }) {
    if (!decided) return "";
    const by = decided.by ? ` by ${nameOf(decided.by)}` : "";
    if (decided.kind !== "assign") return `${VERBS[decided.kind]}${by} on ${decided.on}`;
    return `Assigned to ${nameOf(decided.to)}${decided.due ? `, due ${decided.due}` : ""}${by}`;
  }

  function know(list) {
    people = Array.isArray(list) ? list : [];
  }

  window.fieldbook.decisions = { person, setPerson, people: () => people, know, known, settle, is, clear, notApplicable, assign, take, said };
})();
