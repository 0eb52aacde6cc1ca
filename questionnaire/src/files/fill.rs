//! The customer's own file with the planned cells filled.

use super::archive::{Archive, changed_parts};
use super::cell::Cell;
use super::delimited::Delimited;
use super::format::Format;
use super::markdown_tables::MarkdownTables;
use super::overlay::overlay;
use super::recalculation::{calculate_on_opening, has_formulas};
use super::word_document::WordDocument;
use super::workbook::{SheetPart, main_part, read_parts};
use crate::error::RfpError;
use serde::Serialize;
use std::collections::BTreeMap;

/// The most characters a cell holds (Excel's published limit), counted in UTF-16 units as Excel does.
pub const MAX_CELL: usize = 32_767;

/// One cell and the text that goes into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedCell {
    /// The sheet's name.
    pub sheet: String,
    /// The cell.
    #[serde(serialize_with = "cell_name")]
    pub cell: Cell,
    /// The text, as it will read.
    pub text: String,
}

/// Writes a cell as its name.
///
/// # Errors
///
/// The serializer's own.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
pub(super) fn cell_name<S: serde::Serializer>(cell: &Cell, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(cell)
}

/// Returns the file with only the planned cells changed; without any, the very same bytes.
///
/// In a workbook every other part keeps its compressed bytes, its place and its date; in one with formulas the workbook
/// part changes too, by the mark that they are calculated on opening. The result depends on nothing
/// but the arguments.
///
/// # Errors
///
/// The file cannot be read; a sheet or row is not there; a planned cell holds a formula or is planned twice; a text is
/// too long or holds control characters; the format has no cells.
pub fn fill(bytes: &[u8], format: Format, planned: &[PlannedCell]) -> Result<Vec<u8>, RfpError> {
    let by_sheet = by_sheet(planned)?;
    match format {
        Format::Xlsx => fill_workbook(bytes, &by_sheet),
        Format::Docx => fill_document(bytes, &by_sheet),
        Format::Csv => {
            let delimited = Delimited::read(bytes)?;
            let cells = by_sheet.values().next().cloned().unwrap_or_default();
            delimited.fill(&cells)
        }
        Format::Markdown => MarkdownTables::read(bytes)?.fill(&by_sheet),
        Format::Text if planned.is_empty() => Ok(bytes.to_vec()),
        Format::Text => {
            Err(RfpError::refused("a text has no answer cells: write the response as Markdown or CSV instead"))
        }
    }
}

/// Returns whether a workbook has macros: a part with a project of Visual Basic (`vbaProject.bin`, MS-OFFMACRO2),
/// or a sheet of Excel 4.0 macros. They are copied as they are.
pub fn has_macros(bytes: &[u8]) -> bool {
    Archive::open(bytes).is_ok_and(|archive| {
        archive.names().any(|name| {
            let name = name.to_ascii_lowercase();
            name.ends_with("vbaproject.bin") || name.contains("/macrosheets/")
        })
    })
}

/// Returns whether no cell can hold a character: controls other than line ends and tabs, and the two that XML 1.0 (2.2)
/// excludes.
pub fn is_unwritable(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t') || matches!(character, '\u{fffe}' | '\u{ffff}')
}

fn by_sheet(planned: &[PlannedCell]) -> Result<BTreeMap<&str, BTreeMap<Cell, String>>, RfpError> {
    let mut sheets = BTreeMap::<&str, BTreeMap<Cell, String>>::new();
    for PlannedCell { sheet, cell, text } in planned {
        let units = text.encode_utf16().count();
        if units > MAX_CELL {
            return Err(RfpError::refused(format!("{sheet}!{cell}: {units} characters, and a cell holds {MAX_CELL}")));
        }
        if let Some(control) = text.chars().find(|character| is_unwritable(*character)) {
            let code = u32::from(control);
            return Err(RfpError::refused(format!(
                "{sheet}!{cell}: the text holds the control character U+{code:04X}"
            )));
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        if sheets.entry(sheet).or_default().insert(*cell, text).is_some() {
            return Err(RfpError::refused(format!("{sheet}!{cell} is planned twice")));
        }
    }
    Ok(sheets)
}

fn fill_workbook(bytes: &[u8], by_sheet: &BTreeMap<&str, BTreeMap<Cell, String>>) -> Result<Vec<u8>, RfpError> {
    let archive = Archive::open(bytes)?;
    if by_sheet.is_empty() {
        return Ok(bytes.to_vec());
    }
    let (parts, _) = read_parts(&archive)?;
    let mut changed = recalculated(&archive, &parts)?;
    for (sheet, cells) in by_sheet {
        let part = parts.iter().find(|part| part.name == *sheet);
        let part = part.ok_or_else(|| RfpError::refused(format!("the workbook has no sheet \"{sheet}\"")))?;
        let xml = archive.text(&part.path)?;
        let filled =
            overlay(&xml, cells).map_err(|error| RfpError::refused(format!("filling sheet \"{sheet}\": {error}")))?;
        changed.insert(part.path.clone(), filled);
    }
    replace(&archive, &changed)
}

fn fill_document(bytes: &[u8], by_sheet: &BTreeMap<&str, BTreeMap<Cell, String>>) -> Result<Vec<u8>, RfpError> {
    let archive = Archive::open(bytes)?;
    if by_sheet.is_empty() {
        return Ok(bytes.to_vec());
    }
    replace(&archive, &BTreeMap::from([WordDocument::read(&archive)?.fill(by_sheet)?]))
}

/// Replaces parts, and checks that no other part differs.
fn replace(archive: &Archive<'_>, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, RfpError> {
    let filled = archive.replace(parts)?;
    match changed_parts(archive.bytes(), &filled)?.into_iter().find(|part| !parts.contains_key(part)) {
        None => Ok(filled),
        Some(part) => Err(RfpError::refused(format!("part {part} of the file would change, and is not planned"))),
    }
}

/// Returns the workbook part with the mark that formulas are calculated on opening, if the workbook has formulas: any of
/// them may depend on a filled cell.
fn recalculated(archive: &Archive<'_>, parts: &[SheetPart]) -> Result<BTreeMap<String, String>, RfpError> {
    for part in parts {
        if has_formulas(&archive.text(&part.path)?) {
            let path = main_part(archive, "xl/workbook.xml")?;
            let workbook = archive.text(&path)?;
            let marked = calculate_on_opening(&workbook)
                .map_err(|error| RfpError::refused(format!("part {path} of the workbook: {error}")))?;
            let is_new = marked != workbook;
            return Ok(is_new.then_some((path, marked)).into_iter().collect());
        }
    }
    Ok(BTreeMap::new())
}
