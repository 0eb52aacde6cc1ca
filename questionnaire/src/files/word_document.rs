//! A Word document as sheets: each table of its body, and the paragraphs between them.
//!
//! A paragraph is a row: its text is in the first column, and what is beside it (a content control, or the room behind a
//! label such as "Answer:") in the second. An empty place with a control is a box, like a formatted cell of a workbook.
//! Filling exchanges the bytes of the planned places in the main part; all other parts stay as they are.

use super::archive::Archive;
use super::cell::{Area, Cell};
use super::grid::{ChoiceList, Grid, LengthLimit, LengthUnit};
use super::splice::{Exchanges, splice};
use super::word_container::{Container, Control};
use super::word_slot::Slot;
use super::word_walk::{Block, TableCell, Walk};
use super::workbook::main_part;
use crate::error::RfpError;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the sheet with the paragraphs of a document.
pub const PARAGRAPHS: &str = "Document";

/// A document and the places to write in.
#[derive(Debug)]
pub struct WordDocument {
    /// The name of its main part.
    path: String,
    xml: String,
    prefix: String,
    /// Its tables and paragraphs.
    grids: Vec<Grid>,
    slots: BTreeMap<(String, Cell), Slot>,
}

impl WordDocument {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// The archive has no main part, or it is not well-formed.
    pub fn read(archive: &Archive<'_>) -> Result<Self, RfpError> {
        let path = main_part(archive, "word/document.xml")?;
        let xml = archive.text(&path)?;
        let walk = Walk::over(&xml)
            .map_err(|error| RfpError::refused(format!("part {path} of the document is not well-formed: {error}")))?;
        let mut document = Self { path, xml, prefix: walk.prefix, grids: Vec::new(), slots: BTreeMap::new() };
        let mut paragraphs = Grid { name: PARAGRAPHS.to_owned(), ..Grid::default() };
        for (row, block) in (0..).zip(walk.blocks) {
            match block {
                Block::Paragraph(container) => document.add_paragraph(&mut paragraphs, row, &container),
                Block::Table(rows) => document.add_table(&rows),
            }
        }
        document.grids.push(paragraphs);
        document.protect(archive)?;
        Ok(document)
    }

    /// Returns the tables and paragraphs.
    pub fn into_grids(self) -> Vec<Grid> {
        self.grids
    }

    /// Returns the name of the main part, and the part with the planned places filled.
    ///
    /// # Errors
    ///
    /// A planned place does not exist, or has no check box with the planned label.
    pub fn fill(&self, planned: &BTreeMap<&str, BTreeMap<Cell, String>>) -> Result<(String, String), RfpError> {
        let mut exchanges = Exchanges::new();
        for (sheet, cells) in planned {
            for (cell, text) in cells {
                let slot = self.slots.get(&((*sheet).to_owned(), *cell));
                let slot = slot.ok_or_else(|| RfpError::refused(format!("{sheet}!{cell} is no place to write in")))?;
                slot.write(&self.xml, &self.prefix, text, &mut exchanges)
                    .map_err(|error| RfpError::refused(format!("{sheet}!{cell}: {error}")))?;
            }
        }
        Ok((self.path.clone(), splice(&self.xml, exchanges)))
    }

    fn add_paragraph(&mut self, grid: &mut Grid, row: u32, container: &Container) {
        let text = container.text.trim();
        if !text.is_empty() {
            grid.cells.insert(Cell::new(row, 0), text.to_owned());
        }
        let beside = Cell::new(row, u32::from(!text.is_empty()));
        // Without a control only the room behind a label is a place of its own.
        if let Some(slot) = Slot::of(container, if text.is_empty() { "" } else { " " }) {
            self.add_slot(grid, beside, slot);
            if !container.controls.is_empty() {
                note_box(grid, beside);
            }
        }
    }

    fn add_table(&mut self, rows: &[Vec<TableCell>]) {
        let mut grid = Grid { name: format!("Table {}", self.grids.len() + 1), ..Grid::default() };
        // The area of each cell that may be continued below, by its first column.
        let mut areas = BTreeMap::<Cell, Area>::new();
        let mut above = BTreeMap::<u32, Cell>::new();
        for (row, cells) in (0..).zip(rows) {
            let mut column = 0;
            for table_cell in cells {
                let last = Cell::new(row, column + table_cell.span - 1);
                let first =
                    above.get(&column).copied().filter(|_| table_cell.continues).unwrap_or(Cell::new(row, column));
                areas.entry(first).or_insert(Area { first, last }).last = last;
                if first.row == row {
                    above.insert(column, first);
                    self.add_cell(&mut grid, first, &table_cell.container);
                }
                column = last.column + 1;
            }
        }
        grid.merges.extend(areas.into_values().filter(|area| area.first != area.last));
        self.grids.push(grid);
    }

    fn add_cell(&mut self, grid: &mut Grid, cell: Cell, container: &Container) {
        let text = container.text.trim();
        if !text.is_empty() {
            grid.cells.insert(cell, text.to_owned());
        } else if let Some(slot) = Slot::of(container, "") {
            self.add_slot(grid, cell, slot);
            note_box(grid, cell);
        }
    }

    /// Notes a place to write in, with what is written there and what can be chosen.
    fn add_slot(&mut self, grid: &mut Grid, cell: Cell, slot: Slot) {
        let value = slot.value();
        if !value.is_empty() {
            grid.cells.insert(cell, value);
        }
        if let Some(words) = slot.words() {
            let source = words.join(" / ");
            grid.lists.push(ChoiceList { areas: vec![Area::of(cell)], words, source });
        }
        if let Slot::Control(Control { most: Some(most), .. }) = &slot {
            grid.lengths.push(LengthLimit { areas: vec![Area::of(cell)], most: *most, unit: LengthUnit::Characters });
        }
        self.slots.insert((grid.name.clone(), cell), slot);
    }

    /// Where the settings allow only controls to be filled, or nothing, the other places are locked.
    fn protect(&mut self, archive: &Archive<'_>) -> Result<(), RfpError> {
        let Some(path) = archive.find("word/settings.xml") else { return Ok(()) };
        let text = archive.text(path)?;
        let Some(edit) = super::word_protection::edit(&text) else { return Ok(()) };
        for grid in &mut self.grids {
            let is_control = |slot: &Slot| matches!(slot, Slot::Control(_) | Slot::CheckBoxes(_));
            let open =
                self.slots.iter().filter(|((name, _), slot)| *name == grid.name && edit == "forms" && is_control(slot));
            grid.unlocked = Some(open.map(|((_, cell), _)| *cell).collect::<BTreeSet<_>>());
        }
        Ok(())
    }
}

/// Notes that an empty cell is a place to write in.
fn note_box(grid: &mut Grid, cell: Cell) {
    if grid.text(cell).is_empty() {
        grid.boxes.insert(cell);
    }
}
