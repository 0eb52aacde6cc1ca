//! Blocks as Markdown that shows their text exactly.

use super::escape::{escaped, line_start, target};
use super::model::{Block, Callout, Inline, Item, Line, List, Mark, Run, Task, line_text};
use crate::markdown::Markdown;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeSet;

/// Where a line is written, which decides what its ends look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Paragraph,
    Heading,
    Cell,
}

/// Whether marks such as bold are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    Shown,
    Dropped,
}

/// Renders blocks, then the footnotes with their names.
pub(super) fn render(blocks: &[Block], notes: &[(String, Vec<Block>)]) -> String {
    let mut text = joined(blocks);
    for (name, blocks) in notes {
        let note = indented(&joined(blocks), 4);
        text.push_str(&format!("\n\n[^{name}]: {}", note.trim_start()));
    }
    format!("{}\n", text.trim_matches('\n'))
}

fn joined(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut before: Option<(&Block, usize)> = None;
    for block in blocks {
        // Two lists in a row would be read as one, unless their markers differ.
        let alternate = match (before, block) {
            (Some((Block::List(one), alternate)), Block::List(other))
                if one.first.is_some() == other.first.is_some() =>
            {
                1 - alternate
            }
            _ => 0,
        };
        before = Some((block, alternate));
        let part = rendered(block, alternate);
        if !part.trim().is_empty() {
            parts.push(part);
        }
    }
    parts.join("\n\n")
}

