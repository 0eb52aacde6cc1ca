// From a file of a customer to items of the tray: new questions are matched, those in the tray get their file again.
(() => {
  "use strict";
  const panel = document.querySelector("[data-tray-files]");
  if (!panel) return;
  const { files, filePanel, items, library, trayPage } = window.fieldbook;
  const { plural } = trayPage;
  const said = document.querySelector("[data-tray-said]");
  /** How long questions are matched before the page may draw again, in milliseconds. */
  const AT_ONCE = 24;
  const pause = () => new Promise((resume) => { setTimeout(resume, 0); });

  const act = {
    said,
    async layout(opened, choices) {
      try {
        await fill(await files.decideLayout(opened, choices));
      } catch (error) {
        said.textContent = `${opened.name} was not read: ${error.message}.`;
      }
    },
    async decisions(opened) {
      try {
        said.textContent = await window.fieldbook.decisionsFile.save(opened);
      } catch (error) {
        said.textContent = `The decisions were not written: ${error.message}.`;
      }
      show();
    },
    async close(opened) {
      await files.close(opened);
      const left = trayPage.items().filter((item) => item.book === opened.name);
      for (const item of left) delete item.plan;
      trayPage.showPlans(left);
      show();
      said.textContent = `${opened.name} is closed. Drop it here again to fill it.`;
    },
  };

  function show() {
    panel.replaceChildren(...files.all().map((opened) => filePanel.show(opened, act)));
  }

  /** Plans the items of a file again and shows what is written. */
  async function plan(opened, some) {
    const planned = some || files.itemsOf(opened, trayPage.items());
    await files.plan(opened, planned);
    trayPage.showPlans(planned);
  }

  /** Takes over the answer if it is sure and nothing holds it; else the item stays open, with its candidates. */
  function decide(item, { proposals, holds }) {
    item.candidates = proposals.map(({ answer: { id, title, path, mark }, band, probability, reasons }) => ({ id, title, path, mark, band, probability, reasons }));
    if (proposals.length && !holds.length) items.choose(item, proposals[0].answer);
    else item.note = holds.join("; ");
  }

  async function matched(opened, questions) {
    const made = questions.map((question) => items.ofFile(opened, question));
    let until = performance.now() + AT_ONCE;
    for (const [at, item] of made.entries()) {
      decide(item, await files.propose(opened, item));
      if (performance.now() > until) {
        said.textContent = `Matched ${at + 1} of ${plural(made.length, "question")}…`;
        await pause();
        until = performance.now() + AT_ONCE;
      }
    }
    return made;
  }

  /** Gives the kept items of a file their questions, and adds the others. */
  async function fill(opened) {
    if (files.isUndecided(opened)) {
      show();
      said.textContent = `${opened.name}: choose the columns.`;
      panel.querySelector("select").focus();
      return;
    }
    trayPage.know((await library.matcher()).answers);
    const kept = trayPage.items().filter((item) => item.book === opened.name);
    const keys = new Set(kept.map(({ key }) => key));
    const isOther = kept.some(({ bookId }) => bookId !== opened.id);
    for (const item of kept) item.bookId = opened.id;
    const added = trayPage.add(await matched(opened, opened.questions.filter(({ key }) => !keys.has(key))));
    await plan(opened);
    show();
    const found = files.itemsOf(opened, trayPage.items());
    const again = kept.filter(({ key }) => opened.places.has(key)).length;
    const gone = kept.length - again;
    const missed = opened.questions.length - found.length;
    const open = added.filter(items.isOpen).length;
    said.textContent = [
      `${opened.name}: ${plural(opened.questions.length, "question")}.`,
      again && `${again} in the tray already: their decisions are kept.`,
      isOther && "The file has other content than the one for which they were made: look at them again.",
      added.length && `${added.length} added: ${added.length - open} answered, ${open} to decide.`,
      gone && `${plural(gone, "question")} of the tray not in this version of the file.`,
      missed && `${plural(missed, "question")} left out: the tray is full.`,
    ].filter(Boolean).join(" ");
  }

  /** Opens a file whose answers go into its cells. */
  async function take(file) {
    said.textContent = `Reading ${file.name}…`;
    try {
      await fill(await files.read(file));
    } catch (error) {
      said.textContent = `${file.name} was not read: ${error.message}.`;
    }
  }

  /** Opens a Markdown file with tables for the answers; returns whether it is one. */
  async function takeTables(file) {
    said.textContent = `Reading ${file.name}…`;
    let opened;
    try {
      opened = await files.readTables(file);
    } catch {
      // Without a table it is a text, which is read elsewhere.
      return false;
    }
    if (opened) await fill(opened);
    return Boolean(opened);
  }

  /** Takes over a file of decisions. */
  async function takeDecisions(name, text) {
    const again = async (opened, some) => {
      await plan(opened, some);
      trayPage.redrawAll(some);
      show();
    };
    try {
      said.textContent = await window.fieldbook.decisionsFile.read(name, text, { show: again });
    } catch (error) {
      said.textContent = `${name} was not read: ${error.message}.`;
    }
  }

  trayPage.onChange(async (changed) => {
    for (const opened of files.all().filter((one) => !files.isUndecided(one))) {
      const own = changed.filter((item) => item.book === opened.name && opened.places.has(item.key));
      await plan(opened, own);
    }
    if (files.all().length) show();
  });

  window.fieldbook.trayFiles = { take, takeTables, takeDecisions };
})();
