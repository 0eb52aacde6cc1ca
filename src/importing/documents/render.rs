//! Blocks as Markdown that shows their text exactly.

use super::model::{Block, Callout, Item, Line, List, Task, line_text};
use super::render_line::{Position, render_line};
use std::fmt::Write as _;

/// Renders blocks, then the footnotes with their names.
pub(super) fn render(blocks: &[Block], notes: &[(String, Vec<Block>)]) -> String {
    let mut text = joined(blocks);
    for (name, blocks) in notes {
        let note = indented(&joined(blocks), 4);
        // Writing to a string cannot fail.
        // Writing to a string cannot fail.
        let _ = write!(text, "\n\n[^{name}]: {}", note.trim_start());
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
            text.push_str(&if cell.is_empty() { "  |".to_owned() } else { [" ", &cell, " |"].concat() });
        }
        text.push('\n');
        if index == 0 {
            let _ = writeln!(text, "|{}", " --- |".repeat(columns));
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

#[cfg(test)]
mod tests {
    use super::super::model::{Inline, Mark, Run};
    use super::*;

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
}
