// From pasted text or a text file to questions: one on each line, or the column of a copied table that asks.
(() => {
  "use strict";
  /** The most questions that are taken at once. */
  const MOST = 5000;
  const HEADER = /^(questions?|requirements?|fragen?|anforderung(en)?|exigences?|preguntas?|domanda|domande|vra(ag|gen)|perguntas?)\b/i;
  const NUMBER = /^\s*(?:[-*•–]\s+|(?:q(?:uestion)?\s*)?((?:[A-Z]{1,4}[-.&]?)*\d+(?:[.-]\d+)*[a-z]?)[.):]?\s+(?=\p{L}))/iu;

  /** The cells of a text whose fields are parted by `mark`, with quotes as in RFC 4180. */
  function table(text, mark) {
    const rows = [[""]];
    let quoted = false;
    for (let at = 0; at < text.length; at += 1) {
      const character = text[at];
      const row = rows[rows.length - 1];
      if (quoted && character === "\"" && text[at + 1] === "\"") {
        row[row.length - 1] += "\"";
        at += 1;
      } else if (character === "\"" && (quoted || !row[row.length - 1])) quoted = !quoted;
      else if (!quoted && character === mark) row.push("");
      else if (!quoted && (character === "\n" || character === "\r")) {
        if (character === "\r" && text[at + 1] === "\n") at += 1;
        rows.push([""]);
      } else row[row.length - 1] += character;
    }
    return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some(Boolean));
  }

  const words = (text) => text.split(/\s+/).filter(Boolean).length;

  /** The column that holds the questions: by its header, else where most cells ask, else the one with most words. */
  function column(rows) {
    const width = Math.max(...rows.map((row) => row.length));
    const named = rows.slice(0, 12).findIndex((row) => row.some((cell) => HEADER.test(cell) && words(cell) < 6));
    if (named >= 0) return { at: rows[named].findIndex((cell) => HEADER.test(cell)), from: named + 1 };
    let best = { at: 0, from: 0, worth: -1 };
    for (let at = 0; at < width; at += 1) {
      const cells = rows.map((row) => row[at] || "");
      const worth = cells.filter((cell) => cell.endsWith("?")).length * 1000 + cells.reduce((sum, cell) => sum + words(cell), 0);
      if (worth > best.worth) best = { at, from: 0, worth };
    }
    return best;
  }

  function ofTable(rows) {
    const { at, from } = column(rows);
    return rows.slice(from).map((row) => {
      const id = row.slice(0, at).reverse().find((cell) => cell && words(cell) === 1 && /\d/.test(cell)) || "";
      return { text: row[at] || "", control: id };
    });
  }

  function ofLines(text) {
    return text.split(/\r?\n|\r/).filter((line) => !/^\s*(#|$)/.test(line)).map((line) => {
      const number = NUMBER.exec(line);
      return { text: line.slice(number ? number[0].length : 0).trim(), control: (number && number[1]) || "" };
    });
  }

  /** The questions of a text, in order; what is none is counted. */
  function read(text) {
    const bare = text.replace(/^\uFEFF/, "").replace(/\u0000/g, "");
    const lines = bare.split(/\r?\n/).filter((line) => line.trim());
    const parted = (mark) => lines.length > 0 && lines.filter((line) => line.includes(mark)).length * 2 >= lines.length;
    let all;
    if (parted("\t")) all = ofTable(table(bare, "\t"));
    else all = ofLines(bare);
    const asked = all.filter((question) => /\p{L}{2}/u.test(question.text));
    return { questions: asked.slice(0, MOST), cut: Math.max(0, asked.length - MOST), left: all.length - asked.length };
  }

  window.fieldbook.questions = { read };
})();
