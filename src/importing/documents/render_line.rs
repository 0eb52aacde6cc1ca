//! One line of text, links and pictures as Markdown that shows it exactly.

use super::escape::{escaped, line_start, target};
use super::model::{Inline, Line, Mark, Run, line_text};
use crate::markdown::Markdown;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Where a line is written, which decides what its ends look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// In a paragraph: the beginning of a line may be a mark.
    Paragraph,
    /// In a heading: one line.
    Heading,
    /// In a cell of a table: one line without `|`.
    Cell,
}

/// Whether marks such as bold are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    Shown,
    Dropped,
}

/// Renders a line; marks that Markdown would not read as marks are left away.
pub(super) fn render_line(line: &[Inline], position: Position) -> String {
    let shown = written(line, position, Marks::Shown);
    let has_marks = line.iter().any(|inline| matches!(inline, Inline::Text(run) if !run.marks.is_empty()));
    if !has_marks || shows(&shown, line, position) {
        return shown;
    }
    // Where marks touch letters or each other, Markdown may not read them as marks.
    written(line, position, Marks::Dropped)
}

/// Returns whether `written` is read as the text of `line`.
fn shows(written: &str, line: &[Inline], position: Position) -> bool {
    let written = if position == Position::Cell { format!("| {written} |\n| --- |") } else { written.to_owned() };
    let (mut text, mut pictures) = (String::new(), 0_u32);
    for (event, _) in Markdown::new(&written).events() {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(part) | Event::Code(part) if pictures == 0 => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ") == line_text(line)
}

fn written(line: &[Inline], position: Position, marks: Marks) -> String {
    let mut text = String::new();
    for inline in merged(line, marks) {
        match inline {
            Inline::Text(run) => push_run(&mut text, &run, position),
            Inline::Picture(path, alt) => {
                if let Some(target) = target(&path) {
                    // Writing to a string cannot fail.
                    let _ = write!(text, "![{}]({target})", escaped(alt.trim()));
                }
            }
            Inline::Break => {
                let end = match position {
                    Position::Paragraph => "\\\n",
                    Position::Heading => " ",
                    Position::Cell => "<br>",
                };
                text.truncate(text.trim_end_matches(' ').len());
                // A line end at the beginning, or after another one, would be shown as a backslash.
                if !text.is_empty() && !text.ends_with("\\\n") {
                    text.push_str(end);
                }
            }
            Inline::Note(name) => {
                escape_last_mark(&mut text);
                let _ = write!(text, "[^{name}]");
            }
        }
    }
    finished(&text, position)
}

fn finished(text: &str, position: Position) -> String {
    let mut text = text.trim();
    while let Some(rest) = text.strip_suffix("<br>").filter(|_| position == Position::Cell) {
        text = rest.trim_end();
    }
    match position {
        Position::Cell => text.to_owned(),
        Position::Heading => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            // What is in braces at the end would be read as attributes, and `#` as the end of the heading.
            let is_closed = text.ends_with(['}', '#']);
            if is_closed && let Some(last) = text.chars().next_back() {
                let rest = text.trim_end_matches(last);
                return format!("{rest}{}", format!("\\{last}").repeat(text.len() - rest.len()));
            }
            text
        }
        Position::Paragraph => {
            // Of an odd number of backslashes the last one is a line end; the others are pairs that show one each.
            let backslashes = text.len() - text.trim_end_matches('\\').len();
            let text = text.strip_suffix('\\').filter(|_| backslashes % 2 == 1).unwrap_or(text);
            text.lines().map(line_start).collect::<Vec<_>>().join("\n")
        }
    }
}

/// Joins neighbours with the same marks and link.
fn merged(line: &[Inline], marks: Marks) -> Line {
    let mut merged: Line = Vec::new();
    for inline in line {
        let mut inline = inline.clone();
        if let Inline::Text(run) = &mut inline {
            if marks == Marks::Dropped {
                run.marks = BTreeSet::new();
            }
            if run.text.is_empty() {
                continue;
            }
            if let Some(Inline::Text(before)) = merged.last_mut()
                && before.link == run.link
                && (before.marks == run.marks || run.text.trim().is_empty() && run.link.is_none())
            {
                before.text.push_str(&run.text);
                continue;
            }
        }
        merged.push(inline);
    }
    merged
}

fn push_run(text: &mut String, run: &Run, position: Position) {
    let inner = run.text.trim();
    if run.text.starts_with(char::is_whitespace) && !text.ends_with([' ', '\n']) && !text.is_empty() {
        text.push(' ');
    }
    if inner.is_empty() {
        return;
    }
    let content = if run.marks.contains(&Mark::Code) { code(inner, position) } else { folded(inner) };
    let mut shown = content;
    for (mark, sign) in [(Mark::Italic, "*"), (Mark::Bold, "**"), (Mark::Struck, "~~")] {
        if run.marks.contains(&mark) {
            shown = format!("{sign}{shown}{sign}");
        }
    }
    match run.link.as_deref().and_then(target) {
        Some(target) => {
            escape_last_mark(text);
            let _ = write!(text, "[{shown}]({target})");
        }
        None => text.push_str(&shown),
    }
    if run.text.ends_with(char::is_whitespace) {
        text.push(' ');
    }
}

/// Keeps an exclamation mark before a bracket from making a picture of what follows.
fn escape_last_mark(text: &mut String) {
    if text.ends_with('!') {
        text.pop();
        text.push_str("\\!");
    }
}

fn folded(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn code(text: &str, position: Position) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut longest = 0;
    for part in text.split(|symbol| symbol != '`') {
        longest = longest.max(part.len());
    }
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if position == Position::Cell { text.replace('|', "\\|") } else { text };
    format!("{fence}{blank}{text}{blank}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inline() -> impl Strategy<Value = Inline> {
        let text = "[ a-c*_`<>#|\\\\~\\[\\]!&;{}()=+.1:-]{0,8}";
        let marks = proptest::collection::btree_set(
            prop_oneof![Just(Mark::Bold), Just(Mark::Italic), Just(Mark::Struck)],
            0..3,
        );
        prop_oneof![
            4 => (text, marks, proptest::option::of(Just("https://a.example/b".to_owned())))
                .prop_map(|(text, marks, link)| Inline::Text(Run { text, marks, link })),
            1 => Just(Inline::Break),
        ]
    }

    #[test]
    fn a_backslash_before_a_line_end_stays() {
        let run = Run { text: "a\\".to_owned(), marks: BTreeSet::new(), link: None };
        let line = [Inline::Text(run), Inline::Break];
        assert_eq!(render_line(&line, Position::Paragraph), "a\\\\");
    }

    #[test]
    fn a_colon_after_a_line_end_begins_no_definition() {
        let run = |text: &str| Inline::Text(Run { text: text.to_owned(), marks: BTreeSet::new(), link: None });
        let line = [run("a"), Inline::Break, run(":b")];
        assert_eq!(render_line(&line, Position::Paragraph), "a\\\n\\:b");
        assert!(!shows("a\\\n:b", &line, Position::Paragraph), "the control");
    }

    proptest! {
        #[test]
        fn every_line_is_read_as_its_text(line in proptest::collection::vec(inline(), 0..6)) {
            for position in [Position::Paragraph, Position::Cell] {
                let written = render_line(&line, position);
                prop_assert!(shows(&written, &line, position), "{written:?}");
            }
        }
    }
}
