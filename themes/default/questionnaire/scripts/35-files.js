// The files of a customer that are open: their bytes are only in the memory of this page.
(() => {
  "use strict";
  const { decisions, library, today } = window.fieldbook;
  if (!library) return;
  /** The largest file, in bytes; the same limit as on the command line. */
  const LARGEST = 64 * 1024 * 1024;
  const LAYOUTS = "fieldbook-layouts";
  /** By name: the number in the engine, the outline, and the place of each question by its key. */
  const open = new Map();

  function layouts() {
    try {
      return JSON.parse(localStorage.getItem(LAYOUTS)) || null;
    } catch { return null; }
  }

  function keep(found) {
    try {
      localStorage.setItem(LAYOUTS, JSON.stringify(found));
    } catch { /* The layout is chosen again next time. */ }
  }

  function put({ file, outline }) {
    const earlier = open.get(outline.name);
    const places = new Map(outline.questions.map((question, place) => [question.key, place]));
    const opened = { ...outline, number: file, places };
    open.set(outline.name, opened);
    return { opened, earlier: earlier && earlier.number !== file ? earlier : null };
  }

  /** Opens a file; an earlier one of the same name is closed. */
  async function read(file) {
    const { opened, earlier } = put(await ask(file));
    if (earlier) (await library.matcher()).exports.fb_close(earlier.number);
    return opened;
  }

  /** Opens a Markdown file if its tables take answers; nothing for other texts. */
  async function readTables(file) {
    const reply = await ask(file);
    if (reply.outline.format === "text") {
      (await library.matcher()).exports.fb_close(reply.file);
      return null;
    }
    return put(reply).opened;
  }

  async function ask(file) {
    if (file.size > LARGEST) throw new Error(`the file has more than ${LARGEST / 1024 / 1024} MiB`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const engine = await library.matcher();
    engine.exports.fb_file(...engine.give(bytes));
    return engine.ask("fb_open", { name: file.name, layouts: layouts() });
  }

  /** Opens a file again with the columns that the reader chose. */
  async function decideLayout({ number }, choices) {
    const engine = await library.matcher();
    const reply = engine.ask("fb_layout", { file: number, choices });
    keep(reply.layouts);
    return put(reply).opened;
  }

  async function close({ name, number }) {
    open.delete(name);
    (await library.matcher()).exports.fb_close(number);
  }

  const isUndecided = ({ sheets }) => sheets.some(({ undecided }) => undecided.length);

  /** What is chosen for an item, as the engine reads it. */
  function choice(opened, item) {
    const edited = item.edits[item.length];
    const text = edited === undefined ? null : edited;
    return { question: opened.places.get(item.key), answer: item.id, length: item.length, picked: item.texts, mark: item.mark || "", text, decided: decidedOf(item, text) };
  }

  function decidedOf({ decided }, text) {
    if (!decided) return null;
    return { ...decided, by: decided.by || decisions.person(), note: decided.kind === "not-applicable" ? text || null : null };
  }

  const request = (opened, items) => ({ file: opened.number, today, choices: items.map((item) => choice(opened, item)) });

  /** The items of an open file, each once, in the order of the file. */
  function itemsOf(opened, all) {
    const found = new Map();
    for (const item of all) if (item.book === opened.name && opened.places.has(item.key) && !found.has(item.key)) found.set(item.key, item);
    return [...found.values()].sort((one, other) => opened.places.get(one.key) - opened.places.get(other.key));
  }

  /** Plans what is written for items of an open file. */
  async function plan(opened, items) {
    const engine = await library.matcher();
    const rows = engine.ask("fb_plan", request(opened, items));
    items.forEach((item, at) => { item.plan = rows[at]; });
  }

  /** The filled file. */
  async function fill(opened, items) {
    const engine = await library.matcher();
    return new Blob([engine.bytes("fb_fill", request(opened, items))]);
  }

  /** The file of decisions about items of an open file, and after them those of `rest`. */
  async function decided(opened, items, rest) {
    const engine = await library.matcher();
    return engine.ask("fb_decide", { ...request(opened, items), rest });
  }

  /** The proposals for a question of an open file, and why none is taken over. */
  async function propose(opened, item) {
    const engine = await library.matcher();
    const reply = engine.ask("fb_match", { file: opened.number, question: opened.places.get(item.key), today });
    return { ...reply, proposals: reply.proposals.map((proposal) => ({ ...proposal, answer: engine.answers[proposal.answer] })) };
  }

  const of = (item) => open.get(item.book);
  window.fieldbook.files = { all: () => [...open.values()], of, read, readTables, decideLayout, close, isUndecided, itemsOf, plan, fill, decided, propose };
})();
