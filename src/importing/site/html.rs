//! HTML in pages, where Markdown says the same: pictures, links, frames and wrappers.

use super::lines::{Line, code_mask};
use super::log::{Log, excerpt};
use super::mdx::properties;
use super::tags::{Arguments, joined_tags};

/// Elements that only group or dress what is in them.
const WRAPPERS: [&str; 14] = [
    "div", "center", "span", "section", "figure", "p", "article", "font", "main", "picture", "aside", "header",
    "footer", "big",
];

/// A tag of HTML.
struct Tag<'a> {
    name: String,
    is_end: bool,
    arguments: Arguments,
    raw: &'a str,
    /// Where it begins and ends in the line.
    range: std::ops::Range<usize>,
}

/// Rewrites the HTML of `lines`.
pub(super) fn convert(lines: Vec<Line>, log: &mut Log) -> Vec<Line> {
    let lines = joined_tags(lines, |text| {
        let at = text.rfind('<').filter(|at| {
            text.get(at + 1..).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase()))
        });
        at.is_some_and(|at| {
            !text.get(at..).is_some_and(|rest| rest.contains('>'))
                && text.get(..at).is_some_and(|before| before.matches('`').count() % 2 == 0)
        })
    });
    let code = code_mask(&lines);
    let mut made = Vec::with_capacity(lines.len());
    let mut unread: Option<String> = None;
    for (line, is_code) in lines.into_iter().zip(code) {
        if let Some(name) = &unread {
            if line.text.contains(&format!("</{name}>")) {
                unread = None;
            }
            continue;
        }
        if is_code || !line.text.contains('<') {
            made.push(line);
            continue;
        }
        if let Some(name) =
            ["script", "style"].into_iter().find(|name| line.text.trim_start().starts_with(&format!("<{name}")))
        {
            log.left_out(&format!("HTML {name}"), line.number, excerpt(&line.text));
            if !line.text.contains(&format!("</{name}>")) {
                unread = Some(name.to_owned());
            }
            continue;
        }
        made.extend(rewritten(&line, log));
    }
    made
}

fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find('<')).map(|at| from + at) {
        from = start + 1;
        let inner = text.get(from..).unwrap_or_default();
        let is_end = inner.starts_with('/');
        let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_code = text.get(..start).is_some_and(|before| before.matches('`').count() % 2 == 1);
        let Some(length) = inner.find('>').filter(|_| !name.is_empty() && !is_code) else { continue };
        let words = inner.get(..length).unwrap_or_default();
        let rest = words.trim_start_matches('/').get(name.len()..).unwrap_or_default();
        if !(rest.is_empty() || rest.starts_with([' ', '/', '\t'])) {
            continue;
        }
        let range = start..start + length + 2;
        let raw = text.get(range.clone()).unwrap_or_default();
        let arguments = properties(rest.trim_end_matches('/'));
        tags.push(Tag { name: name.to_ascii_lowercase(), is_end, arguments, raw, range });
        from = start + length + 2;
    }
    tags
}

/// Rewrites one line; wrappers that were alone on it leave a blank line, so that what is in them is Markdown.
fn rewritten(line: &Line, log: &mut Log) -> Vec<Line> {
    let found = tags(&line.text);
    if found.is_empty() {
        return vec![line.clone()];
    }
    let (mut text, mut at) = (String::new(), 0);
    let (mut links, mut breaks): (Vec<Option<String>>, bool) = (Vec::new(), false);
    let mut marks = Vec::new();
    for tag in &found {
        text.push_str(line.text.get(at..tag.range.start).unwrap_or_default());
        at = tag.range.end;
        match tag.name.as_str() {
            "img" if !tag.is_end => text.push_str(&picture(tag, line.number, log)),
            "a" if !tag.is_end && line.text.get(at..).is_some_and(|rest| rest.contains("</a>")) => {
                let href = tag.arguments.named(&["href"]).map(|href| href.replace(' ', "%20"));
                if href.is_some() {
                    text.push('[');
                }
                links.push(href);
            }
            "a" if tag.is_end && !links.is_empty() => {
                if let Some(href) = links.pop().flatten() {
                    text.push_str("](");
                    text.push_str(&href);
                    text.push(')');
                }
            }
            "iframe" | "video" | "source" | "embed" => text.push_str(&embedded(tag, line.number, log)),
            "details" | "summary" => {
                marks.push(tag.name.clone());
                text.push_str(tag.raw);
            }
            name if WRAPPERS.contains(&name) => {
                breaks = true;
                if !tag.is_end && name != "span" && name != "font" {
                    log.changed("HTML wrapper", line.number, excerpt(tag.raw));
                }
            }
            _ => text.push_str(tag.raw),
        }
    }
    text.push_str(line.text.get(at..).unwrap_or_default());
    if !marks.is_empty() {
        return folds(&text, line.number);
    }
    if breaks && text.trim().is_empty() {
        return vec![Line::new("", line.number)];
    }
    let text = if breaks { format!("{}{}", leading(&line.text), text.trim()) } else { text };
    if breaks && line.text.trim_start().starts_with('<') {
        return vec![Line::new("", line.number), Line::new(text, line.number)];
    }
    vec![Line::new(text, line.number)]
}

