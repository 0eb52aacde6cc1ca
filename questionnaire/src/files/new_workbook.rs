//! A new workbook of one sheet with texts (ECMA-376 part 1), in the fewest parts that spreadsheets open.

use super::cell::Cell;
use super::cell_xml::CellXml;
use super::fill::{MAX_CELL, is_unwritable};
use super::new_archive::pack;
use crate::error::RfpError;
use quick_xml::escape::escape;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const PACKAGE_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// Returns a workbook whose one sheet has these rows of texts. The same rows give the same bytes.
///
/// # Errors
/// A text is longer than a cell allows, or the archive cannot be written.
pub fn new_workbook(sheet: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, RfpError> {
    let workbook = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        escape(sheet)
    );
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_RELATIONS.to_owned()),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS.to_owned()),
        ("xl/worksheets/sheet1.xml", sheet_xml(rows)?),
    ];
    pack(&parts)
}

fn sheet_xml(rows: &[Vec<String>]) -> Result<String, RfpError> {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>".to_owned();
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
