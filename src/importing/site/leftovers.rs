//! What of other dialects is still in the text: the last look at a page, outside of code.

use super::log::{Log, excerpt};
use crate::markdown::Markdown;
use pulldown_cmark::{Event, Tag, TagEnd};

/// Lists the marks of other dialects that readers of `text` would see; `line` returns the line of the source for a byte.
pub(super) fn list(text: &str, log: &mut Log, line: &dyn Fn(usize) -> usize) {
    let mut is_code = false;
    let mut last = None;
    for (event, range) in Markdown::new(text).events() {
        let shown = match event {
            Event::Start(Tag::CodeBlock(_)) => {
                is_code = true;
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                is_code = false;
                continue;
            }
            Event::Text(_) if !is_code => range,
            Event::Html(ref html) | Event::InlineHtml(ref html) if !html.trim_start().starts_with("<!--") => {
                html_left(html, log, line(range.start));
                continue;
            }
            _ => continue,
        };
        // The parser ends a text at marks such as `[` and `<`, so the whole line is looked at, once.
        let start = text.get(..shown.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        if last == Some(start) {
            continue;
        }
        last = Some(start);
        let whole = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if let Some(name) = mark_in(whole) {
            log.left_out(name, line(start), format!("shown as written: {}", excerpt(whole)));
        }
    }
}

/// Returns the name of the mark of another dialect in `text`.
fn mark_in(text: &str) -> Option<&'static str> {
    let bare = text.trim().trim_start_matches(['>', ' ', '-', '*']);
    // What a definition begins with.
    let bare = bare.strip_prefix(": ").map_or(bare, str::trim_start);
    let without_code: String = bare.split('`').step_by(2).collect();
    let begins = |mark: &str| bare.starts_with(mark);
    if without_code.contains("{{<") || without_code.contains("{{%") {
        Some("shortcode in the text")
    } else if without_code.contains("{%") && without_code.contains("%}")
        || without_code.contains("{{ ") && without_code.contains(" }}")
    {
        Some("template mark in the text")
    } else if begins(":::") {
        Some("block mark in the text")
    } else if begins("!!! ") || begins("??? ") || begins("???+ ") || begins("=== \"") {
        Some("admonition mark in the text")
    } else if begins("/// ") {
        Some("block mark in the text")
    } else if begins("--8<--") {
        Some("snippet mark in the text")
    } else if begins("import ") && bare.contains(" from '") || begins("export const ") {
        Some("MDX script in the text")
    } else {
        None
    }
}

fn html_left(html: &str, log: &mut Log, number: usize) {
    if crate::markdown::fold_marks(html).is_some() {
        return;
    }
    let Some(inner) = html.trim_start().strip_prefix('<') else { return };
    let name: String =
        inner.trim_start_matches('/').chars().take_while(|symbol| symbol.is_alphanumeric() || *symbol == '.').collect();
    let is_end = inner.starts_with('/');
    let known = [
        "br", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "code", "kbd", "small", "mark", "hr",
        "a", "abbr", "tt", "samp", "var", "wbr", "input", "label", "td", "th", "tr", "tbody", "thead", "li", "dt",
        "dd",
    ];
    if is_end || name.is_empty() || known.contains(&name.to_lowercase().as_str()) {
        return;
    }
    if name.starts_with(|first: char| first.is_ascii_uppercase()) {
        log.left_out("component in the text", number, excerpt(html));
    } else {
        log.left_out(
            &format!("HTML {name}"),
            number,
            format!("shown only with raw_html = \"sanitise\": {}", excerpt(html)),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_outside_of_code_is_listed_once() {
        let text = "a {{< x >}} and {{% y %}}\n\n`{{< x >}}`\n\n```\n!!! note\n```\n\n!!! note\n\n::: x\n\n<Box a=\"b\">c</Box> <b>d</b>\n\n<table>\n<tr><td>e</td></tr>\n</table>\n\n{% if x %}\n\nimport A from 'b';\n\n<details>\n<summary>f</summary>\n\n</details>\n\nTerm\n\n:   !!! tip\n";
        let mut log = Log::new("a.md");
        list(text, &mut log, &|at| text.get(..at).map_or(0, |before| before.matches('\n').count() + 1));
        let found: Vec<_> = log.constructs.iter().map(|one| format!("{} {}", one.place, one.name)).collect();
        assert_eq!(
            found,
            [
                "line 1 shortcode in the text",
                "line 9 admonition mark in the text",
                "line 11 block mark in the text",
                "line 13 component in the text",
                "line 15 HTML table",
                "line 19 template mark in the text",
                "line 21 MDX script in the text",
                "line 30 admonition mark in the text",
            ]
        );
    }
}
