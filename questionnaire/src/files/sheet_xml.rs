//! What a worksheet part says besides its values: validation, merges, hidden rows and columns, formulas, protection.
//!
//! Elements are recognised by their local name, so that prefixed documents (`x:row`) read as well. Elements and attributes:
//! ECMA-376 part 1, 18.3; lists that point to another sheet may be in the extension of Office 2010 (MS-XLSX 2.4.12).

use super::cell::{Area, Cell};
use super::grid::{LengthLimit, LengthUnit};
use super::xml_attribute::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::BTreeSet;

/// The most merged areas, or areas with validation, that one sheet may have.
pub const MAX_AREAS: usize = 20_000;

/// The most formatted cells that are noted: they help to find where answers go, and no sheet needs more for that.
pub const MAX_BOXES: usize = 100_000;

/// The layout facts of one sheet.
#[derive(Debug, Default)]
pub struct SheetXml {
    /// Cells with a formula.
    pub formulas: BTreeSet<Cell>,
    /// Cells with a format of their own, with or without a value; at most [`MAX_BOXES`].
    pub boxes: BTreeSet<Cell>,
    /// Merged areas.
    pub merges: Vec<Area>,
    /// Drop-down lists: areas and the formula the words come from.
    pub lists: Vec<(Vec<Area>, String)>,
    /// Limits of length.
    pub lengths: Vec<LengthLimit>,
    /// Hidden rows from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns from 0, both ends included.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Whether the sheet is protected.
    pub is_protected: bool,
    /// How many areas carry validation.
    validated: usize,
}

/// Counts rows and cells as the format does where they carry no `r`.
#[derive(Debug, Default)]
pub(super) struct Position {
    /// The row that is open, from 0.
    pub(super) row: u32,
    /// The column the next cell without a name is in, from 0.
    pub(super) next_column: u32,
    next_row: u32,
}

impl Position {
    /// Enters a row.
    pub(super) fn enter_row(&mut self, tag: &BytesStart<'_>) {
        let named = attribute(tag, "r").and_then(|row| row.parse::<u32>().ok()).and_then(|row| row.checked_sub(1));
        self.row = named.unwrap_or(self.next_row);
        self.next_row = self.row.saturating_add(1);
        self.next_column = 0;
    }

    /// Enters a cell and returns its place.
    pub(super) fn enter_cell(&mut self, tag: &BytesStart<'_>) -> Cell {
        let named = attribute(tag, "r").and_then(|name| Cell::parse(&name));
        let cell = named.unwrap_or(Cell::new(self.row, self.next_column));
        self.next_column = cell.column.saturating_add(1);
        cell
    }
}

/// A validation rule while it is being read.
#[derive(Default)]
struct Validation {
    kind: String,
    operator: String,
    sqref: String,
    formula: String,
    second: String,
}

/// Reads the layout facts of a worksheet part.
///
/// # Errors
///
/// The part is not well-formed, or has more areas than [`MAX_AREAS`].
pub fn read(xml: &str) -> Result<SheetXml, String> {
    let mut reader = Reader::from_str(xml);
    let mut sheet = SheetXml::default();
    let (mut position, mut cell) = (Position::default(), Cell::new(0, 0));
    let (mut validation, mut field) = (None, String::new());
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) => {
                tag.local_name().as_ref().clone_into(&mut field);
                enter(&tag, &mut sheet, &mut position, &mut cell);
                if field == "dataValidation" {
                    validation = Some(begin(&tag));
                }
            }
            // An empty rule has no formula and so no words.
            Event::Empty(tag) => enter(&tag, &mut sheet, &mut position, &mut cell),
            Event::Text(text) => append(validation.as_mut(), &field, &text.xml10_content()),
            Event::GeneralRef(entity) => append(validation.as_mut(), &field, &resolve(&entity)),
            Event::End(tag) if tag.local_name().as_ref() == "dataValidation" => {
                if let Some(validation) = validation.take() {
                    finish(&validation, &mut sheet);
                }
            }
            Event::Eof => break,
            _ => {}
        }
        if sheet.merges.len() + sheet.validated > MAX_AREAS {
            return Err(format!("more than {MAX_AREAS} merged or validated areas"));
        }
    }
    Ok(sheet)
}

