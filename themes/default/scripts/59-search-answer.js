// The text of an answer in the preview of the search, to be copied by a button or with the keys for copying. It is read
// from the page of the answer when a reader stays on it; from file:// from the list of all answers.
(() => {
  "use strict";
  const { dataset } = document.body;
  const { copy, confirmCopy, today, searchParts: parts } = window.fieldbook;
  const { make } = parts;
  /** How long a reader stays on a result that is read, in milliseconds. */
  const STAY = 150;
  const KEY = "fieldbook-length";
  const answers = new Map();
  let turn = 0;

  function plain(part) {
    const source = part.querySelector(".prose") || part;
    source.querySelectorAll(".chip, .sub").forEach((mark) => mark.remove());
    return [...source.children].map((block) => block.textContent.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n\n");
  }

  async function fromPage(hit) {
    const response = await fetch(parts.hrefOf(hit), { credentials: "same-origin" });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const texts = Object.fromEntries([...page.querySelectorAll("[data-length]")].map((part) => [part.dataset.length, plain(part)]));
    const button = page.querySelector("[data-holds]");
    return { texts, holds: JSON.parse((button && button.dataset.holds) || "[]") };
  }

  async function fromList(hit) {
    const bytes = await window.fieldbookSearch.file("answers", `${dataset.root}api/answers.json`);
    return JSON.parse(new TextDecoder().decode(bytes)).answers.find(({ id }) => id === hit.id);
  }

  function answerOf(hit) {
    if (!answers.has(hit.id)) {
      const answer = location.protocol === "file:" ? fromList(hit) : fromPage(hit);
      answer.catch(() => answers.delete(hit.id));
      answers.set(hit.id, answer);
    }
    return answers.get(hit.id);
  }

  function lengthOf(texts) {
    let kept = null;
    try { kept = localStorage.getItem(KEY); } catch { /* Not stored. */ }
    return texts[kept] ? kept : Object.keys(texts)[0];
  }

  /** Shows the text in `length`, the reasons against sending it, and what copies it. */
  function block({ texts, holds }, length, again) {
    const reasons = [...new Set(holds.filter(({ from, until }) => (!from || from <= today) && (!until || until > today)).map(({ reason }) => reason))];
    const box = make("div", "preview-answer");
    const bar = make("div", "preview-copy");
    const button = make("button", "small");
    button.type = "button";
    button.append(make("span", "", "Copy"));
    button.addEventListener("click", () => confirmCopy(button, copy(texts[length])));
    bar.append(button);
    for (const name of Object.keys(texts).length > 1 ? Object.keys(texts) : []) {
      const choice = make("button", "small", name[0].toUpperCase() + name.slice(1));
      choice.type = "button";
      choice.setAttribute("aria-pressed", String(name === length));
      choice.addEventListener("click", () => again(name));
      bar.append(choice);
    }
    const text = make("div", "preview-text");
    text.dir = "auto";
    text.append(...texts[length].split("\n\n").map((part) => make("p", "", part)));
    box.append(bar, text);
    if (reasons.length) box.append(make("p", "preview-hold", `Do not send yet: ${reasons.join("; ")}`));
    return box;
  }

  /** Adds the text of the answer `hit` to `preview`; the passage that was found stays if it cannot be read. */
  async function showAnswer(preview, hit) {
    turn += 1;
    const own = turn;
    if (!hit || hit.kind !== "answer" || !preview.offsetParent) return;
    if (!answers.has(hit.id)) await new Promise((resolve) => { setTimeout(resolve, STAY); });
    const answer = own === turn ? await answerOf(hit).catch(() => null) : null;
    if (own !== turn || !answer || !lengthOf(answer.texts)) return;
    const show = (length) => {
      const place = preview.querySelector(".preview-answer, .preview-text");
      const shown = block(answer, length, (name) => {
        try { localStorage.setItem(KEY, name); } catch { /* Applies to this answer only. */ }
        show(name).querySelector("[aria-pressed=true]").focus();
      });
      if (place) place.replaceWith(shown);
      else preview.append(shown);
      return shown;
    };
    show(lengthOf(answer.texts));
  }

  /** The keys for copying copy the text of the answer while nothing in the field is selected. */
  function copyKeys(input, preview) {
    input.addEventListener("keydown", (event) => {
      const button = preview.querySelector(".preview-copy button");
      if (!button || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "c" || input.selectionStart !== input.selectionEnd) return;
      event.preventDefault();
      button.click();
    });
  }

  Object.assign(parts, { showAnswer, copyKeys });
})();
