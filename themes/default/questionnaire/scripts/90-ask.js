// Questions of a customer: pasted, dropped or from a file, matched in this page, added to the tray with their candidates.
(() => {
  "use strict";
  const part = document.querySelector("[data-tray-ask]");
  if (!part) return;
  const { decisionsFile, items, library, questions, trayFiles, trayImport, trayPage } = window.fieldbook;
  const { plural } = trayPage;
  const said = document.querySelector("[data-tray-said]");
  const field = part.querySelector("[data-tray-questions]");
  const start = part.querySelector("[data-tray-match]");
  /** How many questions are matched before the page may draw again. */
  const AT_ONCE = 5;
  const LARGEST = 16e6;

  /** Fills a question if the matcher is sure and nothing holds the answer; else it stays open, with its candidates. */
  function decide(item, proposals) {
    item.candidates = proposals.map(({ answer: { id, title, path, mark }, band, probability, reasons }) => ({ id, title, path, mark, band, probability, reasons }));
    const [first] = proposals;
    const isSure = first && (first.band === "exact" || first.band === "strong");
    if (isSure && !items.holdReasons(first.answer).length) items.choose(item, first.answer);
  }

  const pause = () => new Promise((resume) => { setTimeout(resume, 0); });

  async function matched(found) {
    const matcher = await library.matcher();
    trayPage.know(matcher.answers);
    const made = found.map(items.ofQuestion);
    for (let at = 0; at < made.length; at += AT_ONCE) {
      for (const item of made.slice(at, at + AT_ONCE)) decide(item, matcher.propose({ text: item.question, control: item.control }));
      said.textContent = `Matched ${Math.min(at + AT_ONCE, made.length)} of ${plural(made.length, "question")}…`;
      await pause();
    }
    return made;
  }

  /** Matches the questions of `text` and adds them; returns whether it did. */
  async function ask(text) {
    const { questions: found, cut, left } = questions.read(text);
    if (!found.length) {
      said.textContent = "No questions were found in it.";
      return false;
    }
    said.textContent = `Matching ${plural(found.length, "question")}…`;
    let made;
    try {
      made = await matched(found);
    } catch (error) {
      said.textContent = `The questions could not be matched: ${error.message}. Nothing was added.`;
      return false;
    }
    const added = trayPage.add(made);
    const open = added.filter(items.isOpen).length;
    const missed = cut + made.length - added.length;
    const notes = [left && `${plural(left, "line")} without words left out.`, missed && `${plural(missed, "question")} left out: the tray is full.`].filter(Boolean);
    said.textContent = [`${plural(added.length, "question")} added: ${added.length - open} answered, ${open} to decide.`, ...notes].join(" ");
    return true;
  }

  async function take(file) {
    if (/\.(md|markdown)$/i.test(file.name) && (await trayFiles.takeTables(file))) return;
    if (/\.(xlsx|xlsm|xls|ods|docx|docm|doc|odt|csv|tsv)$/i.test(file.name)) await trayFiles.take(file);
    else if (/\.pdf$/i.test(file.name)) {
      said.textContent = `${file.name} was not read: copy its questions and paste them here.`;
    } else if (file.size > LARGEST) said.textContent = `${file.name} was not read: it has more than ${LARGEST / 1e6} MB.`;
    else await takeText(file);
  }

  /** Reads a text; bytes that are none are not taken for questions. */
  async function takeText(file) {
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    } catch { /* Said below. */ }
    if (text === undefined || text.includes("\u0000")) said.textContent = `${file.name} was not read: it is not a text in UTF-8.`;
    else if (/\.json$/i.test(file.name)) await takeJson(file.name, text);
    else await ask(text);
  }

  async function takeJson(name, text) {
    if (decisionsFile.isOne(text)) await trayFiles.takeDecisions(name, text);
    else trayImport.load(text);
  }

  /** Decisions come after the questionnaires that they are about. */
  async function takeAll(files) {
    const isLast = (file) => /\.json$/i.test(file.name);
    const all = [];
    for (const file of [...files].sort((one, other) => isLast(one) - isLast(other))) {
      await take(file);
      all.push(said.textContent);
    }
    said.textContent = all.join(" ");
  }

  part.hidden = false;
  start.addEventListener("click", async () => {
    start.disabled = true;
    if (await ask(field.value)) field.value = "";
    start.disabled = false;
  });
  for (const input of document.querySelectorAll("[data-tray-import], [data-tray-file]")) {
    input.addEventListener("change", () => {
      takeAll([...input.files]);
      input.value = "";
    });
  }
  addEventListener("dragover", (event) => { event.preventDefault(); });
  addEventListener("drop", (event) => {
    const files = [...event.dataTransfer.files];
    const text = event.dataTransfer.getData("text/plain");
    if (!files.length && (!text || event.target.closest("textarea, input"))) return;
    event.preventDefault();
    if (files.length) takeAll(files);
    else ask(text);
  });
})();