/// Notes what an element says by itself.
fn enter(tag: &BytesStart<'_>, sheet: &mut SheetXml, position: &mut Position, cell: &mut Cell) {
    let flag = |name| attribute(tag, name).is_some_and(|value| value == "1" || value == "true");
    match tag.local_name().as_ref() {
        "row" => {
            position.enter_row(tag);
            if flag("hidden") {
                sheet.hidden_rows.insert(position.row);
            }
        }
        "c" => {
            *cell = position.enter_cell(tag);
            let has_format = attribute(tag, "s").is_some_and(|style| style != "0");
            if has_format && sheet.boxes.len() < MAX_BOXES {
                sheet.boxes.insert(*cell);
            }
        }
        // The extension writes its formulas in an element of the same local name, outside any row.
        "f" if tag.name().prefix().is_none_or(|prefix| prefix.as_ref() != "xm") => {
            sheet.formulas.insert(*cell);
        }
        "col" if flag("hidden") => {
            let number = |name| attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
            if let (Some(first), Some(last)) = (number("min"), number("max")) {
                sheet.hidden_columns.push((first.saturating_sub(1), last.saturating_sub(1)));
            }
        }
        "mergeCell" => sheet.merges.extend(attribute(tag, "ref").and_then(|area| Area::parse(&area))),
        "sheetProtection" => sheet.is_protected = flag("sheet"),
        _ => {}
    }
}

fn begin(tag: &BytesStart<'_>) -> Validation {
    let value = |name| attribute(tag, name).unwrap_or_default();
    Validation { kind: value("type"), operator: value("operator"), sqref: value("sqref"), ..Validation::default() }
}

fn append(validation: Option<&mut Validation>, field: &str, text: &str) {
    let Some(validation) = validation else { return };
    match field {
        "formula1" => validation.formula.push_str(text),
        "formula2" => validation.second.push_str(text),
        // The extension nests `xm:f` and `xm:sqref`; the first formula is the one that counts.
        "f" => validation.formula.push_str(text.trim()),
        "sqref" => validation.sqref.push_str(text),
        _ => {}
    }
}

/// Resolves a character reference or one of the five entities of XML; nothing declares any other.
pub(super) fn resolve(entity: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(&entity.xml10_content()).unwrap_or_default().to_owned()
}

fn finish(validation: &Validation, sheet: &mut SheetXml) {
    let areas: Vec<Area> = validation.sqref.split_whitespace().take(MAX_AREAS).filter_map(Area::parse).collect();
    sheet.validated += areas.len();
    if validation.kind == "list" {
        sheet.lists.push((areas, validation.formula.trim().to_owned()));
    } else if validation.kind == "textLength" {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let most = match validation.operator.as_str() {
            "lessThanOrEqual" | "equal" => number(&validation.formula),
            "lessThan" => number(&validation.formula).map(|number| number.saturating_sub(1)),
            "" | "between" => number(&validation.second),
            _ => None,
        };
        sheet.lengths.extend(most.map(|most| LengthLimit { areas, most, unit: LengthUnit::Characters }));
    }
}

/// Returns the cells of a protected sheet that may still be written, given the styles that leave a cell unlocked.
///
/// # Errors
///
/// The part is not well-formed.
pub fn read_unlocked(xml: &str, unlocked_styles: &BTreeSet<u32>) -> Result<BTreeSet<Cell>, String> {
    let mut reader = Reader::from_str(xml);
    let (mut cells, mut position) = (BTreeSet::new(), Position::default());
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => position.enter_row(&tag),
                "c" => {
                    let cell = position.enter_cell(&tag);
                    let style = attribute(&tag, "s").and_then(|style| style.parse::<u32>().ok()).unwrap_or_default();
                    if unlocked_styles.contains(&style) {
                        cells.insert(cell);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(cells),
            _ => {}
        }
    }
}
