//! Delimited text: read as one sheet, and filled so that every other byte stays.
//!
//! Fields follow RFC 4180, with the separators that spreadsheets of other countries write. The places of the fields
//! are kept, because filling exchanges the bytes of single fields: quoting and line ends of all others stay.

use super::cell::Cell;
use super::grid::Grid;
use crate::error::RfpError;
use std::collections::BTreeMap;
use std::ops::Range;

/// The name of the one sheet of a delimited file.
pub const SHEET: &str = "CSV";

/// The most fields that one file may have.
const MAX_FIELDS: usize = 1_000_000;

/// A delimited file and the places of its fields.
#[derive(Debug)]
pub struct Delimited<'a> {
    text: &'a str,
    /// `,`, `;` or a tab.
    separator: u8,
    /// The byte range of each field, quotes included, by row.
    rows: Vec<Vec<Range<usize>>>,
}

impl<'a> Delimited<'a> {
    /// Reads a delimited file; the separator is the one that gives the most rows of the same width.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8, a quote is never closed, or there are more than a million fields.
    pub fn read(bytes: &'a [u8]) -> Result<Self, RfpError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            RfpError::refused(format!("the file is not UTF-8 at byte {at}: save it as \"CSV UTF-8\" and try again"))
        })?;
        let candidates = [b',', b';', b'\t'].map(|separator| (separator, split(text, separator)));
        let best =
            candidates.into_iter().rev().max_by_key(|(_, rows)| rows.as_ref().map_or(0, |rows| regularity(rows)));
        let (separator, rows) = best.map_or((b',', Ok(Vec::new())), |best| best);
        Ok(Self { text, separator, rows: rows? })
    }

    /// Returns the file as a sheet.
    pub fn grid(&self) -> Grid {
        let mut cells = BTreeMap::new();
        for (row, fields) in (0..).zip(&self.rows) {
            for (column, range) in (0..).zip(fields) {
                let value = unquote(self.text.get(range.clone()).unwrap_or_default());
                if !value.is_empty() {
                    cells.insert(Cell::new(row, column), value);
                }
            }
        }
        Grid { name: SHEET.to_owned(), cells, ..Grid::default() }
    }

    /// Returns the file with the text of some fields replaced. A short row grows by empty fields up to the planned one.
    ///
    /// Text that a spreadsheet would run (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return) gets an
    /// apostrophe in front, as OWASP's page on CSV injection advises.
    ///
    /// # Errors
    ///
    /// A planned row does not exist.
    pub fn fill(&self, planned: &BTreeMap<Cell, String>) -> Result<Vec<u8>, RfpError> {
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for (cell, value) in planned {
            let fields = self.rows.get(cell.row as usize).filter(|fields| !fields.is_empty());
            let fields = fields.ok_or_else(|| RfpError::refused(format!("the file has no row {}", cell.row + 1)))?;
            let end = fields.last().map_or(0, |last| last.end);
            let known = fields.get(cell.column as usize).cloned();
            let range = known.clone().unwrap_or(end..end);
            text.push_str(self.text.get(from..range.start).unwrap_or_default());
            if known.is_none() {
                // Fields planned further left in the same row have been added already.
                let width = u32::try_from(fields.len()).unwrap_or(u32::MAX);
                let added = planned.range(Cell::new(cell.row, width)..*cell).next_back();
                let from_column = added.map_or(width - 1, |(added, _)| added.column);
                for _ in from_column..cell.column {
                    text.push(char::from(self.separator));
                }
            }
            text.push_str(&quote(&disarm(value), self.separator));
            from = range.end;
        }
        text.push_str(self.text.get(from..).unwrap_or_default());
        Ok(text.into_bytes())
    }
}

/// Puts an apostrophe before text that a spreadsheet would run as a formula.
pub fn disarm(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Returns a line of comma-separated fields with its end (RFC 4180), none of which a spreadsheet runs.
pub fn csv_line<'f>(fields: impl IntoIterator<Item = &'f str>) -> String {
    let fields: Vec<String> = fields.into_iter().map(|field| quote(&disarm(field), b',')).collect();
    fields.join(",") + "\r\n"
}

