//! A sheet as values and constraints, whatever file it came from.

use super::area_list::{AreaList, Covers};
use super::cell::{Area, Cell};
use std::collections::{BTreeMap, BTreeSet};

/// One sheet: its text by cell, and what its owner laid upon the cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The sheet's name as its tab shows it.
    pub name: String,
    /// Whether the sheet itself is hidden.
    pub is_hidden: bool,
    /// Text of each cell that has any.
    pub cells: BTreeMap<Cell, String>,
    /// Cells that hold a formula: never written.
    pub formulas: BTreeSet<Cell>,
    /// Merged areas; their text is in the first cell.
    pub merges: AreaList<Area>,
    /// Drop-down lists.
    pub lists: AreaList<ChoiceList>,
    /// Empty cells with a format of their own, such as a border: places to write in.
    pub boxes: BTreeSet<Cell>,
    /// Limits of length from data validation and headers.
    pub lengths: AreaList<LengthLimit>,
    /// Hidden rows, from 0, ascending.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns as ranges from 0, both ends included.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Where the sheet is protected: the cells that may still be written.
    pub unlocked: Option<BTreeSet<Cell>>,
}

/// A drop-down list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceList {
    /// The cells that carry it.
    pub areas: Vec<Area>,
    /// Its words in their order; none if they come from a formula that is not a plain range.
    pub words: Vec<String>,
    /// What the file says the words come from.
    pub source: String,
}

/// A limit on the length of what may be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LengthLimit {
    /// The cells that carry it.
    pub areas: Vec<Area>,
    /// How much is allowed.
    pub most: u32,
    /// What is counted.
    pub unit: LengthUnit,
}

/// What a limit of length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthUnit {
    /// Characters, as UTF-16 units.
    Characters,
    /// Words.
    Words,
}

impl Covers for ChoiceList {
    fn areas(&self) -> &[Area] {
        &self.areas
    }
}

impl Covers for LengthLimit {
    fn areas(&self) -> &[Area] {
        &self.areas
    }
}

impl LengthUnit {
    /// Counts a text.
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Characters => text.encode_utf16().count(),
            Self::Words => text.split_whitespace().count(),
        }
    }

    /// Returns the plural of the unit.
    pub fn word(self) -> &'static str {
        match self {
            Self::Characters => "characters",
            Self::Words => "words",
        }
    }
}

impl Grid {
    /// Returns the cell's text without white space around it; empty where it has none.
    pub fn text(&self, cell: Cell) -> &str {
        self.cells.get(&cell).map_or("", |text| text.trim())
    }

    /// Returns the merged area that covers a cell.
    pub fn merge_at(&self, cell: Cell) -> Option<Area> {
        self.merges.at(cell).next().copied()
    }

    /// Returns the cell that carries the value of `cell`: the first of its merged area, or itself.
    pub fn anchor(&self, cell: Cell) -> Cell {
        self.merge_at(cell).map_or(cell, |area| area.first)
    }

    /// Returns the drop-down list of a cell.
    pub fn list_at(&self, cell: Cell) -> Option<&ChoiceList> {
        self.lists.at(cell).next()
    }

    /// Returns the limits of length of a cell.
    pub fn limits_at(&self, cell: Cell) -> impl Iterator<Item = &LengthLimit> {
        self.lengths.at(cell)
    }

    /// Returns whether a column is hidden.
    pub fn is_column_hidden(&self, column: u32) -> bool {
        self.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
    }

    /// Returns whether the sheet's protection locks a cell.
    pub fn is_locked(&self, cell: Cell) -> bool {
        self.unlocked.as_ref().is_some_and(|unlocked| !unlocked.contains(&cell))
    }

    /// Returns one past the last row with text.
    pub fn row_count(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |cell| cell.row + 1)
    }

    /// Returns the cells of one row that have text, in order of columns.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &str)> {
        let cells = self.cells.range(Cell::new(row, 0)..Cell::new(row + 1, 0));
        cells.map(|(cell, text)| (cell.column, text.trim())).filter(|(_, text)| !text.is_empty())
    }
}
