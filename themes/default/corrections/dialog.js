// A correction as a change file: new words, a dispute, or something new. The page sends nothing anywhere.
(() => {
  "use strict";
  const LABELS = { edit: "New wording", claim: "New claim: one statement that can be checked", answer: "New answer" };
  // Mail programs cut off longer addresses.
  const MAIL = 1600;
  const dialog = document.createElement("dialog");
  dialog.className = "correct-dialog";
  dialog.setAttribute("aria-labelledby", "~correct-title");
  dialog.innerHTML = [
    `<h2 id="~correct-title">Correct this</h2>`,
    `<p class="muted"><code></code></p>`,
    `<blockquote dir="auto"></blockquote>`,
    `<fieldset><legend>What do you want to do?</legend>`,
    `<label><input type="radio" name="kind" value="edit" checked> Change the wording</label>`,
    `<label><input type="radio" name="kind" value="dispute"> Dispute it</label>`,
    `<label><input type="radio" name="kind" value="claim"> Propose a new claim</label>`,
    `<label><input type="radio" name="kind" value="answer"> Propose a new answer</label></fieldset>`,
    `<label data-of="question">Question<input type="text" name="question" maxlength="500"></label>`,
    `<label data-of="text"><span></span><textarea name="text" rows="4" maxlength="8000" dir="auto"></textarea></label>`,
    `<label><span data-why>Why</span><textarea name="comment" rows="2" maxlength="8000" dir="auto"></textarea></label>`,
    `<label>Where you read it<input type="url" name="source" placeholder="https://" maxlength="2000"></label>`,
    `<label>Your name<input type="text" name="author" maxlength="120" autocomplete="name"></label>`,
    `<p class="correct-fault" role="alert"></p>`,
    `<p class="correct-acts"><button type="button" data-act="download">Download</button> <button type="button" data-act="copy">Copy</button> <button type="button" data-act="mail">Mail</button> <button type="button" data-act="issue">Open an issue</button> <button type="button" data-act="close">Close</button></p>`,
    `<p class="muted" role="status"></p>`,
  ].join("");
  document.body.append(dialog);
  const part = (selector) => dialog.querySelector(selector);
  const input = (name) => part(`[name="${name}"]`);
  let button = null;
  let site = null;

  const kind = () => part("[name=kind]:checked").value;
  const owner = () => site.owner || "the owner";
  const say = (text) => { part("[role=status]").textContent = text; };

  function show() {
    const own = kind();
    const isNew = own === "claim" || own === "answer";
    part("[data-of=question]").hidden = own !== "answer";
    part("[data-of=text]").hidden = own === "dispute";
    part("[data-of=text] span").textContent = LABELS[own] || "";
    part("blockquote").hidden = isNew;
    part("[data-why]").textContent = own === "dispute" ? "What is wrong" : "Why";
    const text = input("text");
    if (own === "edit" && !text.value) text.value = button.dataset.base;
    if (isNew && text.value === button.dataset.base) text.value = "";
    part(".correct-fault").textContent = "";
    say("");
  }

  function fault() {
    const own = kind();
    const said = (name) => input(name).value.trim();
    if (own === "answer" && !said("question")) return ["question", "Write the question."];
    if (own !== "dispute" && !said("text")) return ["text", "Write the text."];
    if (own === "edit" && said("text") === button.dataset.base) return ["text", "Change the text first."];
    if (own === "dispute" && !said("comment")) return ["comment", "Say what is wrong."];
    if (said("source") && !/^https?:\/\/\S+$/.test(said("source"))) return ["source", "An address begins with https://."];
    return null;
  }

  function change() {
    const own = kind();
    const [entry, claim] = button.dataset.correct.split("#");
    const isNew = own === "claim" || own === "answer";
    const said = (name) => input(name).value.trim() || undefined;
    return {
      schema: "fieldbook/change/1",
      change: isNew ? "propose" : own,
      entry: own === "answer" ? undefined : entry,
      claim: isNew ? undefined : claim,
      field: isNew ? own : button.dataset.field,
      base: isNew ? undefined : button.dataset.base,
      base_hash: isNew ? undefined : button.dataset.hash,
      question: own === "answer" ? said("question") : undefined,
      text: own === "dispute" ? undefined : said("text"),
      comment: said("comment"),
      source: said("source"),
      author: said("author"),
      day: window.fieldbook.readerDay(),
      commit: window.fieldbookBuild?.commit,
      audience: site.audience,
    };
  }

  // A name that no other change of the day has.
  const fileName = (made) => `${made.change}-${(made.entry || "answer").replace(/[^a-z0-9]+/gi, "-")}-${made.day}-${Date.now().toString(36).slice(-5)}.json`;

  function download(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    dialog.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function go(href) {
    const link = document.createElement("a");
    link.href = href;
    link.rel = "noopener noreferrer";
    if (!href.startsWith("mailto:")) link.target = "_blank";
    dialog.append(link);
    link.click();
    link.remove();
  }

  const acts = {
    download(made, text) {
      const name = fileName(made);
      download(name, text);
      say(`Saved as ${name}. Send the file to ${owner()}; this page has sent nothing.`);
    },
    copy(made, text) {
      const isDone = window.fieldbook.copy(text);
      say(isDone ? `Copied. Send it to ${owner()}; this page has sent nothing.` : "Not copied. Download the file instead.");
    },
    mail(made, text) {
      const subject = `${made.change}: ${button.dataset.correct}`;
      const isShort = encodeURIComponent(text).length <= MAIL;
      if (!isShort) download(fileName(made), text);
      const body = isShort ? text : "The change file is attached. (Attach the file that was just downloaded.)";
      go(`${site.mail || "mailto:"}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`);
      say(isShort ? "Your mail program has the text." : "Attach the file that was downloaded: it is too long for the mail itself.");
    },
    issue(made, text) {
      const title = `${made.change}: ${made.change === "propose" ? made.field : button.dataset.correct}`;
      const body = `${made.comment || ""}\n\n\`\`\`json\n${text}\`\`\`\n`;
      go(site.issue.replace("{title}", encodeURIComponent(title)).replace("{body}", encodeURIComponent(body)));
      say("The form of the issue is open in another tab.");
    },
  };

  dialog.addEventListener("change", (event) => { if (event.target.name === "kind") show(); });
  dialog.addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]");
    if (!act) return;
    if (act.dataset.act === "close") {
      dialog.close();
      return;
    }
    const found = fault();
    part(".correct-fault").textContent = found ? found[1] : "";
    for (const one of dialog.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    if (found) {
      input(found[0]).setAttribute("aria-invalid", "true");
      input(found[0]).focus();
      return;
    }
    try { localStorage.setItem("fieldbook-name", input("author").value.trim()); } catch { /* It is asked for again. */ }
    const made = change();
    acts[act.dataset.act](made, `${JSON.stringify(made, null, 2)}\n`);
  });

  window.fieldbook.correct = (from, facts) => {
    button = from;
    site = facts;
    part("code").textContent = from.dataset.correct + (from.dataset.field ? ` (${from.dataset.field})` : "");
    part("blockquote").textContent = from.dataset.base;
    for (const name of ["question", "text", "comment", "source"]) input(name).value = "";
    try { input("author").value = localStorage.getItem("fieldbook-name") || ""; } catch { /* It is asked for. */ }
    part("[data-act=issue]").hidden = !facts.issue;
    part("[value=edit]").checked = true;
    show();
    dialog.showModal();
  };
})();
