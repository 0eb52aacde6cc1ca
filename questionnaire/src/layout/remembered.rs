//! Layouts that a person has corrected or confirmed, by a fingerprint of the template.
//!
//! A fingerprint is made of the names of the sheets and the words of the headers, so the same template with other
//! answers in it has the same one. It is a hash: nothing of what a customer wrote is kept, except what the mapping itself
//! names (sheets, and words of lists that had to be learnt).

use super::mapping::{Mapping, SheetMapping};
use super::sheet_layout::{Role, SheetLayout};
use super::short_answer_words::normal;
use crate::error::RfpError;
use crate::files::cell::Cell;
use crate::files::grid::Grid;
use serde::{Deserialize, Serialize};

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
    /// The layout.
    pub mapping: Mapping,
}

impl Default for RememberedLayouts {
    fn default() -> Self {
        Self { schema: SCHEMA.to_owned(), layouts: Vec::new() }
    }
}

impl RememberedLayouts {
    /// Returns the layout of a file, if it is known.
    pub fn find(&self, grids: &[Grid]) -> Option<&Mapping> {
        let is_it =
            |layout: &&RememberedLayout| fingerprint(grids, &layout.mapping).as_ref() == Some(&layout.fingerprint);
        self.layouts.iter().find(is_it).map(|layout| &layout.mapping)
    }

    /// Adds the layout of a file, or replaces the one that is known for it.
    ///
    /// # Errors
    ///
    /// Something in the mapping is undecided, or the file has neither headers nor questions to recognise it by.
    pub fn remember(&mut self, grids: &[Grid], mapping: Mapping) -> Result<(), RfpError> {
        if let Some(sheet) = mapping.sheets.iter().find(|sheet| !sheet.undecided.is_empty()) {
            return Err(RfpError::refused(format!(
                "the layout of sheet \"{}\" is undecided: correct the mapping, and remember it with --mapping",
                sheet.sheet
            )));
        }
        let fingerprint = fingerprint(grids, &mapping)
            .ok_or_else(|| RfpError::refused("the file has no headers or questions to recognise its layout by"))?;
        self.layouts.retain(|layout| layout.fingerprint != fingerprint && self_differs(layout, grids));
        self.layouts.push(RememberedLayout { fingerprint, mapping });
        self.layouts.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
        Ok(())
    }
}

/// Returns whether a layout is for another template than the file.
fn self_differs(layout: &RememberedLayout, grids: &[Grid]) -> bool {
    fingerprint(grids, &layout.mapping).as_ref() != Some(&layout.fingerprint)
}

/// Returns the fingerprint of a file, read where `mapping` says its headers are; `None` if the mapping is not for this
/// file, or nothing identifies it.
fn fingerprint(grids: &[Grid], mapping: &Mapping) -> Option<String> {
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
