// The file of decisions beside a questionnaire: taken over from `fieldbook rfp review`, and written for `rfp fill`.
(() => {
  "use strict";
  const { decisions, exports: out, files, library, trayPage } = window.fieldbook;
  if (!library) return;
  const { plural } = trayPage;
  const REST = "fieldbook-decisions";
  const SCHEMA = "fieldbook/rfp-decisions/1";

  /** The decisions of each file that are about none of its questions, or about an older answer: they stay in the file. */
  function rests() {
    try {
      return JSON.parse(localStorage.getItem(REST)) || {};
    } catch { return {}; }
  }

  function keepRest(name, rest) {
    const all = rests();
    if (rest) all[name] = rest;
    else delete all[name];
    try {
      localStorage.setItem(REST, JSON.stringify(all));
    } catch { /* The file that was read still has them. */ }
  }

  const stem = (name) => name.replace(/\.[^.]+$/, "");
  const nameFor = (book) => `${stem(book)}-decisions.json`;

  /** Whether a text is a file of decisions. */
  function isOne(text) {
    try {
      return JSON.parse(text).schema === SCHEMA;
    } catch { return false; }
  }

  /** The open file that decisions in a file of this name belong to. */
  function owner(name) {
    const all = files.all().filter((one) => !files.isUndecided(one));
    const own = all.find((opened) => stem(name).startsWith(`${stem(opened.name)}-decisions`));
    return own || (all.length === 1 ? all[0] : null);
  }

  /** Takes over a file of decisions; returns what to say. `act` has `show`, which draws the items again. */
  async function read(name, text, act) {
    const opened = owner(name);
    if (!opened) return `${name} was not read: open the questionnaire that it belongs to first${files.all().length ? ", and close the others" : ""}.`;
    const engine = await library.matcher();
    const { decisions: found, unmatched, rest } = engine.ask("fb_decisions", { file: opened.number, text });
    const byPlace = new Map(files.itemsOf(opened, trayPage.items()).map((item) => [opened.places.get(item.key), item]));
    const answers = new Map(engine.answers.map((answer) => [answer.id, answer]));
    const isOwn = ({ question }) => { const item = byPlace.get(question); return !item || item.decided; };
    const taken = found.filter((one) => !isOwn(one));
    for (const one of taken) decisions.take(byPlace.get(one.question), one, answers.get(one.answer));
    keepRest(opened.name, rest);
    const again = taken.filter(({ outdated }) => outdated);
    opened.notes = [...again.map(({ question, outdated }) => `${byPlace.get(question).question}: ${outdated}`), ...unmatched];
    await act.show(opened, taken.map(({ question }) => byPlace.get(question)));
    const left = found.length - taken.length;
    return [
      `${name}: ${plural(taken.length - again.length, "decision")} taken over.`,
      again.length && `${again.length} to decide again, because the answer changed.`,
      left && `${left} not taken over: decided in this page, or removed from the tray.`,
      unmatched.length && `${plural(unmatched.length, "decision")} about no question of ${opened.name}.`,
    ].filter(Boolean).join(" ");
  }

  /** Writes the decisions of a file; returns what to say. */
  async function save(opened) {
    const all = files.itemsOf(opened, trayPage.items()).filter((item) => item.decided);
    if (!decisions.person() && all.some(({ decided }) => !decided.by)) {
      const select = document.querySelector("[data-tray-by] select");
      select.focus();
      return "Choose who decides first.";
    }
    const { text, written, leftOut } = await files.decided(opened, all, rests()[opened.name] || "");
    out.download(nameFor(opened.name), new Blob([text], { type: "application/json" }));
    opened.notes = leftOut;
    const left = leftOut.length ? ` ${leftOut.length} left out, listed below.` : "";
    return `${nameFor(opened.name)}: ${plural(written, "decision")}.${left} Keep it beside ${opened.name}: “fieldbook rfp fill” and “rfp review” read it.`;
  }

  window.fieldbook.decisionsFile = { isOne, read, save };
})();
