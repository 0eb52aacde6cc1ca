//! HTML exports of Confluence.

use super::office::{PNG, zip};
use super::{imported, pieces, source, text_of};

const INDEX: &str = "<html><head><title>Sales</title></head><body><div class=\"pageSection\"><h2>Available Pages:</h2>\
<ul><li><a href=\"Home_1.html\">Home</a><ul><li><a href=\"Globex-card_2.html\">Globex card</a></li></ul></li></ul></div></body></html>";

fn page(title: &str, content: &str, below: &str) -> String {
    format!(
        "<html><head><title>Sales : {title}</title></head><body><div id=\"main-header\"><h1 id=\"title-heading\"><span id=\"title-text\">Sales : {title}</span></h1></div>\
         <div id=\"content\"><div class=\"page-metadata\">Created by <span class=\"author\">Ann Example</span>, last modified on Feb 01, 2024</div>\
         <div id=\"main-content\" class=\"wiki-content group\">{content}</div>{below}</div></body></html>"
    )
}

const CONTENT: &str = "<h1>Limits</h1><p>Globex stops at <strong>5&nbsp;TB</strong> a day, see <a href=\"https://docs.globex.example/limits\">their page</a>.</p>\
<div class=\"confluence-information-macro confluence-information-macro-warning\"><p class=\"title\">Careful</p><div class=\"confluence-information-macro-body\"><p>Prices change.</p></div></div>\
<div class=\"code panel\"><div class=\"codeHeader\"><b>run.sh</b></div><div class=\"codeContent\"><pre class=\"syntaxhighlighter-pre\" data-syntaxhighlighter-params=\"brush: bash; gutter: false\">a &lt; b\n  c</pre></div></div>\
<div class=\"panel\"><div class=\"panelHeader\"><b>Note</b></div><div class=\"panelContent\"><p>In a panel.</p></div></div>\
<div class=\"expand-container\"><div class=\"expand-control\"><span class=\"expand-control-text\">More</span></div><div class=\"expand-content\"><ul><li>one<ul><li>two</li></ul></li></ul></div></div>\
<div class=\"toc-macro\"><ul><li><a href=\"#x\">Limits</a></li></ul></div>\
<ul class=\"inline-task-list\"><li data-inline-task-status=\"complete\">done</li><li data-inline-task-status=\"incomplete\">open</li></ul>\
<table><tbody><tr><th>Plan</th><th>Price</th></tr><tr><td>Basic</td><td><p>10</p><p>per seat</p></td></tr></tbody></table>\
<p><a href=\"Home_1.html\">home</a> <a href=\"javascript:alert(1)\">bad</a> <script>alert(1)</script><img src=\"attachments/2/9.png\" alt=\"plan\"> <img src=\"https://other.example/x.png\"></p>\
<iframe src=\"https://video.example/1\"></iframe>";

const CARD: &str = "---
kind: page
title: Globex card
status: unreviewed
claims:
  - id: globex-stops-at-5-tb-a
    text: \"Globex stops at 5 TB a day, see their page.\"
    source: \"https://docs.globex.example/limits\"
---

## Limits

Globex stops at **5 TB** a day, see [their page](https://docs.globex.example/limits).[^globex-stops-at-5-tb-a]

> [!CAUTION]
> **Careful**
>
> Prices change.

**run.sh**

```bash
a < b
  c
```

> [!NOTE]
> **Note**
>
> In a panel.

**More**

- one
  - two

* [x] done
* [ ] open

| Plan | Price |
| --- | --- |
| Basic | 10<br>per seat |

[home](index.md) bad ![plan](globex-card-files/9.png)

### Attachments

- [offer.docx](globex-card-files/9.docx)
";

#[test]
fn pages_are_in_the_folders_of_the_tree_with_macros_links_and_attachments() {
    let attachments = "<div class=\"pageSection group\"><div class=\"pageSectionHeader\"><h2 id=\"attachments\">Attachments:</h2></div>\
        <div class=\"greybox\"><a href=\"attachments/2/9.docx\">offer.docx</a></div></div>\
        <div class=\"pageSection group\"><h2 id=\"comments\">Comments:</h2><table><tr><td>Is this so? Bob Example</td></tr></table></div>";
    let (home, card) = (
        page("Home", "<p>Start <a href=\"Globex-card_2.html\">here</a></p>", ""),
        page("Globex card", CONTENT, attachments),
    );
    let export = zip(&[
        ("SALES/index.html", INDEX.as_bytes()),
        ("SALES/Home_1.html", home.as_bytes()),
        ("SALES/Globex-card_2.html", card.as_bytes()),
        ("SALES/attachments/2/9.png", PNG),
        ("SALES/attachments/2/9.docx", b"a file"),
        ("SALES/attachments/3/7.pdf", b"a file"),
        ("SALES/styles/site.css", b"body {}"),
    ]);
    let import = imported(vec![source("export.zip", export)]);
    assert_eq!(text_of(&import, "sales/home/globex-card.md"), CARD);
    assert_eq!(
        text_of(&import, "sales/home/index.md"),
        "---\nkind: page\ntitle: Home\nstatus: unreviewed\n---\n\nStart [here](globex-card.md)\n"
    );
    let expected = [
        "changed: expand (): always open",
        "left out: list of pages or headings (): Limits",
        "left out: link (): the text is there, the address is not: javascript:alert(1)",
        "left out: script (): ",
        "left out: picture (): a picture of another site: https://other.example/x.png",
        "left out: iframe (): https://video.example/1",
        "left out: page metadata (): Created by Ann Example, last modified on Feb 01, 2024",
        "left out: comment (): Comments: Is this so? Bob Example",
        "left out: page metadata (): Created by Ann Example, last modified on Feb 01, 2024",
    ];
    assert_eq!(pieces(&import), expected);
    let left: Vec<&str> =
        import.rows.iter().filter(|row| row.target.is_none()).map(|row| row.source.as_str()).collect();
    assert_eq!(left, ["SALES/attachments/3/7.pdf", "SALES/styles/site.css", "SALES/index.html"]);
}
