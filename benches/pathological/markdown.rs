//! Markdown whose structure is extreme: depth, counts, and what is opened and never closed.

use super::Generator;

/// The generators by name.
pub(super) const GENERATORS: &[Generator] = &[
    ("block quotes nested", |n| body(&">".repeat(n), "")),
    ("block quotes nested, by line", |n| lines(n, |i| format!("{} x", ">".repeat(1 + i % 200)))),
    ("lists nested", |n| lines(n, |i| format!("{}- x", "  ".repeat(i % 100)))),
    ("list markers on one line", |n| body(&"- ".repeat(n / 2), "x")),
    ("ordered list of single items", |n| lines(n, |i| format!("{}. x", i + 1))),
    ("emphasis opened", |n| body(&"*a ".repeat(n / 3), "")),
    ("emphasis closed", |n| body(&"a* ".repeat(n / 3), "")),
    ("emphasis alternating", |n| body(&"*a_".repeat(n / 3), "")),
    ("emphasis nested", |n| body(&"**a *".repeat(n / 5), "")),
    ("strikethrough opened", |n| body(&"~~a ".repeat(n / 4), "")),
    ("brackets opened", |n| body(&"[".repeat(n), "")),
    ("brackets nested", |n| body(&"[".repeat(n / 2), &"]".repeat(n / 2))),
    ("links opened", |n| body(&"[a](".repeat(n / 4), "")),
    ("links with brackets in targets", |n| body(&"[a](<b".repeat(n / 6), "")),
    ("images opened", |n| body(&"![".repeat(n / 2), "")),
    ("links, many", |n| lines(n, |i| format!("[a{i}](b{i}.md)"))),
    ("links on one line", |n| body(&"[a](https://a.example/) ".repeat(n / 24), "")),
    ("reference links, undefined", |n| lines(n, |i| format!("[a{i}][b{i}]"))),
    ("reference definitions", |n| lines(n, |i| format!("[a{i}]: https://a.example/{i}\n"))),
    ("reference definitions, used", |n| half(n, "[a]: https://a.example/\n\n", "[a] ")),
    ("wikilinks", |n| lines(n, |i| format!("[[page {i}]]"))),
    ("wikilinks opened", |n| body(&"[[".repeat(n / 2), "")),
    ("autolinks", |n| lines(n, |i| format!("<https://a.example/{i}>"))),
    ("angle brackets", |n| body(&"<".repeat(n), "")),
    ("comments opened", |n| body(&"<!-- ".repeat(n / 5), "")),
    ("comments, many", |n| body(&"<!-- x --> ".repeat(n / 11), "")),
    ("suppressions", |n| lines(n, |_| "<!-- fieldbook-allow style/filler reason=\"x\" -->\n\nx\n".to_owned())),
    ("HTML tags", |n| body(&"<b>x</b>".repeat(n / 8), "")),
    ("HTML tags opened", |n| body(&"<b>".repeat(n / 3), "")),
    ("HTML attributes", |n| body(&format!("<a {}", "b=\"c\" ".repeat(n / 6)), ">")),
    ("processing instructions", |n| body(&"<?".repeat(n / 2), "")),
    ("CDATA opened", |n| body(&"<![CDATA[".repeat(n / 9), "")),
    ("code spans opened", |n| body(&growing(n, '`'), "")),
    ("code spans, many", |n| body(&"`a` ".repeat(n / 4), "")),
    ("fence, unclosed", |n| body("```\n", &"x\n".repeat(n / 2))),
    ("fences, many", |n| lines(n, |_| "```rust\nfn a() {}\n```\n".to_owned())),
    ("fence of one line", |n| body("```rust\n", &format!("{}\n```\n", "a(".repeat(n / 2)))),
    ("fence of comments opened", |n| body("```js\n", &format!("{}\n```\n", "/*".repeat(n / 2)))),
    ("fence of quotes", |n| body("```python\n", &format!("{}\n```\n", "\"\"\"'".repeat(n / 4)))),
    ("fence in another language", |n| body("```haskell\n", &format!("{}\n```\n", "a (b $ ".repeat(n / 7)))),
    ("Mermaid, many nodes", |n| {
        body("```mermaid\nflowchart LR\n", &format!("{}```\n", rows(n, |i| format!("a{i} --> a{}", i + 1))))
    }),
    ("table, many rows", |n| body("| a | b |\n|---|---|\n", &rows(n, |i| format!("| {i} | x |")))),
    ("table, many columns", |n| body(&format!("{}\n{}\n", "|a".repeat(n / 4), "|-".repeat(n / 4)), "")),
    ("table, one wide row", |n| body("| a |\n|---|\n", &"| x ".repeat(n / 4))),
    ("table rows without cells", |n| body("|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n", &"|\n".repeat(n / 2))),
    ("headings", |n| lines(n, |i| format!("## H {i}\n"))),
    ("headings of one name", |n| lines(n, |_| "## Same\n".to_owned())),
    ("heading of one word", |n| body("# ", &"a".repeat(n))),
    ("setext underline", |n| body("a\n", &"=".repeat(n))),
    ("thematic breaks", |n| lines(n, |_| "***\n".to_owned())),
    ("footnotes defined", |n| lines(n, |i| format!("[^n{i}]: x\n"))),
    ("footnotes cited, undefined", |n| body(&"x.[^a] ".repeat(n / 7), "")),
    ("footnotes of evidence", |n| {
        lines(n, |i| {
            format!("It stops at {i}.[^n{i}]\n\n[^n{i}]: <https://a.example/{i}> \"at {i}\" (verified 2026-11-01)\n")
        })
    }),
    ("footnotes nested", |n| lines(n, |i| format!("[^n{i}]: x [^n{}]\n", i + 1))),
    ("alerts", |n| lines(n, |_| "> [!NOTE]\n> x\n".to_owned())),
    ("tasks", |n| lines(n, |_| "- [ ] x".to_owned())),
    ("definition lists", |n| lines(n, |i| format!("term {i}\n: x\n"))),
    ("math opened", |n| body(&"$a ".repeat(n / 3), "")),
    ("backslashes", |n| body(&"\\".repeat(n), "")),
    ("entities", |n| body(&"&amp;".repeat(n / 5), "")),
    ("entities opened", |n| body(&"&".repeat(n), "")),
    ("blank lines", |n| body(&"\n".repeat(n), "x")),
    ("blanks on one line", |n| body(&" ".repeat(n), "x")),
    ("tabs", |n| body(&"\t".repeat(n), "x")),
    ("lone carriage returns", |n| body(&"a\r".repeat(n / 2), "")),
];

/// An entry with the given body.
pub(super) fn body(first: &str, rest: &str) -> String {
    format!("---\ntitle: Globex\ncompetitor: Globex\nstatus: approved\naudience: customer\n---\n{first}{rest}\n")
}

/// An entry whose body is lines up to `size` bytes.
pub(super) fn lines(size: usize, line: impl Fn(usize) -> String) -> String {
    body(&rows(size, line), "")
}

fn rows(size: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size + 100);
    for index in 0.. {
        if text.len() >= size {
            break;
        }
        text.push_str(&line(index));
        text.push('\n');
    }
    text
}

fn half(size: usize, definition: &str, usage: &str) -> String {
    body(&definition.repeat(size / 2 / definition.len()), &usage.repeat(size / 2 / usage.len()))
}

/// Runs of the sign that become longer, so that none closes another.
fn growing(size: usize, sign: char) -> String {
    let mut text = String::with_capacity(size + 100);
    let mut length = 1;
    while text.len() < size {
        text.extend(std::iter::repeat_n(sign, length));
        text.push('a');
        length += 1;
    }
    text
}
