//! The Markdown of other tools, with links that lead somewhere and without live HTML.

use crate::importing::documents::escape::{escaped, target};
use crate::importing::documents::log::Log;
use crate::markdown::Markdown;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// Where the links and pictures of a Markdown text lead.
pub(in crate::importing::documents) trait MarkdownLinks {
    /// Returns the address for a link; `None` if it cannot lead anywhere.
    fn link(&mut self, address: &str) -> Option<String>;

    /// Returns the path of a picture from the page.
    ///
    /// # Errors
    /// It is not there or not shown by browsers; a phrase that says so.
    fn picture(&mut self, address: &str) -> Result<String, String>;
}

/// A part of a text and what is written instead.
struct Replacement {
    range: Range<usize>,
    text: String,
}

/// A link, and where it is in its text.
struct FoundLink<'a> {
    range: Range<usize>,
    kind: LinkType,
    address: &'a str,
}

/// Returns `text` with callouts and links as they are read here; HTML becomes text.
pub(in crate::importing::documents) fn rewritten(text: &str, links: &mut dyn MarkdownLinks, log: &mut Log) -> String {
    let text = callouts(text, log);
    let markdown = Markdown::new(&text);
    let mut replacements: Vec<Replacement> = Vec::new();
    let line = |place: usize| text.get(..place).unwrap_or_default().matches('\n').count() + 1;
    for (event, range) in markdown.events() {
        log.place = format!("line {}", line(range.start));
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                replacements.extend(link(&text, &FoundLink { range, kind: link_type, address: &dest_url }, links, log));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                replacements.extend(picture(&text, &range, &dest_url, links, log));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                let html = text.get(range.clone()).unwrap_or_default();
                if html.trim_end() != "<br>" {
                    log.changed("HTML", format!("as text: {}", html.trim()));
                    replacements.push(Replacement { range, text: html.replace('<', "\\<") });
                }
            }
            Event::End(TagEnd::Item) => log.carried_over("list item"),
            Event::End(TagEnd::Table) => log.carried_over("table"),
            Event::End(TagEnd::Heading(_)) => log.carried_over("heading"),
            Event::End(TagEnd::CodeBlock) => log.carried_over("code"),
            _ => {}
        }
    }
    log.place.clear();
    without_gaps(&applied(&text, replacements))
}

/// Makes one empty line of several in a row, outside code.
fn without_gaps(text: &str) -> String {
    let (mut written, mut is_code, mut is_empty) = (String::with_capacity(text.len()), false, false);
    for line in text.lines() {
        is_code ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        if !is_code && is_empty && line.trim().is_empty() {
            continue;
        }
        is_empty = line.trim().is_empty();
        written.push_str(line);
        written.push('\n');
    }
    written
}

fn applied(text: &str, mut replacements: Vec<Replacement>) -> String {
    replacements.sort_by_key(|one| one.range.start);
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    for Replacement { range, text: new } in replacements {
        if range.start < at {
            continue;
        }
        written.push_str(text.get(at..range.start).unwrap_or_default());
        written.push_str(&new);
        at = range.end;
    }
    written + text.get(at..).unwrap_or_default()
}

/// Returns what is written instead of the address of a link, or of the whole link if it cannot lead anywhere.
fn link(text: &str, found: &FoundLink<'_>, links: &mut dyn MarkdownLinks, log: &mut Log) -> Option<Replacement> {
    let FoundLink { range, kind, address } = found;
    let whole = text.get(range.clone())?;
    let new = links.link(address).and_then(|address| target(&address));
    if new.is_some() {
        log.carried_over("link");
    }
    match (kind, new) {
        (LinkType::Inline, Some(new)) => {
            let start = range.start + whole.rfind("](")? + 2;
            Some(Replacement { range: start..range.end, text: format!("{new})") })
        }
        (_, Some(_)) => None,
        (LinkType::Inline, None) => {
            log.left_out("link", format!("the text is there, the address is not: {address}"));
            // The brackets alone would be read as a link to a definition, so they become text.
            let end = range.start + whole.rfind("](")?;
            let inner = text.get(range.start + 1..end)?;
            Some(Replacement { range: range.clone(), text: inner.to_owned() })
        }
        (_, None) => {
            log.left_out("link", format!("as text: {address}"));
            Some(Replacement { range: range.clone(), text: whole.replace('<', "\\<").replace('[', "\\[") })
        }
    }
}

fn picture(
    text: &str,
    range: &Range<usize>,
    address: &str,
    links: &mut dyn MarkdownLinks,
    log: &mut Log,
) -> Option<Replacement> {
    let whole = text.get(range.clone())?;
    let middle = whole.rfind("](")?;
    let alt = whole.get(2..middle)?;
    match links.picture(address) {
        Ok(path) => {
            log.carried_over("picture");
            // Notion writes the name of the file where the description should be.
            let name = path.rsplit('/').next().unwrap_or(&path);
            let alt = if alt.eq_ignore_ascii_case(name) { "" } else { alt };
            Some(Replacement { range: range.clone(), text: format!("![{alt}]({})", target(&path)?) })
        }
        Err(why) => {
            log.left_out("picture", format!("{why} {alt}").trim_end());
            Some(Replacement { range: range.clone(), text: alt.to_owned() })
        }
    }
}

/// Makes callouts of the `<aside>` elements that Notion writes for them, and opens `<details>`.
fn callouts(text: &str, log: &mut Log) -> String {
    let (mut written, mut is_open, mut is_code) = (String::with_capacity(text.len()), false, false);
    for line in text.lines() {
        let bare = line.trim();
        is_code ^= bare.starts_with("```") || bare.starts_with("~~~");
        if is_code {
            written.push_str(if is_open { "> " } else { "" });
            written.push_str(line);
        } else if bare == "<aside>" && !is_open {
            log.carried_over("callout");
            is_open = true;
            written.push_str("> [!NOTE]");
        } else if bare == "</aside>" && is_open {
            is_open = false;
            // The line numbers stay those of the source.
            let mut ends = 1;
            while let Some(rest) = written.strip_suffix(">\n") {
                written.truncate(rest.len());
                ends += 1;
            }
            written.push_str(&"\n".repeat(ends));
            continue;
        } else if matches!(bare, "<details>" | "</details>") {
            log.changed("toggle", "always open");
        } else if let Some(summary) = bare.strip_prefix("<summary>").and_then(|rest| rest.strip_suffix("</summary>")) {
            written.push_str(&["**", &escaped(summary.trim()), "**\n"].concat());
        } else {
            let quoted = if is_open { format!("> {line}") } else { line.to_owned() };
            written.push_str(quoted.trim_end());
        }
        written.push('\n');
    }
    written
}
