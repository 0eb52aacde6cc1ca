//! Tables of a Word document.

use super::reader::{Reader, flat};
use crate::importing::documents::cell::cell_line;
use crate::importing::documents::model::{Block, Line, is_blank};
use crate::importing::documents::xml_tree::Element;

impl Reader<'_, '_> {
    /// Reads a table. One cell alone is a box around text; a table within a table becomes lines of its cell.
    pub(super) fn table(&mut self, table: &Element) -> Vec<Block> {
        let place = self.log.place.clone();
        let rows: Vec<&Element> = rows(table);
        let is_box = rows.len() == 1 && rows.first().is_some_and(|row| cells(row).len() == 1);
        if is_box {
            self.log.changed("box", "its text, as a quotation");
            let blocks = rows.first().and_then(|row| cells(row).first().copied()).map(|cell| self.blocks(cell));
            return vec![Block::Quote(blocks.unwrap_or_default())];
        }
        let (mut lines, mut is_merged) = (Vec::new(), false);
        for (index, row) in rows.iter().enumerate() {
            self.log.place = format!("{place}, row {}", index + 1);
            let mut line = Vec::new();
            for cell in cells(row) {
                let value = |name: &str| cell.path(&["tcPr", name]);
                let span = value("gridSpan").and_then(|one| one.attribute("val")).and_then(|span| span.parse().ok());
                is_merged |= span.is_some_and(|span: usize| span > 1) || value("vMerge").is_some();
                let blocks = self.blocks(cell);
                line.push(cell_line(&blocks));
                line.extend(std::iter::repeat_n(Line::new(), span.unwrap_or(1).clamp(1, 64) - 1));
            }
            lines.push(line);
        }
        self.log.place = place;
        if is_merged {
            self.log.changed("merged cells", "the text is in the first cell, the others are empty");
        }
        if lines.iter().flatten().all(|line| is_blank(line)) {
            return Vec::new();
        }
        self.log.carried_over("table");
        vec![Block::Table(lines)]
    }
}

fn rows(table: &Element) -> Vec<&Element> {
    flat(table).into_iter().filter(|element| element.name == "tr").collect()
}

fn cells(row: &Element) -> Vec<&Element> {
    flat(row).into_iter().filter(|element| element.name == "tc").collect()
}
