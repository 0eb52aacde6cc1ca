//! A worksheet part with the text of some cells replaced, and not one byte else.
//!
//! Nothing is parsed into a model and written again: the part is walked once, and the bytes of each planned cell are
//! exchanged for an inline string (ECMA-376 part 1, 18.3.1.53) that keeps the cell's style. The shared strings, and
//! with them every other part, stay as they are.

use super::cell::Cell;
use super::cell_xml::CellXml;
use super::sheet_xml::Position;
use super::splice::{Exchanges, splice};
use super::xml_attribute::attribute;
use super::xml_events::next_event;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::ops::Range;

/// Planned text by row and column, both from 0.
type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

/// The walk over a part: what is still planned, and the exchanges found so far, in order.
struct Walk {
    planned: Rows,
    exchanges: Exchanges,
    /// Columns with a style of their own: first, last, style.
    columns: Vec<(u32, u32, String)>,
    /// The prefix of the sheet's elements with its colon, mostly empty.
    prefix: String,
    /// The style that cells of the open row inherit.
    row_style: Option<String>,
    position: Position,
    /// The planned cell whose old content is being passed over: where it began, and what replaces it.
    replacing: Option<(usize, String)>,
}

/// Returns the part with the text of the planned cells replaced.
///
/// # Errors
///
/// The part is not well-formed, has no `sheetData`, or a planned cell holds a formula.
pub fn overlay(xml: &str, planned: &BTreeMap<Cell, String>) -> Result<String, String> {
    if let Some(body) = xml.strip_prefix('\u{feff}') {
        return overlay(body, planned).map(|filled| format!("\u{feff}{filled}"));
    }
    let mut rows = Rows::new();
    for (cell, text) in planned {
        rows.entry(cell.row).or_default().insert(cell.column, text.clone());
    }
    let mut walk = Walk {
        planned: rows,
        exchanges: Vec::new(),
        columns: Vec::new(),
        prefix: String::new(),
        row_style: None,
        position: Position::default(),
        replacing: None,
    };
    let mut reader = Reader::from_str(xml);
    loop {
        let (event, range) = next_event(&mut reader)?;
        match event {
            Event::Start(tag) => walk.start(&tag, range)?,
            Event::Empty(tag) => walk.empty(xml, &tag, range)?,
            Event::End(tag) => walk.end(tag.local_name().as_ref(), range),
            Event::Eof => break,
            _ => {}
        }
    }
    if !walk.planned.is_empty() {
        return Err("the sheet has no place for its cells (no sheetData)".to_owned());
    }
    Ok(splice(xml, walk.exchanges))
}

impl Walk {
    fn start(&mut self, tag: &BytesStart<'_>, range: Range<usize>) -> Result<(), String> {
        match tag.local_name().as_ref() {
            "row" => self.enter_row(tag, range.start),
            "c" => self.enter_cell(tag, range.start),
            "f" if self.replacing.is_some() => {
                return Err(format!(
                    "cell in row {} holds a formula, which is never overwritten",
                    self.position.row + 1
                ));
            }
            "worksheet" => self.prefix = prefix_of(tag),
            _ => {}
        }
        Ok(())
    }

    fn empty(&mut self, xml: &str, tag: &BytesStart<'_>, range: Range<usize>) -> Result<(), String> {
        match tag.local_name().as_ref() {
            "col" => self.note_column(tag),
            "row" => {
                self.enter_row(tag, range.start);
                if let Some(cells) = self.planned.remove(&self.position.row) {
                    let opened = open(xml.get(range.clone()).unwrap_or_default());
                    let cells = self.write_cells(self.position.row, cells);
                    self.exchanges.push((range, format!("{opened}{cells}</{}row>", self.prefix)));
                }
                self.row_style = None;
            }
            "c" => {
                self.enter_cell(tag, range.start);
                if let Some((start, new)) = self.replacing.take() {
                    self.exchanges.push((start..range.end, new));
                }
            }
            "sheetData" => {
                let rows = self.rows_before(u32::MAX);
                let opened = open(xml.get(range.clone()).unwrap_or_default());
                self.exchanges.push((range, format!("{opened}{rows}</{}sheetData>", self.prefix)));
            }
            "f" => return self.start(tag, range),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        match name {
            "c" => {
                if let Some((start, new)) = self.replacing.take() {
                    self.exchanges.push((start..range.end, new));
                }
            }
            "row" => {
                if let Some(cells) = self.planned.remove(&self.position.row) {
                    let cells = self.write_cells(self.position.row, cells);
                    self.insert(range.start, cells);
                }
                self.row_style = None;
            }
            "sheetData" => {
                let rows = self.rows_before(u32::MAX);
                self.insert(range.start, rows);
            }
            _ => {}
        }
    }

    fn insert(&mut self, at: usize, text: String) {
        if !text.is_empty() {
            self.exchanges.push((at..at, text));
        }
    }

    /// Enters a row: planned rows that come before it and are not in the sheet are written first.
    fn enter_row(&mut self, tag: &BytesStart<'_>, at: usize) {
        self.position.enter_row(tag);
        let rows = self.rows_before(self.position.row);
        self.insert(at, rows);
        let own_format = attribute(tag, "customFormat").is_some_and(|value| value == "1" || value == "true");
        self.row_style = own_format.then(|| attribute(tag, "s")).flatten();
    }

    /// Enters a cell: planned cells that come before it are written first, and a planned one is marked for exchange.
    fn enter_cell(&mut self, tag: &BytesStart<'_>, at: usize) {
        let cell = self.position.enter_cell(tag);
        let Some(row) = self.planned.get_mut(&cell.row) else { return };
        let later = row.split_off(&cell.column);
        let before = std::mem::replace(row, later);
        let text = row.remove(&cell.column);
        if row.is_empty() {
            self.planned.remove(&cell.row);
        }
        let cells = self.write_cells(cell.row, before);
        self.insert(at, cells);
        if let Some(text) = text {
            let style = attribute(tag, "s");
            let new = CellXml { prefix: &self.prefix, cell, style: style.as_deref(), text: &text }.write();
            self.replacing = Some((at, new));
        }
    }

    fn note_column(&mut self, tag: &BytesStart<'_>) {
        let number = |name| attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
        if let (Some(first), Some(last), Some(style)) = (number("min"), number("max"), attribute(tag, "style")) {
            self.columns.push((first.saturating_sub(1), last.saturating_sub(1), style));
        }
    }

    /// Takes the planned rows before `row` and writes them.
    fn rows_before(&mut self, row: u32) -> String {
        let later = self.planned.split_off(&row);
        let rows = std::mem::replace(&mut self.planned, later);
        let mut text = String::new();
        for (row, cells) in rows {
            let cells = self.write_cells(row, cells);
            let (prefix, number) = (self.prefix.as_str(), (row + 1).to_string());
            text.extend(["<", prefix, "row r=\"", &number, "\">", &cells, "</", prefix, "row>"]);
        }
        text
    }

    fn write_cells(&self, row: u32, cells: BTreeMap<u32, String>) -> String {
        let write = |(column, text): (u32, String)| {
            let of_column = || self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&column));
            let style = self.row_style.as_deref().or_else(|| of_column().map(|(_, _, style)| style.as_str()));
            CellXml { prefix: &self.prefix, cell: Cell::new(row, column), style, text: &text }.write()
        };
        cells.into_iter().map(write).collect()
    }
}

