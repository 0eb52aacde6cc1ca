// What the tray holds: answers that a reader picked, and questions of a customer with the answer chosen for each.
(() => {
  "use strict";
  const { tray, today, stateOn, words } = window.fieldbook;

  /** The text of an item: what the reader wrote for this length, or the library's. */
  function textOf(item) {
    const own = item.edits[item.length];
    return own === undefined ? item.texts[item.length] || "" : own;
  }

  /** Keeps what the reader wrote for the length that is shown; the text of the library is no edit. */
  function edit(item, text) {
    if (text === (item.texts[item.length] || "")) delete item.edits[item.length];
    else item.edits[item.length] = text;
    item.text = text;
  }

  function show(item, length) {
    item.length = length;
    item.text = textOf(item);
  }

  const texts = (value) => Object.fromEntries(Object.entries(value && typeof value === "object" ? value : {}).filter(([, text]) => typeof text === "string"));

  const TEXTS = ["path", "audience", "mark", "status", "steps", "control", "book", "bookId", "key", "place", "note"];

  /** The candidates of a stored item; what is none is left out. */
  function candidatesOf(stored) {
    const all = Array.isArray(stored.candidates) ? stored.candidates : [];
    const isCandidate = (one) => one && typeof one.id === "string" && typeof one.title === "string";
    return all.filter(isCandidate).map((one) => {
      const reasons = Array.isArray(one.reasons) ? one.reasons.filter((reason) => typeof reason === "string") : [];
      return { ...withTexts(one), reasons, probability: Number(one.probability) || 0 };
    });
  }

  /** What is stored with its short fields as texts: a file to import may hold anything. */
  function withTexts(stored) {
    const found = TEXTS.map((name) => [name, typeof stored[name] === "string" ? stored[name] : ""]);
    return { ...stored, ...Object.fromEntries(found), takesChoice: stored.takesChoice === true };
  }

  /** An item as this page uses it, from what was stored by any version of it. */
  function known(stored) {
    const item = { ...withTexts(stored), texts: texts(stored.texts), edits: texts(stored.edits) };
    const decided = window.fieldbook.decisions.known(stored.decided);
    if (decided) item.decided = decided;
    else delete item.decided;
    if (stored.candidates !== undefined) item.candidates = candidatesOf(stored);
    if (!tray.LENGTHS.includes(item.length)) item.length = tray.LENGTHS.find((name) => item.texts[name]) || "standard";
    if (typeof item.question !== "string") delete item.question;
    // Earlier versions kept only the text that was shown.
    if (!stored.edits && item.text !== (item.texts[item.length] || "")) item.edits[item.length] = item.text;
    item.text = textOf(item);
    return item;
  }

  /** Takes over an answer of the library; what the reader wrote for a question stays. */
  function choose(item, answer) {
    const { id, path, title, audience, mark, status, holds, steps } = answer;
    Object.assign(item, { id, path, title, audience, mark, status, holds, steps, texts: { ...answer.texts } });
    if (!item.texts[item.length] && item.edits[item.length] === undefined) item.length = tray.LENGTHS.find((name) => item.texts[name]) || item.length;
    item.text = textOf(item);
  }

  function ofAnswer(answer) {
    const item = { edits: {}, length: "standard" };
    choose(item, answer);
    return item;
  }

  function ofQuestion({ text, control }) {
    return { id: "", title: "", question: text, control, texts: {}, edits: {}, length: "standard", text: "", holds: [], steps: "" };
  }

  /** The item of a question in a file that is open. */
  function ofFile({ name, id }, { key, sheet, row, number, text, takesChoice }) {
    return { ...ofQuestion({ text, control: number }), mark: "", book: name, bookId: id, key, place: `${sheet} row ${row}`, takesChoice, note: "" };
  }

  const isAssigned = ({ decided }) => Boolean(decided && decided.kind === "assign");
  const isEmpty = (item) => !item.id && !textOf(item) && !(item.takesChoice && item.mark) && !(item.decided && item.decided.kind === "not-applicable");

  /** Whether the reader has to decide: neither answered nor assigned. */
  const isOpen = (item) => item.question !== undefined && isEmpty(item) && !isAssigned(item);

  const holdsOf = ({ holds = [] }) => [...new Set(holds.filter((hold) => hold && typeof hold.reason === "string" && !(hold.from > today) && !(hold.until <= today)).map((hold) => hold.reason))];

  /** Why an item must not be sent today. The site decides it, with the days on which each reason holds. */
  function holdReasons(item) {
    if (!item.id) return [];
    return Array.isArray(item.holds) ? holdsOf(item) : ["added by an older version of the site: remove it and add it again"];
  }

  /** What the sender of the item has to know, as sentences. */
  function warnings(item) {
    const found = holdReasons(item).map((reason) => `Do not send: ${reason}.`);
    const state = item.steps ? stateOn(item.steps, today) : "";
    if (state && state !== "current" && !found.length) found.push(`${words[state]}: check it before it goes out.`);
    if (item.change) found.push(item.change);
    if (isOpen(item)) found.push("Not answered.");
    if (isAssigned(item)) found.push(`Not answered. ${window.fieldbook.decisions.said(item)}.`);
    return found;
  }

  window.fieldbook.items = { textOf, edit, show, known, choose, ofAnswer, ofQuestion, ofFile, isOpen, holdReasons, warnings };
})();
