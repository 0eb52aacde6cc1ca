//! Which row of a record belongs to a question of the file as it is now.

use super::manifest::{Manifest, ManifestRow};
use fieldbook_questionnaire::layout::short_answer_words::normal;
use std::collections::BTreeMap;

/// The rows of a record by the words of their question: people insert and delete rows of a filled file.
pub struct RecordedRows<'a> {
    by_words: BTreeMap<String, Vec<&'a ManifestRow>>,
    by_place: BTreeMap<(&'a str, u32), &'a ManifestRow>,
}

impl<'a> RecordedRows<'a> {
    /// Indexes the rows of `manifest`.
    pub fn new(manifest: Option<&'a Manifest>) -> Self {
        let (mut by_words, mut by_place) = (BTreeMap::<String, Vec<&ManifestRow>>::new(), BTreeMap::new());
        for row in manifest.into_iter().flat_map(|manifest| &manifest.rows) {
            by_words.entry(normal(&row.question)).or_default().push(row);
            by_place.insert((row.sheet.as_str(), row.row), row);
        }
        Self { by_words, by_place }
    }

    /// Returns the record of what was in `row` (from 1) of `sheet`, whatever is there now.
    pub fn in_place(&self, sheet: &str, row: u32) -> Option<&'a ManifestRow> {
        self.by_place.get(&(sheet, row)).copied()
    }

    /// Finds the record of the question with these `words`, now in `row` (from 1) of `sheet`. Of several with the same words
    /// it is the one in that place; `None` if none is.
    pub fn find(&self, sheet: &str, row: u32, words: &str) -> Option<&'a ManifestRow> {
        let found = self.by_words.get(&normal(words))?;
        let in_place = || found.iter().find(|record| record.sheet == sheet && record.row == row);
        match found.as_slice() {
            [only] => Some(only),
            _ => in_place().copied(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(sheet: &str, row: u32, question: &str) -> ManifestRow {
        serde_json::from_value(serde_json::json!({
            "sheet": sheet, "row": row, "number": "", "question": question, "cells": [], "band": "exact", "p": 1.0,
            "reasons": []
        }))
        .unwrap()
    }

    #[test]
    fn a_row_is_found_by_its_words_and_by_its_place_only_among_equal_ones() {
        let rows = [row("A", 2, "Is data encrypted?"), row("A", 3, "Why?"), row("A", 9, "why?")];
        let mut by_words = BTreeMap::<String, Vec<&ManifestRow>>::new();
        for row in &rows {
            by_words.entry(normal(&row.question)).or_default().push(row);
        }
        let recorded = RecordedRows { by_words, by_place: BTreeMap::new() };
        let found = |sheet, row, words| recorded.find(sheet, row, words).map(|row| row.row);
        assert_eq!(found("A", 3, "Is data encrypted?"), Some(2), "a row was inserted above");
        assert_eq!(found("A", 2, "Is a bug bounty offered?"), None, "another question is in its place");
        assert_eq!((found("A", 3, "Why?"), found("A", 9, "Why?"), found("A", 4, "Why?")), (Some(3), Some(9), None));
    }
}
