//! A new workbook of one sheet with texts (ECMA-376 part 1), in the fewest parts that spreadsheets open.

use super::cell::Cell;
use super::cell_xml::CellXml;
use super::fill::{MAX_CELL, is_unwritable};
use super::new_archive::{NewPackage, UsedPart, pack_office};
use crate::error::RfpError;
use quick_xml::escape::escape;

/// Returns a workbook whose one sheet has these rows of texts. The same rows give the same bytes.
///
/// # Errors
/// A text is longer than a cell allows, or the archive cannot be written.
pub fn new_workbook(sheet: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, RfpError> {
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        escape(sheet)
    );
    let package = NewPackage { folder: "xl", main: "workbook.xml", kind: "spreadsheetml.sheet.main" };
    let content = sheet_xml(rows)?;
    let sheet = UsedPart {
        path: "worksheets/sheet1.xml",
        relation: "worksheet",
        kind: "spreadsheetml.worksheet",
        content: &content,
    };
    pack_office(package, &workbook, sheet)
}

fn sheet_xml(rows: &[Vec<String>]) -> Result<String, RfpError> {
    let mut xml =
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>".to_owned();
    for (row, texts) in (0_u32..).zip(rows) {
        xml.extend(["<row r=\"", &(row + 1).to_string(), "\">"]);
        for (column, text) in (0_u32..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            let cell = Cell::new(row, column);
            let units = text.encode_utf16().count();
            if units > MAX_CELL {
                return Err(RfpError::refused(format!("{cell}: {units} characters, and a cell holds {MAX_CELL}")));
            }
            let text: String = text.chars().map(|symbol| if is_unwritable(symbol) { ' ' } else { symbol }).collect();
            xml.push_str(&CellXml { prefix: "", cell, style: None, text: &text }.write());
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    Ok(xml)
}
