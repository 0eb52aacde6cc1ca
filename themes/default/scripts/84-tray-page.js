// The tray page: order, length, edits, copying and export of the collected answers.
(() => {
  "use strict";
  const list = document.querySelector("[data-tray]");
  if (!list) return;
  const { tray, copy, confirmCopy, stateOn, today, words } = window.fieldbook;
  const said = document.querySelector("[data-tray-said]");
  const LIMIT = 2000;
  let items = tray.read();

  function make(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function button(text, label, action) {
    const made = make("button", "small", text);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => action(made));
    return made;
  }

  function keep() {
    tray.write(items);
    document.querySelector("[data-tray-total]").textContent = items.length || "";
    document.querySelector("[data-tray-none]").hidden = items.length > 0;
    for (const part of document.querySelectorAll("[data-tray-copy], [data-tray-save], [data-tray-clear]")) part.disabled = !items.length;
  }

  function move(item, by) {
    const at = items.indexOf(item);
    const to = at + by;
    if (to < 0 || to >= items.length) return;
    items.splice(at, 1);
    items.splice(to, 0, item);
    const row = list.children[at];
    list.insertBefore(row, by > 0 ? list.children[to].nextSibling : list.children[to]);
    row.querySelector(by > 0 ? "[data-down]" : "[data-up]").focus();
    said.textContent = `${item.title} is number ${to + 1}.`;
    keep();
  }

  // Why an item must not be sent today. The site decides it, with the days on which each reason holds.
  function holdReasons(item) {
    if (!Array.isArray(item.holds)) return ["added by an older version of the site: remove it and add it again"];
    const holds = item.holds.filter((hold) => hold && typeof hold.reason === "string" && !(hold.from > today) && !(hold.until <= today));
    return [...new Set(holds.map((hold) => hold.reason))];
  }

  function facts(item) {
    const row = make("p", "tray-facts");
    if (item.mark) row.append(make("span", `mark ${item.mark}`, item.mark));
    if (item.status) row.append(make("span", "mark status", item.status));
    const state = item.steps ? stateOn(item.steps, today) : "";
    if (words[state]) row.append(make("span", `state ${state}`, words[state]));
    if (item.audience) row.append(make("span", "muted", `for ${item.audience}`));
    for (const reason of holdReasons(item)) row.append(make("b", "word stale", `Do not send: ${reason}.`));
    return row;
  }

  function show(item) {
    const row = make("li", "tray-item");
    const head = make("h2");
    const link = make("a", "", item.title);
    if (/^[\w%.~/-]+$/.test(item.path || "") && !item.path.includes("//")) link.href = document.body.dataset.root + item.path;
    head.append(link);
    const text = make("textarea");
    text.value = item.text;
    text.rows = Math.min(12, Math.max(3, Math.ceil(item.text.length / 90)));
    text.setAttribute("aria-label", `Text of ${item.title}`);
    text.addEventListener("input", () => { item.text = text.value; tray.write(items); });
    const tools = make("p", "tray-tools");
    for (const length of tray.LENGTHS.filter((name) => item.texts && item.texts[name])) {
      const choice = button(length, `${length} text of ${item.title}`, () => {
        item.length = length;
        item.text = item.texts[length];
        text.value = item.text;
        for (const other of tools.querySelectorAll("[aria-pressed]")) other.setAttribute("aria-pressed", String(other === choice));
        tray.write(items);
      });
      choice.setAttribute("aria-pressed", String(item.length === length));
      tools.append(choice);
    }
    const up = button("↑", `Move ${item.title} up`, () => move(item, -1));
    up.dataset.up = "";
    const down = button("↓", `Move ${item.title} down`, () => move(item, 1));
    down.dataset.down = "";
    const taken = button("Copy", `Copy ${item.title}`, () => confirmCopy(taken, copy(item.text)));
    const gone = button("Remove", `Remove ${item.title}`, () => {
      items = items.filter((other) => other !== item);
      row.remove();
      said.textContent = `${item.title} was removed from the tray.`;
      keep();
    });
    tools.append(up, down, taken, gone);
    row.append(head, facts(item), text, tools);
    return row;
  }

  function showAll() {
    list.replaceChildren(...items.map(show));
    keep();
  }

  // A cell that looks like a formula is written as text (OWASP, CSV injection).
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, "\"\"")}"`;
  const forms = {
    json: ["application/json", () => `${JSON.stringify({ schema: "fieldbook/tray/1", items }, null, 2)}\n`],
    md: ["text/markdown", () => items.map((item) => `## ${item.title}\n\n${item.text}\n`).join("\n")],
    csv: ["text/csv", () => ["Question,Short answer,Answer", ...items.map((item) => [item.title, item.mark || "", item.text].map(cell).join(","))].join("\r\n") + "\r\n"],
  };

  function save(form) {
    const [type, write] = forms[form];
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([write()], { type }));
    link.download = `tray-${today}.${form}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function load(input) {
    try {
      const read = JSON.parse(await input.files[0].text());
      const known = new Set(items.map((item) => item.id));
      const fresh = (Array.isArray(read.items) ? read.items : []).filter((item) => tray.isItem(item) && !known.has(item.id)).slice(0, LIMIT);
      items = [...items, ...fresh];
      said.textContent = `${fresh.length} answers added.`;
      showAll();
    } catch {
      said.textContent = "This file does not contain a tray.";
    }
    input.value = "";
  }

  document.querySelector("[data-tray-scripts]").hidden = true;
  document.querySelector("[data-tray-actions]").hidden = false;
  const all = document.querySelector("[data-tray-copy]");
  all.addEventListener("click", () => confirmCopy(all, copy(items.map((item) => `${item.title}\n\n${item.text}`).join("\n\n\n"))));
  for (const part of document.querySelectorAll("[data-tray-save]")) part.addEventListener("click", () => save(part.dataset.traySave));
  const file = document.querySelector("[data-tray-import]");
  file.addEventListener("change", () => load(file));
  document.querySelector("[data-tray-clear]").addEventListener("click", () => {
    if (confirm(`Remove all ${items.length} answers from the tray?`)) {
      items = [];
      showAll();
    }
  });
  showAll();
})();
