//! Small marks of other dialects: attribute lists, information of fences, abbreviations, keys, icons.

use super::lines::{Line, code_mask, fence_of, indent, without_containers};
use super::log::{Log, excerpt};
use std::fmt::Write as _;

/// Rewrites the small marks in `lines`.
pub(super) fn convert(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let code = code_mask(&lines);
    let mut made = Vec::with_capacity(lines.len());
    let mut open = None;
    for (mut line, is_code) in lines.into_iter().zip(code) {
        if is_code {
            let bare = without_containers(&line.text);
            match (open, fence_of(bare)) {
                (None, Some((sign, length, _))) => {
                    open = Some((sign, length));
                    made.extend(fence_title(&mut line, log));
                }
                (Some((sign, length)), Some((other, count, rest)))
                    if other == sign && count >= length && rest.trim().is_empty() =>
                {
                    open = None;
                }
                _ => {}
            }
            made.push(line);
            continue;
        }
        open = None;
        let text = line.text.trim();
        if text.starts_with("*[") && text.contains("]: ") {
            log.left_out("abbreviation", line.number, excerpt(text));
            continue;
        }
        if is_attribute_list(text) {
            log.left_out("attribute list", line.number, excerpt(text));
            continue;
        }
        if text.eq_ignore_ascii_case("[toc]") || text == "[[toc]]" || text == "[[_TOC_]]" {
            log.changed("table of contents", line.number, "every page has its own");
            continue;
        }
        line.text = without_attributes(&line.text, line.number, log);
        made.push(line);
    }
    made
}

fn is_attribute_list(text: &str) -> bool {
    text.starts_with("{:") && text.ends_with('}') || text.starts_with("{ .") && text.ends_with('}')
}

/// Leaves the language of a fence alone, and returns the lines that show its title.
fn fence_title(line: &mut Line, log: &mut Log) -> Vec<Line> {
    let title = fence_language(line, log);
    title.map(|title| vec![title, Line::new("", line.number)]).unwrap_or_default()
}

fn fence_language(line: &mut Line, log: &mut Log) -> Option<Line> {
    let at = line.text.find(['`', '~'])?;
    let (before, fence) = line.text.split_at_checked(at)?;
    let (sign, length, words) = fence_of(fence)?;
    let words = words.trim();
    let title = words.split_once("title=").and_then(|(_, rest)| {
        let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''))?;
        rest.get(1..)?.split(quote).next().map(str::to_owned)
    });
    let bare = words.trim_start_matches('{').trim_start();
    let language = bare.split([' ', ',', '{', '}', ':']).next().unwrap_or_default().trim_start_matches('.');
    let language = if language.contains('=') { "" } else { language };
    if words == language {
        return None;
    }
    log.changed("information of a fence", line.number, excerpt(words));
    let fence: String = std::iter::repeat_n(sign, length).collect();
    let new = format!("{before}{fence}{language}");
    let own = " ".repeat(indent(before));
    let number = line.number;
    let is_plain = before.trim().is_empty();
    line.text = new;
    title
        .filter(|title| is_plain && !title.trim().is_empty())
        .map(|title| Line::new(format!("{own}**{}**", title.trim()), number))
}

/// Takes `{: .class }`, `{ .class }` and `{ width=… }` after a link, a picture or a heading, or alone below a table, out; keeps the id of a heading.
fn without_attributes(text: &str, number: usize, log: &mut Log) -> String {
    let is_heading = text.trim_start().starts_with('#');
    let (mut made, mut rest) = (String::new(), text);
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let is_alone = text.trim().starts_with('{') && text.trim().ends_with('}');
        let follows = before.ends_with([')', ']', '`', '*', ':']) || is_heading && before.ends_with(' ') || is_alone;
        let inner = after.split_once('}').map(|(inner, _)| inner.get(1..).unwrap_or_default());
        let is_code = (made.matches('`').count() + before.matches('`').count()) % 2 == 1;
        let list = inner
            .filter(|_| follows && !is_code)
            .map(|inner| inner.trim_start_matches(':').trim())
            .filter(|inner| is_list(inner));
        made.push_str(before);
        let Some(list) = list else {
            made.push('{');
            rest = after.get(1..).unwrap_or_default();
            continue;
        };
        let id = list.split_whitespace().find(|word| word.starts_with('#')).filter(|_| is_heading);
        if let Some(id) = id {
            // Writing to a string cannot fail.
            let _ = write!(made, "{{{id}}}");
        }
        if id.is_none_or(|id| id != list) {
            log.left_out("attribute list", number, excerpt(list));
        }
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    made.push_str(rest);
    made
}

fn is_list(inner: &str) -> bool {
    !inner.is_empty()
        && inner.split_whitespace().next().is_some_and(|word| word.starts_with(['.', '#']) || word.contains('='))
        && !inner.contains(['{', '(', ';'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::{joined, lines_of};

    #[test]
    fn marks_of_other_dialects_are_taken_out_and_ids_stay() {
        let text = "# A {: #own .x }\n[b](c.md){ .md-button } {d} `{ .e }`\n![f](g.png){width=\"3\"}\n*[HTML]: Hyper\n{: .k }\n[TOC]\n``` { .yaml .copy }\n```\n```py title=\"x.py\" hl_lines=\"1\"\n```\n";
        let mut log = Log::new("a.md");
        let made = joined(&convert(lines_of(text, 1), &mut log));
        assert_eq!(made, "# A {#own}\n[b](c.md) {d} `{ .e }`\n![f](g.png)\n```yaml\n```\n**x.py**\n\n```py\n```\n");
        assert_eq!(log.constructs.len(), 8, "{:?}", log.constructs);
    }
}
