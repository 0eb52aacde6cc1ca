//! Layouts that a person has corrected or confirmed, by a fingerprint of the template.
//!
//! A fingerprint is made of the names of the sheets and the words of the headers, so the same template with other
//! answers in it has the same one. Each sheet has one of its own besides, in which rows count from the header: a template
//! in which rows were inserted above a header, or further questions below it, is still found. They are hashes: nothing of what
//! a customer wrote is kept, except what the mapping itself names (sheets, and words of lists that had to be learnt).

use super::headers::HEADER_ROWS;
use super::mapping::{Mapping, SheetMapping};
use super::sheet_layout::{Role, SheetLayout};
use super::short_answer_words::normal;
use crate::error::RfpError;
use crate::files::cell::Cell;
use crate::files::grid::Grid;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The schema of [`RememberedLayouts`].
pub const SCHEMA: &str = "fieldbook/rfp-layouts/1";

/// How many questions identify a sheet that has no header.
const QUESTIONS: usize = 20;

/// The layouts of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RememberedLayouts {
    /// `fieldbook/rfp-layouts/1`.
    pub schema: String,
    /// The layouts, by fingerprint.
    pub layouts: Vec<RememberedLayout>,
}

/// One layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RememberedLayout {
    /// BLAKE3 of the names of the sheets and the words of the headers, in hexadecimal.
    pub fingerprint: String,
    /// What identifies each sheet that is read, whichever row its header is in; a further table of a sheet has its number after
    /// the name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sheets: BTreeMap<String, SheetFingerprint>,
    /// The layout.
    pub mapping: Mapping,
}

/// What identifies a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetFingerprint {
    /// BLAKE3 of the names of the sheets and of the cells below, in hexadecimal; rows count from the first of the header.
    pub hash: String,
    /// How many cells: those of the header, or the first questions of a sheet without one.
    pub cells: usize,
}

impl Default for RememberedLayouts {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), layouts: Vec::new() }
    }
}

impl RememberedLayouts {
    /// Returns the layout of a file, if it is known; where rows were inserted above its headers, with the rows that they are
    /// in now.
    pub fn find(&self, grids: &[Grid]) -> Option<Cow<'_, Mapping>> {
        let grids: Vec<&Grid> = grids.iter().collect();
        let exact =
            self.layouts.iter().find(|layout| layout.is_of(&grids)).map(|layout| Cow::Borrowed(&layout.mapping));
        exact.or_else(|| self.layouts.iter().find_map(|layout| moved(&grids, layout)).map(Cow::Owned))
    }

    /// Adds the layout of a file, or replaces the one that is known for it.
    ///
    /// # Errors
    ///
    /// Something in the mapping is undecided, or the file has neither headers nor questions to recognise it by.
    pub fn remember(&mut self, grids: &[Grid], mapping: Mapping) -> Result<(), RfpError> {
        let grids: Vec<&Grid> = grids.iter().collect();
        let new = RememberedLayout::new(&grids, mapping)?;
        self.layouts.retain(|layout| layout.fingerprint != new.fingerprint && !layout.is_of(&grids));
        self.layouts.push(new);
        self.layouts.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
        Ok(())
    }
}

impl RememberedLayout {
    /// Makes the record of the layout of a file with the sheets `grids`.
    ///
    /// # Errors
    ///
    /// Something in the mapping is undecided, or the file has neither headers nor questions to recognise it by.
    pub fn new(grids: &[&Grid], mapping: Mapping) -> Result<Self, RfpError> {
        if let Some(sheet) = mapping.sheets.iter().find(|sheet| !sheet.undecided.is_empty()) {
            return Err(RfpError::refused(format!(
                "the layout of sheet \"{}\" is undecided: correct the mapping, and remember it with --mapping",
                sheet.sheet
            )));
        }
        let fingerprint = fingerprint(grids, &mapping)
            .ok_or_else(|| RfpError::refused("the file has no headers or questions to recognise its layout by"))?;
        let of_table =
            |(name, sheet): (String, &SheetMapping)| Some((name, sheet_fingerprint(grids, sheet, usize::MAX)?));
        let sheets = named_tables(&mapping).into_iter().filter_map(of_table).collect();
        Ok(Self { fingerprint, sheets, mapping })
    }

    /// Returns the mapping of the file with the sheets `grids`, as [`RememberedLayouts::find`] does; `None` if the layout is
    /// of another one.
    pub fn mapping_of(&self, grids: &[Grid]) -> Option<Mapping> {
        let grids: Vec<&Grid> = grids.iter().collect();
        if self.is_of(&grids) { Some(self.mapping.clone()) } else { moved(&grids, self) }
    }

    fn is_of(&self, grids: &[&Grid]) -> bool {
        fingerprint(grids, &self.mapping).as_ref() == Some(&self.fingerprint)
    }
}

