// Writes a Word document (ECMA-376, WordprocessingML): headings and paragraphs in a stored archive.
(() => {
  "use strict";
  const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xEDB88320 : value >>> 1;
    return value >>> 0;
  });

  function checksum(bytes) {
    let value = 0xFFFFFFFF;
    for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
    return (value ^ 0xFFFFFFFF) >>> 0;
  }

  const NAMES = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  const HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
  const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const style = (id, name, size, more) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr><w:spacing w:before="120" w:after="80"/></w:pPr><w:rPr>${more}<w:sz w:val="${size}"/></w:rPr></w:style>`;
  const PARTS = {
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATION}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `<w:styles ${NAMES}>${style("Normal", "Normal", 22, "")}${style("Heading2", "heading 2", 28, "<w:b/>")}${style("Warning", "Warning", 22, "<w:b/><w:color w:val=\"B42318\"/>")}</w:styles>`,
  };

  // Characters that XML 1.0 does not allow are left out.
  const escaped = (text) => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const lines = (text) => escaped(text).split(/\r?\n/).map((line) => `<w:t xml:space="preserve">${line}</w:t>`).join("<w:br/>");
  const paragraph = ({ style: id, text }) => `<w:p><w:pPr><w:pStyle w:val="${id}"/></w:pPr><w:r>${lines(text)}</w:r></w:p>`;

  function number(value, bytes) {
    return Array.from({ length: bytes }, (_, index) => (value >>> (8 * index)) & 255);
  }

  /** A ZIP archive of stored parts (PKWARE APPNOTE 6.3.10), each of 1980-01-01. */
  function archive(parts) {
    const body = [];
    const central = [];
    let at = 0;
    for (const [name, text] of parts) {
      const [title, bytes] = [name, text].map((value) => new TextEncoder().encode(value));
      const facts = [...number(20, 2), ...number(0x0800, 2), ...number(0, 2), ...number(0, 2), ...number(0x21, 2), ...number(checksum(bytes), 4), ...number(bytes.length, 4), ...number(bytes.length, 4), ...number(title.length, 2), ...number(0, 2)];
      const local = Uint8Array.from([...number(0x04034B50, 4), ...facts, ...title]);
      central.push(Uint8Array.from([...number(0x02014B50, 4), ...number(20, 2), ...facts, ...number(0, 2), ...number(0, 2), ...number(0, 2), ...number(0, 4), ...number(at, 4), ...title]));
      body.push(local, bytes);
      at += local.length + bytes.length;
    }
    const length = central.reduce((sum, part) => sum + part.length, 0);
    const end = Uint8Array.from([...number(0x06054B50, 4), ...number(0, 4), ...number(central.length, 2), ...number(central.length, 2), ...number(length, 4), ...number(at, 4), ...number(0, 2)]);
    return new Blob([...body, ...central, end], { type: `${TYPE}.document` });
  }

  /** The document of paragraphs `{ style, text }`; the styles are `Heading2`, `Normal` and `Warning`. */
  function write(paragraphs) {
    const document = `<w:document ${NAMES}><w:body>${paragraphs.map(paragraph).join("")}<w:sectPr/></w:body></w:document>`;
    return archive([...Object.entries(PARTS), ["word/document.xml", document]].map(([name, text]) => [name, HEAD + text]));
  }

  window.fieldbook.word = { write };
})();