/// Quotes a field where its text needs it.
fn quote(text: &str, separator: u8) -> String {
    let is_plain = !text.contains(['"', '\n', '\r', char::from(separator)]) && text.trim() == text;
    if is_plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

fn unquote(field: &str) -> String {
    let inner = field.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    inner.map_or_else(|| field.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// Counts the fields of the rows that are as wide as most, so that the true separator wins.
fn regularity(rows: &[Vec<Range<usize>>]) -> usize {
    let mut widths = BTreeMap::<usize, usize>::new();
    for row in rows.iter().filter(|row| row.len() > 1) {
        *widths.entry(row.len()).or_default() += 1;
    }
    widths.into_iter().map(|(width, count)| width * count).max().unwrap_or(0)
}

/// Splits text into the byte ranges of its fields, row by row.
fn split(text: &str, separator: u8) -> Result<Vec<Vec<Range<usize>>>, RfpError> {
    let bytes = text.as_bytes();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let (mut rows, mut fields, mut count) = (Vec::new(), Vec::new(), 0_usize);
    while at < bytes.len() {
        let end = field_end(bytes, at, separator)?;
        fields.push(at..end);
        count += 1;
        if count > MAX_FIELDS {
            return Err(RfpError::refused(format!("the file has more than {MAX_FIELDS} fields")));
        }
        match bytes.get(end) {
            Some(byte) if *byte == separator => {
                at = end + 1;
                if at == bytes.len() {
                    fields.push(at..at);
                }
            }
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => {
                at = end + 2;
                rows.push(std::mem::take(&mut fields));
            }
            _ => {
                at = end + 1;
                rows.push(std::mem::take(&mut fields));
            }
        }
    }
    if !fields.is_empty() {
        rows.push(fields);
    }
    Ok(rows)
}

/// Finds the end of the field that begins at `start`: a separator or line end outside quotes.
fn field_end(bytes: &[u8], start: usize, separator: u8) -> Result<usize, RfpError> {
    let mut is_quoted = bytes.get(start) == Some(&b'"');
    let mut at = if is_quoted { start + 1 } else { start };
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if is_quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if is_quoted => is_quoted = false,
            byte if !is_quoted && (*byte == separator || matches!(byte, b'\n' | b'\r')) => return Ok(at),
            _ => {}
        }
        at += 1;
    }
    if is_quoted {
        let line = String::from_utf8_lossy(bytes.get(..start).unwrap_or_default()).matches('\n').count() + 1;
        return Err(RfpError::refused(format!("line {line}: a quoted field is never closed")));
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(text: &str, cells: &[(&str, &str)]) -> String {
        let planned = cells.iter().map(|(cell, text)| (Cell::parse(cell).unwrap(), (*text).to_owned())).collect();
        String::from_utf8(Delimited::read(text.as_bytes()).unwrap().fill(&planned).unwrap()).unwrap()
    }

    #[test]
    fn only_planned_fields_change() {
        let text = "\u{feff}Id;Question;Answer\r\n1;\"a; \"\"b\"\"\";\r\n2;plain;old\n3;short\r\n";
        assert_eq!(
            fill(text, &[("C2", "Yes; always"), ("C3", "No"), ("D4", "=1+1")]),
            "\u{feff}Id;Question;Answer\r\n1;\"a; \"\"b\"\"\";\"Yes; always\"\r\n2;plain;No\n3;short;;'=1+1\r\n"
        );
        assert_eq!(fill("a,b\n1,", &[("B2", "x"), ("C2", "y"), ("E2", "z")]), "a,b\n1,x,y,,z");
        assert_eq!(fill(text, &[]), text);
    }

    #[test]
    fn separators_are_found_and_values_unquoted() {
        for separator in [",", ";", "\t"] {
            let text = format!("No{separator}Question\n1{separator}\"Is a, b; c\"\n2{separator}Why?\n");
            let grid = Delimited::read(text.as_bytes()).unwrap().grid();
            assert_eq!(grid.text(Cell::new(1, 1)), "Is a, b; c", "{separator:?}");
        }
        assert!(
            Delimited::read(b"a,\"b\nc").unwrap_err().to_string().contains("line 1: a quoted field is never closed")
        );
        assert!(Delimited::read(b"a,\xff").unwrap_err().to_string().contains("byte 2"));
    }
}