/// Returns the fingerprint of a file, read where `mapping` says its headers are; `None` if the mapping is not for this
/// file, or nothing identifies it.
fn fingerprint(grids: &[&Grid], mapping: &Mapping) -> Option<String> {
    let grid_of = |sheet: &SheetMapping| grids.iter().find(|grid| grid.name == sheet.sheet);
    if mapping.sheets.iter().any(|sheet| grid_of(sheet).is_none()) {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    let mut add = |kind: &str, words: &str| {
        for part in [kind, words] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    };
    for grid in grids.iter().filter(|grid| !grid.is_hidden) {
        add("sheet", &grid.name);
    }
    let mut has_words = false;
    for sheet in mapping.sheets.iter().filter(|sheet| !sheet.skip) {
        let (Some(grid), Ok(layout)) = (grid_of(sheet), sheet.layout()) else { return None };
        for (cell, text) in identifying_cells(grid, &layout) {
            has_words = true;
            add(&cell.to_string(), &normal(text));
        }
    }
    has_words.then(|| hasher.finalize().to_hex().to_string())
}

/// Returns the mapping of `layout` with the rows in which `grids` have its headers; `None` if a sheet has not exactly those
/// headers anywhere.
fn moved(grids: &[&Grid], layout: &RememberedLayout) -> Option<Mapping> {
    let (mut sheets, mut above) = (Vec::new(), BTreeMap::<&str, u32>::new());
    for (name, sheet) in named_tables(&layout.mapping) {
        let (grid, known) = (grids.iter().find(|grid| grid.name == sheet.sheet)?, layout.sheets.get(&name)?);
        // Without a header the first questions are what identifies the sheet, in whichever row they begin.
        let header_rows = if sheet.header_row == 0 { Some(0) } else { sheet.header_rows };
        let most = if header_rows == Some(0) { known.cells } else { usize::MAX };
        // A further table is anywhere below the one above it.
        let rows = match above.get(sheet.sheet.as_str()) {
            Some(above) => above + 1..=grid.row_count(),
            None => 1..=grid.row_count().min(HEADER_ROWS),
        };
        let mut placed = rows.map(|row| SheetMapping { header_row: row, header_rows, ..sheet.clone() });
        let is_there = |placed: &SheetMapping| sheet_fingerprint(grids, placed, most).as_ref() == Some(known);
        let found = placed.find(is_there)?;
        above.insert(&sheet.sheet, found.header_row);
        sheets.push(found);
    }
    let skipped = layout.mapping.sheets.iter().filter(|sheet| sheet.skip).cloned();
    let is_any = !sheets.is_empty();
    sheets.extend(skipped);
    is_any.then(|| Mapping { sheets, ..layout.mapping.clone() })
}

/// Returns the tables that are read, from top to bottom for each sheet, with the name of the sheet: `Access`, `Access (table 2)`.
fn named_tables(mapping: &Mapping) -> Vec<(String, &SheetMapping)> {
    let mut counts = BTreeMap::<&str, usize>::new();
    let mut read: Vec<&SheetMapping> = mapping.sheets.iter().filter(|sheet| !sheet.skip).collect();
    read.sort_by_key(|sheet| sheet.header_row);
    let name = |sheet: &SheetMapping, count: usize| match count {
        1 => sheet.sheet.clone(),
        _ => format!("{} (table {count})", sheet.sheet),
    };
    let named = read.into_iter().map(|sheet| {
        let count = counts.entry(sheet.sheet.as_str()).or_default();
        *count += 1;
        (name(sheet, *count), sheet)
    });
    named.collect()
}

/// Returns what identifies one sheet by its first `most` cells; `None` if nothing does.
fn sheet_fingerprint(grids: &[&Grid], sheet: &SheetMapping, most: usize) -> Option<SheetFingerprint> {
    let (grid, layout) = (grids.iter().find(|grid| grid.name == sheet.sheet)?, sheet.layout().ok()?);
    let mut cells = identifying_cells(grid, &layout);
    cells.truncate(most);
    let mut hasher = blake3::Hasher::new();
    let mut add = |part: &str| {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    };
    grids.iter().filter(|grid| !grid.is_hidden).for_each(|grid| add(&grid.name));
    for (cell, text) in &cells {
        add(&Cell::new(cell.row.saturating_sub(layout.first), cell.column).to_string());
        add(&normal(text));
    }
    (!cells.is_empty()).then(|| SheetFingerprint { hash: hasher.finalize().to_hex().to_string(), cells: cells.len() })
}

/// Returns the cells of the header, or the first questions of a sheet without one.
fn identifying_cells<'a>(grid: &'a Grid, layout: &SheetLayout) -> Vec<(Cell, &'a str)> {
    if layout.height > 0 {
        let cells = grid.cells.range(Cell::new(layout.first, 0)..Cell::new(layout.body(), 0));
        return cells.map(|(cell, text)| (*cell, text.as_str())).collect();
    }
    let column = layout.columns.of(Role::Question);
    let questions = grid.cells.range(Cell::new(layout.first, 0)..).filter(|(cell, _)| Some(cell.column) == column);
    questions.take(QUESTIONS).map(|(cell, text)| (*cell, text.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::format::Format;
    use crate::layout::questionnaire::{Questionnaire, grids};

    const HEADER: &str = "Ref;Topic;What we need;Reply\n";
    const ROWS: &str = "1;a;One thing;\n2;b;Another thing;\n";

    fn sheets(text: &str) -> Vec<Grid> {
        grids(text.as_bytes(), Format::Csv).unwrap()
    }

    /// Remembers a layout whose questions are in column C, for a header in row `header_row`, or without one for 0.
    fn remembered(text: &str, header_row: u32) -> RememberedLayouts {
        let column = |letter: &str| Some(letter.to_owned());
        let sheet = SheetMapping {
            sheet: "CSV".to_owned(),
            header_row,
            question: column("C"),
            response: column("D"),
            ..SheetMapping::default()
        };
        let mapping = Mapping { schema: super::super::mapping::SCHEMA.to_owned(), sheets: vec![sheet] };
        let mut layouts = RememberedLayouts::default();
        layouts.remember(&sheets(text), mapping).unwrap();
        layouts
    }

    /// Returns the questions of `text`, read as remembered; `None` if the layout is not known.
    fn questions(layouts: &RememberedLayouts, text: &str) -> Option<Vec<String>> {
        let mapping = layouts.find(&sheets(text))?;
        let read = Questionnaire::read(text.as_bytes(), Format::Csv, Some(&mapping)).unwrap();
        Some(read.questions().map(|(_, question)| format!("{} {}", question.row + 1, question.text)).collect())
    }

    #[test]
    fn a_header_that_moved_is_found_by_its_words() {
        let layouts = remembered(&format!("{HEADER}{ROWS}"), 1);
        let of = |text: &str| questions(&layouts, text);
        let rows = |first: u32| Some(vec![format!("{first} One thing"), format!("{} Another thing", first + 1)]);
        assert_eq!(of(&format!("{HEADER}{ROWS}")), rows(2));
        assert_eq!(of(&format!("Version 2;;;\n;;;\n{HEADER}{ROWS}")), rows(4), "rows above");
        let more = format!("{HEADER}{ROWS}3;c;A third thing;\n");
        assert_eq!(of(&more).map(|found| found.len()), Some(3), "more questions");
        assert_eq!(of(&format!("Version 2;;;\n{more}")).map(|found| found.len()), Some(3), "both");
        for (header, why) in [
            ("Ref;Topic;What you need;Reply\n", "another word"),
            ("Ref;Topic;What we need;Reply;Proof\n", "another column"),
            (";Ref;Topic;What we need;Reply\n", "other columns"),
            ("Topic;Ref;What we need;Reply\n", "another order"),
        ] {
            assert_eq!(of(&format!("{header}{ROWS}")), None, "{why}");
        }
        let deep = "note;;;\n".repeat(60);
        assert_eq!(of(&format!("{deep}{HEADER}{ROWS}")), None, "no header begins below row 60");
        assert!(of(&format!("{}{HEADER}{ROWS}", "note;;;\n".repeat(59))).is_some(), "the boundary");
    }

    #[test]
    fn a_sheet_without_a_header_is_found_by_its_first_questions() {
        let layouts = remembered(ROWS, 0);
        let of = |text: &str| questions(&layouts, text);
        assert_eq!(of(ROWS).map(|found| found.len()), Some(2));
        let more = format!("{ROWS}3;c;A third thing;\n");
        assert_eq!(of(&more).map(|found| found.len()), Some(3), "more questions");
        let above = of(&format!("Version 2;;;\n{more}"));
        assert_eq!(above.map(|found| found.first().cloned()), Some(Some("2 One thing".to_owned())), "rows above");
        assert_eq!(of(&ROWS.replace("One", "Some")), None);
    }

    #[test]
    fn a_layout_of_an_earlier_version_is_found_in_its_place_alone() {
        let mut layouts = remembered(&format!("{HEADER}{ROWS}"), 1);
        layouts.layouts.iter_mut().for_each(|layout| layout.sheets.clear());
        assert!(layouts.find(&sheets(&format!("{HEADER}{ROWS}"))).is_some());
        assert!(layouts.find(&sheets(&format!("Version 2;;;\n{HEADER}{ROWS}"))).is_none());
    }
}
