//! A sheet as lines of text, so that a finding shows the row that it is about.

use crate::finding::Place;
use crate::secrets::mask;
use crate::source::{SourceFile, Span};
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::grid::Grid;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A sheet as text: line N has the texts of row N, separated by bars. Credentials are masked.
pub(super) struct SheetText {
    file: Arc<SourceFile>,
    places: BTreeMap<Cell, Span>,
    rows: BTreeMap<u32, Span>,
}

impl SheetText {
    /// Writes the sheet; `path` is shown with its findings.
    pub(super) fn new(path: &str, grid: &Grid) -> Self {
        let (mut text, mut places, mut rows) = (String::new(), BTreeMap::new(), BTreeMap::new());
        for row in 0..grid.row_count() {
            let start = text.len();
            for (column, cell) in grid.row(row) {
                if text.len() > start {
                    text.push_str(" | ");
                }
                let begin = text.len();
                text.push_str(&mask(&cell.split_whitespace().collect::<Vec<_>>().join(" ")));
                places.insert(Cell::new(row, column), Span::new(begin..text.len()));
            }
            rows.insert(row, Span::new(start..text.len()));
            text.push('\n');
        }
        Self { file: SourceFile::new(path, text), places, rows }
    }

    /// Returns the place of a cell; of its row if it is empty.
    pub(super) fn place(&self, cell: Cell) -> Place {
        let span = self.places.get(&cell).or_else(|| self.rows.get(&cell.row)).copied().unwrap_or_default();
        Place::new(&self.file, span)
    }
}