fn rendered(block: &Block, alternate: usize) -> String {
    match block {
        Block::Heading(level, line) => {
            let text = render_line(line, Position::Heading);
            if text.is_empty() { text } else { format!("{} {text}", "#".repeat(usize::from((*level).clamp(1, 6)))) }
        }
        Block::Paragraph(line) => render_line(line, Position::Paragraph),
        Block::List(list) => rendered_list(list, alternate),
        Block::Table(rows) => rendered_table(rows),
        Block::Code(language, text) => rendered_code(language, text),
        Block::Quote(blocks) => quoted(&joined(blocks)),
        Block::Callout(kind, blocks) => {
            let word = match kind {
                Callout::Note => "NOTE",
                Callout::Tip => "TIP",
                Callout::Warning => "WARNING",
                Callout::Caution => "CAUTION",
            };
            quoted(&format!("[!{word}]\n{}", joined(blocks)))
        }
        Block::Rule => "***".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn indented(text: &str, width: usize) -> String {
    let blanks = " ".repeat(width);
    let line = |line: &str| if line.is_empty() { String::new() } else { format!("{blanks}{line}") };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn rendered_list(list: &List, alternate: usize) -> String {
    let is_tight = |item: &Item| {
        let is_simple = |(at, block): (usize, &Block)| {
            matches!(block, Block::List(_)) || at == 0 && matches!(block, Block::Paragraph(_))
        };
        item.blocks.iter().enumerate().all(is_simple)
    };
    let is_tight = list.items.iter().all(is_tight);
    let mut items = Vec::new();
    for (index, item) in list.items.iter().enumerate() {
        let marker = match list.first {
            Some(first) => {
                let end = if alternate == 0 { '.' } else { ')' };
                format!("{}{end} ", first.min(999_999_000).saturating_add(index as u64))
            }
            None => {
                if alternate == 0 {
                    "- ".to_owned()
                } else {
                    "* ".to_owned()
                }
            }
        };
        let task = match item.task {
            Some(Task::Done) => "[x] ",
            Some(Task::Open) => "[ ] ",
            None => "",
        };
        let content = if is_tight {
            let parts = item.blocks.iter().map(|block| rendered(block, 0)).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("\n")
        } else {
            joined(&item.blocks)
        };
        let is_late = !matches!(item.blocks.first(), Some(Block::Paragraph(line)) if !line_text(line).is_empty());
        let below = indented(&content, marker.len());
        // What begins with a list or a table goes on the line below the marker.
        items.push(
            if is_late && task.is_empty() && matches!(item.blocks.first(), Some(Block::List(_) | Block::Table(_))) {
                format!("{}\n{below}", marker.trim_end())
            } else {
                format!("{marker}{task}{}", below.trim_start())
            },
        );
    }
    let items: Vec<String> = items.into_iter().map(|item| item.trim_end().to_owned()).collect();
    items.join(if is_tight { "\n" } else { "\n\n" })
}

fn rendered_table(rows: &[Vec<Line>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    if columns == 0 {
        return String::new();
    }
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        text.push('|');
        for column in 0..columns {
            let cell = row.get(column).map_or_else(String::new, |line| render_line(line, Position::Cell));
            text.push_str(&if cell.is_empty() { "  |".to_owned() } else { format!(" {cell} |") });
        }
        text.push('\n');
        if index == 0 {
            text.push_str(&format!("|{}\n", " --- |".repeat(columns)));
        }
    }
    text.trim_end().to_owned()
}

fn rendered_code(language: &str, text: &str) -> String {
    let longest = text.lines().map(|line| line.trim_start().chars().take_while(|symbol| *symbol == '`').count()).max();
    let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
    let is_word = |symbol: &char| symbol.is_ascii_alphanumeric() || matches!(symbol, '-' | '_' | '+' | '#');
    let language: String = language.chars().filter(is_word).collect();
    format!("{fence}{language}\n{}\n{fence}", text.trim_matches('\n'))
}

fn render_line(line: &[Inline], position: Position) -> String {
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
                    text.push_str(&format!("![{}]({target})", escaped(alt.trim())));
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
                text.push_str(&format!("[^{name}]"));
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
            let text = if text.ends_with('\\') && !text.ends_with("\\\\") { text.trim_end_matches('\\') } else { text };
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
            text.push_str(&format!("[{shown}]({target})"));
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

    fn run(text: &str, marks: &[Mark], link: Option<&str>) -> Inline {
        let (marks, link) = (marks.iter().copied().collect(), link.map(str::to_owned));
        Inline::Text(Run { text: text.to_owned(), marks, link })
    }

    #[test]
    fn blocks_are_written() {
        let item = |text: &str| Item { task: None, blocks: vec![Block::Paragraph(vec![Inline::text(text)])] };
        let mut outer = item("a");
        outer.blocks.push(Block::List(List { first: Some(3), items: vec![item("x"), item("y")] }));
        let blocks = [
            Block::Heading(2, vec![Inline::text("C# {#x}")]),
            Block::Paragraph(vec![
                run("bold ", &[Mark::Bold], None),
                run("link", &[], Some("https://a.example")),
                Inline::Break,
                Inline::text("# no heading"),
            ]),
            Block::List(List { first: None, items: vec![outer, item("b")] }),
            Block::List(List { first: None, items: vec![item("other list")] }),
            Block::Table(vec![
                vec![vec![Inline::text("a|b")], vec![]],
                vec![vec![Inline::text("c"), Inline::Break, Inline::text("d")]],
            ]),
            Block::Callout(Callout::Warning, vec![Block::Paragraph(vec![Inline::text("Mind.")])]),
            Block::Code("yaml".to_owned(), "a: ```\nb".to_owned()),
        ];
        let notes = [(
            "n".to_owned(),
            vec![Block::Paragraph(vec![Inline::text("first")]), Block::Paragraph(vec![Inline::text("second")])],
        )];
        let expected = "## C# {#x\\}

**bold** [link](https://a.example)\\
\\# no heading

- a
  3. x
  4. y
- b

* other list

| a\\|b |  |
| --- | --- |
| c<br>d |  |

> [!WARNING]
> Mind.

```yaml
a: ```
b
```

[^n]: first

    second
";
        assert_eq!(render(&blocks, &notes), expected);
    }

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
