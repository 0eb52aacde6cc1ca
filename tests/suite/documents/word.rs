//! Word documents.

use super::office::{PNG, docx, item, p, r, table};
use super::{imported, pieces, source, text_of};

fn body() -> String {
    let tracked = "<w:p><w:ins w:author=\"Ann\" w:date=\"2026-01-02T00:00:00Z\"><w:r><w:t>New words.</w:t></w:r></w:ins>\
        <w:del w:author=\"Bob\" w:date=\"2026-01-03T00:00:00Z\"><w:r><w:delText>Old words.</w:delText></w:r></w:del></w:p>";
    let marks = "<w:p><w:r><w:t xml:space=\"preserve\">Plain, </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bo</w:t></w:r>\
        <w:r><w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr><w:t>ld</w:t></w:r><w:r><w:t xml:space=\"preserve\"> and </w:t></w:r>\
        <w:r><w:rPr><w:i/></w:rPr><w:t>italic</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r></w:p>";
    let link = "<w:p><w:hyperlink r:id=\"l1\"><w:r><w:t>Globex stops at 5 TB a day.</w:t></w:r></w:hyperlink>\
        <w:r><w:t xml:space=\"preserve\"> We do not. Does Globex scale with us?</w:t></w:r></w:p>";
    let bad = "<w:p><w:hyperlink r:id=\"l2\"><w:r><w:t>Click &lt;b&gt; here</w:t></w:r></w:hyperlink></w:p>";
    let note = "<w:p><w:r><w:t>Globex has no audit log at all.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>\
        <w:r><w:t xml:space=\"preserve\"> End.</w:t></w:r></w:p>";
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"The plan\"/><a:blip r:embed=\"i1\"/></wp:inline></w:drawing></w:r></w:p>";
    let text_box = "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice>\
        <mc:Fallback><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r>\
        <w:r><w:t>Beside it.</w:t></w:r></w:p>";
    [
        p("Title", "Beating Globex"),
        p("TOC1", "Overview 1"),
        p("H1", "Overview"),
        marks.to_owned(),
        p("Own", "# Details"),
        item(1, 0, "one"),
        item(1, 1, "deeper"),
        item(2, 0, "first"),
        p("", "between"),
        item(2, 0, "second"),
        table(&[&["Feature", "a|b"], &["Limit", "5 TB"]]),
        link.to_owned(),
        bad.to_owned(),
        note.to_owned(),
        picture.to_owned(),
        text_box.to_owned(),
        tracked.to_owned(),
        p("Quote", "They said so."),
        p("", "<script>alert(1)</script> &amp; - [x](javascript:y)"),
    ]
    .concat()
}

const PAGE: &str = r#"---
kind: page
title: Beating Globex
status: unreviewed
claims:
  - id: globex-stops-at-5-tb-a
    text: Globex stops at 5 TB a day.
    source: "https://docs.globex.example/limits"
  - id: globex-has-no-audit-log-at
    text: Globex has no audit log at all.
    source: "https://docs.globex.example/audit"
---

## Overview

Plain, **bold** and *italic*

### # Details

- one
  - deeper

1. first

between

2. second

| Feature | a\|b |
| --- | --- |
| Limit | 5 TB |