fn leading(text: &str) -> &str {
    text.get(..text.len() - text.trim_start().len()).unwrap_or_default()
}

fn picture(tag: &Tag<'_>, number: usize, log: &mut Log) -> String {
    let Some(source) = tag.arguments.named(&["src", "data-src"]) else {
        log.left_out("HTML picture", number, excerpt(tag.raw));
        return String::new();
    };
    log.carried("HTML picture", number);
    let alternative = tag.arguments.named(&["alt", "title"]).unwrap_or_default().replace(['[', ']'], "");
    format!("![{alternative}]({})", source.replace(' ', "%20"))
}

fn embedded(tag: &Tag<'_>, number: usize, log: &mut Log) -> String {
    match tag.arguments.named(&["src"]).filter(|_| !tag.is_end) {
        Some(source) => {
            log.changed(&format!("HTML {}", tag.name), number, "a link");
            let source = if source.starts_with("//") { format!("https:{source}") } else { source.replace(' ', "%20") };
            format!("[{}]({source})", tag.arguments.named(&["title"]).unwrap_or("Video or frame"))
        }
        None => String::new(),
    }
}

/// Puts the marks of a part that a reader opens on lines of their own, with a blank line before the text.
fn folds(text: &str, number: usize) -> Vec<Line> {
    let blanks = leading(text).to_owned();
    let split = text.trim().replace("<summary", "\n<summary").replace("</summary>", "</summary>\n\n");
    let split = split.replace("</details>", "\n\n</details>\n\n").replace("<details", "\n\n<details");
    let split = split.replace("<details>\n\n<summary", "<details>\n<summary");
    let lines = split.lines().map(str::trim);
    lines
        .map(|line| Line::new(if line.is_empty() { String::new() } else { format!("{blanks}{line}") }, number))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importing::site::lines::{joined, lines_of};

    fn converted(text: &str) -> (String, Vec<String>) {
        let mut log = Log::new("a.md");
        let made = joined(&convert(lines_of(text, 1), &mut log));
        (made, log.constructs.into_iter().map(|one| format!("{} {}", one.fate.word(), one.name)).collect())
    }

    #[test]
    fn html_that_markdown_can_say_is_rewritten() {
        let text = "<p align=\"center\">\n<a href=\"/x y\"><img\n  src=\"a.png\" alt=\"A\"></a>\n</p>\n<iframe src=\"https://a.example/v\" title=\"V\"></iframe>\na <b>b</b> `<div>` 1 < 2\n<style>\n.x {}\n</style>\n";
        let (made, notes) = converted(text);
        assert_eq!(made, "\n[![A](a.png)](/x%20y)\n\n[V](https://a.example/v)\na <b>b</b> `<div>` 1 < 2\n");
        assert_eq!(
            notes,
            ["changed HTML wrapper", "carried over HTML picture", "changed HTML iframe", "left out HTML style"]
        );
    }

    #[test]
    fn details_have_lines_of_their_own() {
        let (made, _) = converted("<details><summary>More</summary>\nText\n</details>\n");
        assert_eq!(made, "\n\n<details>\n<summary>More</summary>\n\nText\n\n\n</details>\n\n");
    }
}
