//! Slides (`.pptx`).

use super::office::{PNG, Slide, pptx, shape};
use super::{imported, pieces, source, text_of};

const PAGE: &str = "---
kind: page
title: Why us
status: unreviewed
---

## Why us

A subtitle

### Notes

Say it \\*slowly\\*.

## Facts

> [!NOTE]
> This slide is hidden in the presentation.

- first
  - deeper
- second

| Plan | Price |
| --- | --- |
| Basic | 10 |

![A diagram](deck-files/image1.png)

## Slide 3

[Read more](https://docs.example.com)
";

#[test]
fn slides_become_headings_with_texts_and_notes() {
    let item = |level: u8, text: &str| format!("<a:p><a:pPr lvl=\"{level}\"/><a:r><a:t>{text}</a:t></a:r></a:p>");
    let list = [item(0, "first"), item(1, "deeper"), item(0, "second")].concat();
    let list =
        format!("<p:sp><p:nvSpPr><p:nvPr><p:ph idx=\"1\"/></p:nvPr></p:nvSpPr><p:txBody>{list}</p:txBody></p:sp>");
    let cell = |text: &str| format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>");
    let row = |one: &str, other: &str| format!("<a:tr>{}{}</a:tr>", cell(one), cell(other));
    let table = format!(
        "<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{}{}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        row("Plan", "Price"),
        row("Basic", "10")
    );
    let picture = "<p:pic><p:nvPicPr><p:cNvPr id=\"4\" descr=\"A diagram\"/></p:nvPicPr><p:blipFill><a:blip r:embed=\"i\"/></p:blipFill></p:pic>";
    let link = "<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody><a:p><a:r><a:rPr><a:hlinkClick r:id=\"l\"/></a:rPr><a:t>Read more</a:t></a:r></a:p></p:txBody></p:sp>";
    let slides = [
        Slide {
            shapes: [shape("ctrTitle", &["Why us"]), shape("subTitle", &["A subtitle"]), shape("ftr", &["Internal"])]
                .concat(),
            links: vec![],
            notes: Some("Say it *slowly*.".to_owned()),
            attributes: "",
        },
        Slide {
            shapes: [shape("title", &["Facts"]), list, table, format!("<p:grpSp>{picture}</p:grpSp>")].concat(),
            links: vec![("i", "image", "../media/image1.png"), ("c", "comments", "../comments/c.xml")],
            notes: None,
            attributes: " show=\"0\"",
        },
        Slide {
            shapes: link.to_owned(),
            links: vec![("l", "hyperlink", "https://docs.example.com")],
            notes: None,
            attributes: "",
        },
    ];
    let comments = b"<p:cmLst><p:cm><p:text>Check the price</p:text></p:cm></p:cmLst>";
    let parts: [(&str, &[u8]); 2] = [("ppt/media/image1.png", PNG), ("ppt/comments/c.xml", comments)];
    let import = imported(vec![source("deck.pptx", pptx(&slides, &parts))]);
    assert_eq!(text_of(&import, "deck.md"), PAGE);
    let expected = [
        "left out: footer of a slide (slide 1): Internal",
        "left out: comment (slide 2): Check the price",
        "changed: hidden slide (slide 2): Facts",
    ];
    assert_eq!(pieces(&import), expected);
}