[Globex stops at 5 TB a day.](https://docs.globex.example/limits)[^globex-stops-at-5-tb-a] We do not. Does Globex scale with us?

Click \<b> here

Globex has no audit log at all.[^globex-has-no-audit-log-at][^note-2] End.

![The plan](card-files/image1.png)

Beside it.

In a box.

New words.

> They said so.

\<script>alert(1)\</script> \&amp; - \[x\](javascript:y)

[^note-2]: See https://docs.globex.example/audit
"#;

#[test]
fn a_document_becomes_a_page_with_claims_and_a_list_of_what_it_lost() {
    let footnotes = format!(
        "<w:footnotes><w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote></w:footnotes>",
        r("See https://docs.globex.example/audit")
    );
    let comments = format!(
        "<w:comments><w:comment w:id=\"0\" w:author=\"Ann\"><w:p>{}</w:p></w:comment></w:comments>",
        r("Is that so?")
    );
    let header = format!("<w:hdr>{}</w:hdr>", p("", "Confidential"));
    let links = [
        ("l1", "hyperlink", "https://docs.globex.example/limits"),
        ("l2", "hyperlink", "javascript:alert(1)"),
        ("f", "footnotes", "footnotes.xml"),
        ("c", "comments", "comments.xml"),
        ("h", "header", "header1.xml"),
        ("i1", "image", "media/image1.png"),
    ];
    let parts: [(&str, &[u8]); 4] = [
        ("word/footnotes.xml", footnotes.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
        ("word/header1.xml", header.as_bytes()),
        ("word/media/image1.png", PNG),
    ];
    let import = imported(vec![source("sales/card.docx", docx(&body(), &links, &parts))]);
    assert_eq!(text_of(&import, "sales/card.md"), PAGE);
    assert_eq!(
        import.files.last().map(|file| (file.path.as_str(), file.bytes.as_slice())),
        Some(("sales/card-files/image1.png", PNG))
    );
    let expected = [
        "left out: table of contents (paragraph 2): Overview 1",
        "left out: hidden text (paragraph 4): hidden words",
        "left out: link (paragraph 12): the text is there, the address is not: javascript:alert(1)",
        "changed: text box (paragraph 15): after the paragraph that it is anchored at",
        "changed: tracked insertion (paragraph 16): Ann 2026-01-02: New words.",
        "left out: tracked deletion (paragraph 16): Bob 2026-01-03: Old words.",
        "left out: comment (comment 0): Ann: Is that so?",
        "left out: header (header1.xml): Confidential",
    ];
    assert_eq!(pieces(&import), expected);
}

#[test]
fn documents_that_cannot_be_read_are_named_with_what_to_do() {
    let old = |stream: &str| {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        [vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], name.collect()].concat()
    };
    let whole = docx(&p("", "text"), &[], &[]);
    let cut = whole.get(..whole.len() / 2).expect("half").to_vec();
    let damaged = docx("<w:p><w:r>", &[], &[]);
    let bomb = docx(&p("", "text"), &[], &[("word/media/a.bin", &vec![0; 3 << 20])]);
    let outside = docx(&p("", "text"), &[], &[("../../etc/cron.d/x", b"x")]);
    let doctype = docx(&p("", "text"), &[], &[("word/x.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x/>")]);
    let cases: [(&str, Vec<u8>, &str); 13] = [
        (
            "a.docx",
            old("EncryptedPackage"),
            "it is encrypted: open it with its password, save it without one, and import it again",
        ),
        (
            "a.doc",
            old("WordDocument"),
            "it is in the old .doc format: save it as .docx in Word or LibreOffice, and import it again",
        ),
        (
            "a.ppt",
            old("PowerPoint Document"),
            "it is in the old .ppt format: save it as .pptx in PowerPoint or LibreOffice, and import it again",
        ),
        ("a.pages", whole.clone(), "a document of Pages: export it as .docx there (File, Export To), and import that"),
        ("a.md", vec![0xFF, 0xFE, b'a'], "its text is not UTF-8: save it as UTF-8, and import it again"),
        ("a.docx", Vec::new(), "it is empty"),
        ("a.docx", cut, "truncated or damaged"),
        ("a.docx", damaged, "part word/document.xml is damaged"),
        ("a.docx", bomb, "refused as a zip bomb"),
        ("a.docx", outside, "points outside the archive"),
        ("a.docx", doctype, "declares a document type"),
        ("a.docx", docx("", &[], &[]), "it has no text"),
        ("~$a.docx", whole, "a lock file of an office program"),
    ];
    for (path, bytes, expected) in cases {
        let import = imported(vec![source(path, bytes), source("b.docx", docx(&p("", "fine"), &[], &[]))]);
        let row = import.rows.iter().find(|row| row.source == path).expect("a row");
        assert!(row.target.is_none() && row.what.contains(expected), "{path}: {row:?}");
        assert!(text_of(&import, "b.md").contains("fine"), "the others are read");
    }
}

#[test]
fn other_scripts_and_large_tables_are_read() {
    let rows: Vec<Vec<String>> = (0..3000).map(|row| vec![format!("row {row}"), "x".to_owned()]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let body = [p("", "מסמך בעברית"), p("", "日本語の文書。"), table(&rows)].concat();
    let import = imported(vec![source("日本語.docx", docx(&body, &[], &[]))]);
    let text = text_of(&import, "日本語.md");
    assert!(text.contains("מסמך בעברית\n\n日本語の文書。\n\n| row 0 | x |\n"), "{}", text.get(..300).unwrap_or(&text));
    assert!(text.ends_with("| row 2999 | x |\n"));
}
