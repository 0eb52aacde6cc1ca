// A file of a customer above the tray: what was read of it, the columns to choose, and the filled file.
(() => {
  "use strict";
  if (!document.querySelector("[data-tray-files]")) return;
  const { decisions, elements: { make, button, details }, files, exports: out, trayPage } = window.fieldbook;
  const { plural } = trayPage;

  /** Which sheets were read, and which were not and why. */
  function sheets({ sheets: all, hasMacros }) {
    const parts = [];
    const read = all.filter(({ skipped, undecided }) => !skipped && !undecided.length);
    const skipped = all.filter(({ skipped: reason }) => reason);
    if (read.length) parts.push(make("p", "", `Read: ${read.map(({ name, questions }) => `${name} (${plural(questions, "question")})`).join(", ")}.`));
    if (skipped.length) parts.push(details(`Not read: ${plural(skipped.length, "sheet")}`, skipped.map(({ name, skipped: reason }) => `${name}: ${reason}`)));
    if (hasMacros) parts.push(make("p", "muted", "Macros are copied unchanged."));
    return parts;
  }

  function column(sheet, { role, question, candidates }) {
    const label = make("label", "", `${sheet}: ${question}.`);
    const select = make("select");
    select.required = true;
    select.dataset.role = role;
    select.append(new Option(`Column of the ${{ question: "questions", comment: "comments" }[role] || "answers"}…`, ""), ...candidates.map((text, at) => new Option(text, at)), new Option("Do not read this sheet", "skip"));
    label.append(select);
    return label;
  }

  /** Asks for the columns that tie; `act` gets what was chosen. */
  function layout(opened, act) {
    const form = make("form");
    const parts = opened.sheets.filter(({ undecided }) => undecided.length).map((sheet) => {
      const part = make("fieldset");
      part.append(...sheet.undecided.map((one) => column(sheet.name, one)));
      const selects = [...part.querySelectorAll("select")];
      // A sheet that is not read needs no column.
      part.addEventListener("change", () => {
        const isSkipped = selects.some((select) => select.value === "skip");
        for (const select of selects) select.required = !isSkipped;
      });
      return { name: sheet.name, part, selects };
    });
    const read = make("button", "", "Read with these columns");
    form.append(make("p", "", "More than one column fits. Choose; the layout is remembered in this browser."), ...parts.map(({ part }) => part), read);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      act(parts.map(({ name, selects }) => ({ sheet: name, skip: selects.some((select) => select.value === "skip"), candidates: selects.map((select) => Number(select.value) || 0) })));
    });
    return form;
  }

  /** Counts what is written, left empty and held. */
  function counts(items) {
    const of = (state) => items.filter(({ plan }) => plan && plan.state === state);
    const written = of("written");
    return { written, open: of("open"), held: of("held"), own: written.filter(({ plan }) => plan.source === "person") };
  }

  const line = (item) => `${item.place}: ${item.plan.reasons.join("; ")}`;

  function summary(opened) {
    const items = files.itemsOf(opened, trayPage.items());
    const { written, open, held, own } = counts(items);
    const parts = [make("p", "", `${plural(written.length, "question")} to write, ${open.length} left empty, ${held.length} held.`)];
    if (held.length) parts.push(details(`Held: ${held.length}`, held.map(line)));
    if (own.length) parts.push(make("p", "word check-soon", `${own.length} in your own words: this page does not search them for placeholders, credentials or names of other customers. “fieldbook rfp check” does.`));
    const { notes = [] } = opened;
    if (notes.length) parts.push(details(`Decisions: ${plural(notes.length, "note")}`, notes));
    return parts;
  }

  const filledName = (name) => name.replace(/(\.[^.]+)$/, "-filled$1");

  async function save(opened, said) {
    const items = files.itemsOf(opened, trayPage.items());
    try {
      await files.plan(opened, items);
      const blob = await files.fill(opened, items);
      out.download(filledName(opened.name), blob);
      const { written, open, held } = counts(items);
      const missing = opened.questions.length - items.length;
      const gone = missing ? ` ${plural(missing, "question")} removed from the tray left empty.` : "";
      said.textContent = `${filledName(opened.name)}: ${written.length} of ${plural(opened.questions.length, "question")} written, ${open.length} left empty, ${held.length} held.${gone}`;
    } catch (error) {
      said.textContent = `${opened.name} was not filled: ${error.message}.`;
    }
  }

  /** The panel of a file; `act` has layout and close. */
  function show(opened, act) {
    const part = make("section", "tray-file");
    part.setAttribute("aria-label", opened.name);
    part.append(make("h2", "", opened.name), ...sheets(opened));
    const tools = make("p", "tray-tools");
    if (files.isUndecided(opened)) part.append(layout(opened, (choices) => act.layout(opened, choices)));
    else {
      const kind = { docx: "document", xlsx: "workbook" }[opened.format] || "file";
      part.append(...summary(opened));
      tools.append(button(`Download filled ${kind}`, `Download filled ${kind} ${opened.name}`, () => save(opened, act.said)));
      if (decisions.people().length) tools.append(button("Download decisions", `Download decisions about ${opened.name}`, () => act.decisions(opened)));
    }
    tools.append(button("Close file", `Close file ${opened.name}`, () => act.close(opened)));
    part.append(tools);
    return part;
  }

  window.fieldbook.filePanel = { show };
})();
