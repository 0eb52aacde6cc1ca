//! Blocks in a cell of a table, where only one line can be.

use super::model::{Block, Inline, Line, Mark, Run, line_text};

/// Writes blocks in one cell: each on a line of its own.
pub(super) fn cell_line(blocks: &[Block]) -> Line {
    let mut line = Line::new();
    push(&mut line, blocks, "");
    line
}

fn push(line: &mut Line, blocks: &[Block], lead: &str) {
    let begin = |line: &mut Line| {
        if !line.is_empty() {
            line.push(Inline::Break);
        }
        if !lead.is_empty() {
            line.push(Inline::text(lead));
        }
    };
    for block in blocks {
        match block {
            Block::Paragraph(text) => {
                begin(line);
                line.extend(text.iter().cloned());
            }
            Block::Heading(_, text) => {
                begin(line);
                let marks = [Mark::Bold].into();
                line.push(Inline::Text(Run { text: line_text(text), marks, link: None }));
            }
            Block::Code(_, text) => {
                for part in text.lines() {
                    begin(line);
                    let marks = [Mark::Code].into();
                    line.push(Inline::Text(Run { text: part.to_owned(), marks, link: None }));
                }
            }
            Block::List(list) => {
                for (index, item) in list.items.iter().enumerate() {
                    let number = list.first.map(|first| format!("{}. ", first.saturating_add(index as u64)));
                    push(line, &item.blocks, &number.unwrap_or_else(|| "• ".to_owned()));
                }
            }
            Block::Table(rows) => {
                for row in rows {
                    begin(line);
                    for (index, cell) in row.iter().enumerate() {
                        if index > 0 {
                            line.push(Inline::text(" / "));
                        }
                        line.extend(cell.iter().cloned());
                    }
                }
            }
            Block::Quote(blocks) | Block::Callout(_, blocks) => push(line, blocks, lead),
            Block::Rule => {}
        }
    }
}
