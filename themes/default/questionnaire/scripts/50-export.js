// What leaves the tray: texts to copy and files to download. Each has the warnings beside the answer that they are about.
(() => {
  "use strict";
  const { items, library } = window.fieldbook;
  const { textOf, warnings } = items;
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  const heading = (item) => item.question || item.title;
  const SHORT = { na: "Not applicable" };
  const said = ({ mark }) => (mark ? [`${SHORT[mark] || mark[0].toUpperCase() + mark.slice(1)}.`] : []);

  /** The answer in words: the short answer of a question with one, then the text. */
  function parts(item) {
    return [...(item.question !== undefined ? said(item) : []), textOf(item)].filter(Boolean);
  }

  const plain = (item) => [heading(item), ...warnings(item).map((text) => `[${text}]`), ...parts(item)].join("\n\n");
  const html = (item) => `<h2>${escaped(heading(item))}</h2>${warnings(item).map((text) => `<p><strong>${escaped(text)}</strong></p>`).join("")}${parts(item).flatMap((text) => text.split(/\n{2,}/)).map((text) => `<p>${escaped(text).replace(/\n/g, "<br>")}</p>`).join("")}`;
  /** Only the answer, to be pasted into a cell: without the question, with its warnings. */
  const answer = (item) => [...warnings(item).map((text) => `[${text}]`), textOf(item)].filter(Boolean).join("\n\n");
  const answerHtml = (item) => `${warnings(item).map((text) => `<p><strong>${escaped(text)}</strong></p>`).join("")}<p>${escaped(textOf(item)).replace(/\n/g, "<br>")}</p>`;

  // A cell that looks like a formula is written as text (OWASP, CSV injection).
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replace(/"/g, "\"\"")}"`;
  const marked = (text) => text.replace(/^([#>|*+-]|\d+[.)])/gm, "\\$1").replace(/[<\x60]/g, "\\$&");

  const forms = {
    json: (all) => new Blob([`${JSON.stringify({ schema: "fieldbook/tray/1", items: all.map((item) => ({ ...item, warnings: warnings(item) })) }, null, 2)}\n`], { type: "application/json" }),
    md: (all) => new Blob([all.map((item) => [`## ${marked(heading(item))}`, ...warnings(item).map((text) => `> **${text}**`), ...parts(item)].join("\n\n") + "\n").join("\n")], { type: "text/markdown" }),
    csv: (all) => {
      const rows = all.map((item) => [item.control || "", heading(item), item.mark || "", textOf(item), warnings(item).join(" ")]);
      return new Blob([[["Number", "Question", "Short answer", "Answer", "Warnings"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" });
    },
    // The engine writes the document, as for `fieldbook rfp fill`.
    docx: async (all) => {
      const engine = await library.matcher();
      const bytes = engine.bytes("fb_document", all.flatMap((item) => [
        { heading: heading(item) },
        ...warnings(item).map((warning) => ({ warning })),
        ...parts(item).flatMap((text) => text.split(/\n{2,}/)).map((text) => ({ text })),
      ]));
      return new Blob([bytes], { type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" });
    },
  };

  function download(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  window.fieldbook.exports = { plain, html, answer, answerHtml, forms, download };
})();
