// One item of the tray: its question, candidates, warnings, text and tools.
(() => {
  "use strict";
  const list = document.querySelector("[data-tray]");
  if (!list) return;
  const { elements: { make, button }, decisions, tray, items, exports: out, copy, confirmCopy, stateOn, today, words } = window.fieldbook;

  const SHORT = [["", "Short answer…"], ["yes", "yes"], ["no", "no"], ["partial", "partial"], ["na", "not applicable"]];

  /** Lets the reader choose the word for a cell with a list, where no answer of the library says it. */
  function shortAnswer(item, act) {
    const select = make("select");
    select.setAttribute("aria-label", `Short answer to ${item.question}`);
    select.append(...SHORT.map(([value, text]) => new Option(text, value, false, item.mark === value)));
    select.addEventListener("change", () => {
      item.mark = select.value;
      act.changed(item);
    });
    return select;
  }

  /** What is written into the file for an item, or why nothing is. */
  function planText({ book, note, plan }) {
    if (!plan) return `Of ${book}: drop the file here again to fill it.`;
    if (plan.state === "held") return `Not written: ${plan.reasons.join("; ")}.`;
    if (plan.state === "open") return note ? `Left empty: ${note}.` : "Left empty.";
    const cells = plan.cells.map(({ cell }) => cell).join(", ");
    const left = plan.evidenceLeftOut.length ? ` Evidence left out: ${plan.evidenceLeftOut.join("; ")}.` : "";
    return plan.source === "person" ? `Goes to ${cells}, in your words.` : `Goes to ${cells}.${left}`;
  }

  function showPlan(row, item) {
    const part = row.querySelector(".tray-plan");
    if (!part) return;
    part.textContent = planText(item);
    row.querySelector(".tray-decided").textContent = decisions.said(item);
    part.classList.toggle("is-held", Boolean(item.plan && item.plan.state === "held"));
  }

  const isAddress = (path) => /^[\w%.~/-]+$/.test(path || "") && !path.includes("//");

  function answerLink(item) {
    const link = make("a", "", item.title);
    if (isAddress(item.path)) link.href = document.body.dataset.root + item.path;
    return link;
  }

  function facts(item) {
    const row = make("p", "tray-facts");
    if (item.place) row.append(make("span", "muted", item.place));
    if (item.book) row.append(make("span", "muted tray-decided", decisions.said(item)));
    if (item.question !== undefined && item.id) {
      const source = make("span", "muted", "Answered with ");
      source.append(answerLink(item));
      row.append(source);
    }
    if (item.mark) row.append(make("span", `mark ${item.mark}`, item.mark));
    if (item.status && item.status !== "approved") row.append(make("span", "mark status", item.status));
    const state = item.steps ? stateOn(item.steps, today) : "";
    if (words[state]) row.append(make("span", `state ${state}`, words[state]));
    if (item.audience) row.append(make("span", "muted", `for ${item.audience}`));
    for (const reason of items.holdReasons(item)) row.append(make("b", "word stale", `Do not send: ${reason}.`));
    if (item.change) row.append(make("b", "word check-soon", item.change));
    return row;
  }

  /** The best candidates of a question with their reasons; `act.choose` takes one over. */
  function candidates(item, act) {
    const found = item.candidates || [];
    const part = make("details", "candidates");
    part.open = items.isOpen(item);
    part.append(make("summary", "", found.length ? `Candidates (${found.length})` : "No answer of the library fits"));
    const rows = make("ol");
    found.forEach((candidate, index) => {
      const row = make("li");
      const link = answerLink(candidate);
      const full = act.full(candidate);
      const holds = full.holds ? items.holdReasons(full) : [];
      const why = [...candidate.reasons, ...holds.map((reason) => `do not send: ${reason}`)].join("; ");
      const use = button("Use", `Use ${candidate.title}, candidate ${index + 1}`, () => act.choose(item, candidate));
      use.dataset.use = index + 1;
      const sure = make("span", "muted", candidate.band === "exact" ? "the same question" : `${Math.floor(candidate.probability * 100)} %`);
      row.append(use, link, sure);
      if (candidate.mark) row.append(make("span", `mark ${candidate.mark}`, candidate.mark));
      if (why) row.append(make("span", "why", why));
      rows.append(row);
    });
    part.append(rows);
    return part;
  }

  function lengths(item, text, act) {
    const all = tray.LENGTHS.filter((name) => item.texts[name] || item.edits[name] !== undefined);
    const choices = all.map((length) => {
      const isEdited = item.edits[length] !== undefined;
      const choice = button(isEdited ? `${length} (edited)` : length, `${length} text of ${item.title || item.question}`, () => {
        items.show(item, length);
        text.value = items.textOf(item);
        for (const other of choices) other.setAttribute("aria-pressed", String(other === choice));
        act.changed(item);
      });
      choice.dataset.length = length;
      choice.setAttribute("aria-pressed", String(item.length === length));
      return choice;
    });
    return choices;
  }

  function textArea(item, tools, act) {
    const text = make("textarea");
    text.value = items.textOf(item);
    text.rows = Math.min(12, Math.max(items.isOpen(item) ? 2 : 3, Math.ceil(text.value.length / 90)));
    text.setAttribute("aria-label", `Text of ${item.question || item.title}`);
    text.addEventListener("input", () => {
      items.edit(item, text.value);
      const choice = tools.querySelector(`[data-length="${item.length}"]`);
      if (choice) choice.textContent = item.edits[item.length] === undefined ? item.length : `${item.length} (edited)`;
      act.changed(item);
    });
    return text;
  }

  /** What the reader decides besides the answer: that the question does not apply, or who answers it. */
  function verdicts(item, act) {
    if (decisions.is(item, "not-applicable") || decisions.is(item, "assign")) {
      return [button("Undo", `Undo the decision about ${item.question}`, () => act.decide(item, decisions.clear))];
    }
    const made = [button("Not applicable", `Not applicable: ${item.question}`, () => act.decide(item, decisions.notApplicable))];
    if (decisions.people().length) made.push(assignment(item, act));
    return made;
  }

  /** Whom the question is assigned to; the people are listed when it is opened. */
  function assignment(item, act) {
    const part = make("details", "assign");
    const to = make("select");
    const due = make("input");
    to.setAttribute("aria-label", `Who answers ${item.question}`);
    due.type = "date";
    due.setAttribute("aria-label", `When the answer to ${item.question} is due`);
    part.addEventListener("toggle", () => {
      if (!to.options.length) to.append(new Option("Person…", ""), ...decisions.people().map(({ id, name }) => new Option(name, id)));
    });
    const set = button("Assign", `Assign ${item.question}`, () => {
      if (to.value) act.decide(item, () => decisions.assign(item, to.value, due.value));
      else to.focus();
    });
    part.append(make("summary", "", "Assign…"), to, due, set);
    return part;
  }

  /** The row of `item`. `act` has what changes more than the row: choose, remove, move, refresh, changed. */
  function show(item, act) {
    const name = item.question || item.title;
    const row = make("li", "tray-item");
    const head = make("h2");
    if (item.question === undefined) head.append(answerLink(item));
    else head.append(make("span", "", item.question));
    const tools = make("p", "tray-tools");
    const text = textArea(item, tools, act);
    tools.append(...lengths(item, text, act));
    if (item.fresh) tools.append(button("Use the new text", `Use the new text of ${item.title}`, () => act.refresh(item)));
    const up = button("↑", `Move ${name} up`, () => act.move(item, -1));
    up.dataset.up = "";
    const down = button("↓", `Move ${name} down`, () => act.move(item, 1));
    down.dataset.down = "";
    const taken = button("Copy", `Copy ${name}`, () => confirmCopy(taken, copy(out.answer(item), out.answerHtml(item))));
    const gone = button("Remove", `Remove ${name}`, () => act.remove(item));
    tools.append(up, down, taken, gone);
    row.append(head, facts(item));
    if (item.question !== undefined) row.append(candidates(item, act));
    row.append(text, tools);
    if (item.book) tools.append(...verdicts(item, act));
    if (item.takesChoice && !item.id) tools.prepend(shortAnswer(item, act));
    if (item.book) {
      row.append(make("p", "tray-plan"));
      showPlan(row, item);
    }
    row.classList.toggle("is-open", items.isOpen(item));
    return row;
  }

  window.fieldbook.trayRow = { show, showPlan };
})();
