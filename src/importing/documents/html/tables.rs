//! Tables of a page of HTML.

use super::blocks::HtmlReader;
use crate::importing::documents::cell::cell_line;
use crate::importing::documents::model::{Block, Line, is_blank};
use crate::importing::documents::xml_tree::Element;

impl HtmlReader<'_> {
    /// Reads a table, its caption before it.
    pub(super) fn table(&mut self, table: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        if let Some(caption) = table.child("caption") {
            blocks.push(Block::Paragraph(self.line(caption)));
        }
        let (mut rows, mut is_merged) = (Vec::new(), false);
        for row in rows_of(table) {
            let mut line: Vec<Line> = Vec::new();
            for cell in row.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th")) {
                let span = |name: &str| cell.attribute(name).and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
                is_merged |= span("colspan") > 1 || span("rowspan") > 1;
                let content = self.blocks(cell);
                line.push(cell_line(&content));
                line.extend(std::iter::repeat_n(Line::new(), span("colspan").clamp(1, 64) - 1));
            }
            rows.push(line);
        }
        if is_merged {
            self.log.changed("merged cells", "the text is in the first cell, the others are empty");
        }
        if rows.iter().flatten().any(|cell| !is_blank(cell)) {
            self.log.carried_over("table");
            blocks.push(Block::Table(rows));
        }
        blocks
    }
}

fn rows_of(table: &Element) -> Vec<&Element> {
    let mut rows = Vec::new();
    for child in table.elements() {
        match child.name.as_str() {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => rows.extend(rows_of(child)),
            _ => {}
        }
    }
    rows
}