/// Turns `<row …/>` into `<row …>`.
fn open(tag: &str) -> String {
    format!("{}>", tag.strip_suffix("/>").unwrap_or(tag).trim_end())
}

fn prefix_of(tag: &BytesStart<'_>) -> String {
    tag.name().prefix().map(|prefix| format!("{}:", prefix.as_ref())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(cells: &[(&str, &str)]) -> BTreeMap<Cell, String> {
        cells.iter().map(|(cell, text)| (Cell::parse(cell).unwrap(), (*text).to_owned())).collect()
    }

    #[test]
    fn cells_and_rows_are_put_in_order_and_keep_their_style() {
        let xml = concat!(
            r#"<worksheet><cols><col min="5" max="6" style="9"/></cols><sheetData>"#,
            r#"<row r="2" s="4" customFormat="1"><c r="B2" s="1" t="s"><v>3</v></c><c r="D2"/></row><row r="4"/>"#,
            r#"<row r="5"><c r="A5"><v>1</v></c></row></sheetData><mergeCells/></worksheet>"#
        );
        let plan = planned(&[
            ("A1", "new"),
            ("A2", "a"),
            ("B2", "b"),
            ("C2", "c"),
            ("E3", "e"),
            ("A4", "x"),
            ("F5", "y"),
            ("A9", "z"),
        ]);
        let cell = |name: &str, style: &str, text: &str| {
            format!(r#"<c r="{name}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
        };
        let expected = [
            r#"<worksheet><cols><col min="5" max="6" style="9"/></cols><sheetData><row r="1">"#,
            &cell("A1", "", "new"),
            r#"</row><row r="2" s="4" customFormat="1">"#,
            &cell("A2", r#" s="4""#, "a"),
            &cell("B2", r#" s="1""#, "b"),
            &cell("C2", r#" s="4""#, "c"),
            r#"<c r="D2"/></row><row r="3">"#,
            &cell("E3", r#" s="9""#, "e"),
            r#"</row><row r="4">"#,
            &cell("A4", "", "x"),
            r#"</row><row r="5"><c r="A5"><v>1</v></c>"#,
            &cell("F5", r#" s="9""#, "y"),
            r#"</row><row r="9">"#,
            &cell("A9", "", "z"),
            "</row></sheetData><mergeCells/></worksheet>",
        ];
        assert_eq!(overlay(xml, &plan).unwrap(), expected.concat());
    }

    #[test]
    fn prefixes_missing_names_and_an_empty_sheet_are_met() {
        let xml = r#"<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c/><x:c t="n"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
        let filled = overlay(xml, &planned(&[("B1", "two")])).unwrap();
        assert_eq!(
            filled,
            r#"<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c/><x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">two</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"#
        );
        let filled = overlay("<worksheet><sheetData /></worksheet>", &planned(&[("B2", "x")])).unwrap();
        assert_eq!(
            filled,
            r#"<worksheet><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t xml:space="preserve">x</t></is></c></row></sheetData></worksheet>"#
        );
    }

    #[test]
    fn formulas_are_never_overwritten() {
        let xml = r#"<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>"#;
        assert!(overlay(xml, &planned(&[("A1", "x")])).unwrap_err().contains("formula"));
        assert!(overlay(xml, &planned(&[("B1", "x")])).is_ok());
        let shared = xml.replace("<f>1+1</f>", r#"<f t="shared" si="0"/>"#);
        assert!(overlay(&shared, &planned(&[("A1", "x")])).unwrap_err().contains("formula"));
    }
}
