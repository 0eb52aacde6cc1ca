//! CSV that remembers where each cell is (RFC 4180, either line end; also with semicolons or tabs between cells).
//!
//! The `csv` crate knows the line of a row; a finding must show the cell.

use crate::source::{Span, Spanned};

/// What is between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delimiter {
    Comma,
    /// As spreadsheets write where the comma is before fractions.
    Semicolon,
    Tab,
}

impl Delimiter {
    /// The delimiter of a file: the one that its first line has most of.
    fn of(text: &str) -> Self {
        let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let count = |delimiter: Self| header.chars().filter(|character| *character == delimiter.character()).count();
        [Self::Semicolon, Self::Tab].into_iter().find(|other| count(*other) > count(Self::Comma)).unwrap_or(Self::Comma)
    }

    /// The delimiter that the first line names, as in `sep=;`, which Excel reads and writes, and the length of that line.
    fn named(text: &str) -> Option<(Self, usize)> {
        let line = text.split_inclusive('\n').next()?;
        let name = line.trim_end_matches(['\r', '\n']).trim_matches('"');
        let mark = name.get(..4).filter(|key| key.eq_ignore_ascii_case("sep=")).and_then(|_| name.get(4..))?;
        let all = [Self::Comma, Self::Semicolon, Self::Tab];
        let named = all.into_iter().find(|delimiter| mark.chars().eq([delimiter.character()]))?;
        Some((named, line.len()))
    }

    fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }

    /// What is between the items of a list in one cell. A company may have a comma in its name.
    pub(super) const LISTS: char = ';';
}

/// One row: where it is, and its cells.
pub(super) struct Row {
    pub(super) span: Span,
    pub(super) cells: Vec<Spanned<String>>,
}

/// Cuts `text` into rows; lines without any text are none. The error is the offset of a quote that never ends.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, usize> {
    let (delimiter, begin) = Delimiter::named(text).unwrap_or_else(|| (Delimiter::of(text), 0));
    let mut rows = Vec::new();
    let (mut cells, mut offset, mut row_start) = (Vec::new(), begin, begin);
    while offset < text.len() || !cells.is_empty() {
        let (cell, end) = cell(text, offset, delimiter)?;
        cells.push(cell);
        offset = end;
        if text.get(offset..).is_some_and(|rest| rest.starts_with(delimiter.character())) {
            offset += 1;
            continue;
        }
        let cells = std::mem::take(&mut cells);
        if offset > row_start {
            rows.push(Row { span: Span::new(row_start..offset), cells });
        }
        let rest = text.get(offset..).unwrap_or_default();
        offset += if rest.starts_with("\r\n") { 2 } else { 1 };
        row_start = offset;
    }
    Ok(rows)
}

/// Reads the cell at `start` and returns it with the offset of what ends it.
fn cell(text: &str, start: usize, delimiter: Delimiter) -> Result<(Spanned<String>, usize), usize> {
    let ends = [delimiter.character(), '\n', '\r'];
    let rest = text.get(start..).unwrap_or_default();
    let Some(quoted) = rest.strip_prefix('"') else {
        let length = rest.find(ends).unwrap_or(rest.len());
        let cell = rest.get(..length).unwrap_or_default();
        return Ok((Spanned::new(cell.to_owned(), Span::new(start..start + length)), start + length));
    };
    let mut value = String::new();
    let mut remaining = quoted;
    loop {
        let (part, after) = remaining.split_once('"').ok_or(start)?;
        value.push_str(part);
        let Some(next) = after.strip_prefix('"') else {
            let tail = after.find(ends).unwrap_or(after.len());
            value.push_str(after.get(..tail).unwrap_or_default());
            let end = start + rest.len() - after.len() + tail;
            return Ok((Spanned::new(value, Span::new(start..end)), end));
        };
        value.push('"');
        remaining = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Option<Vec<Vec<String>>> {
        let cells = |row: Row| row.cells.into_iter().map(|cell| cell.value).collect();
        rows(text).ok().map(|rows| rows.into_iter().map(cells).collect())
    }

    #[test]
    fn the_first_line_of_excel_names_the_delimiter_and_is_no_row() {
        let wanted = Some(vec![vec!["id".to_owned(), "a,b".to_owned()]]);
        for text in ["sep=;\nid;a,b", "sep=;\r\nid;a,b\r\n", "SEP=;\nid;a,b", "\"sep=;\"\nid;a,b"] {
            assert_eq!(cut(text), wanted, "{text}");
        }
        assert_eq!(cut("sep=|\nid"), Some(vec![vec!["sep=|".to_owned()], vec!["id".to_owned()]]), "a control");
    }

    #[test]
    fn quotes_commas_and_line_ends() {
        let wanted = vec![vec!["a", "b,\"c\"\nd", ""], vec!["é", "", "x"]];
        assert_eq!(
            cut("a,\"b,\"\"c\"\"\nd\",\r\n\r\né,,x"),
            Some(wanted.into_iter().map(|row| row.into_iter().map(str::to_owned).collect()).collect())
        );
        assert_eq!(rows("a,\"b").err(), Some(2));
        assert_eq!(cut(""), Some(Vec::new()));
        assert_eq!(cut("a;b\n1,5;\"2;3\""), cut("a,b\n\"1,5\",2;3"));
        assert_eq!(cut("a\tb\n1\t2"), cut("a,b\n1,2"));
    }

    proptest! {
        #[test]
        fn it_cuts_what_the_csv_crate_wrote(table in prop::collection::vec(prop::collection::vec("[a\",\r\né ]{1,4}", 3), 1..4)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(cut(&text), Some(table));
        }
    }
}
