//! Pipe tables of a Markdown file: each is a sheet, and is filled so that every other byte stays.
//!
//! Tables are those of GitHub Flavored Markdown 0.29, section 4.10: a header, a row of dashes with as many cells, and rows
//! up to an empty line or another block. Tables in code, quotes and lists are left as text. All other lines are the sheet of
//! [`lines`].

use super::cell::Cell;
use super::grid::Grid;
use super::lines;
use super::markdown_cell::{cell_ranges, markdown_text, plain_text};
use super::splice::{Exchanges, splice};
use crate::error::RfpError;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The most cells that the tables of one file may have.
const MAX_CELLS: usize = 1_000_000;

/// A Markdown file and the places of the cells of its tables.
#[derive(Debug)]
pub struct MarkdownTables<'a> {
    text: &'a str,
    tables: Vec<Table>,
}

/// One table.
#[derive(Debug)]
struct Table {
    /// Its lines in the file, from 0; the second is the row of dashes.
    lines: Range<usize>,
    /// The byte range of each cell between its pipes, by row; the row of dashes is not among them.
    rows: Vec<Vec<Range<usize>>>,
}

impl<'a> MarkdownTables<'a> {
    /// Reads the tables of a file.
    ///
    /// # Errors
    ///
    /// The bytes are not UTF-8, or the tables have more than a million cells.
    pub fn read(bytes: &'a [u8]) -> Result<Self, RfpError> {
        let text = lines::text(bytes)?;
        let tables = tables(text);
        let count: usize = tables.iter().flat_map(|table| &table.rows).map(Vec::len).sum();
        if count > MAX_CELLS {
            return Err(RfpError::refused(format!("the tables have more than {MAX_CELLS} cells")));
        }
        Ok(Self { text, tables })
    }

    /// Returns the tables as sheets, in the order of the file. A row of a sheet is one of the table, the header first.
    pub fn grids(&self) -> Vec<Grid> {
        (1..).zip(&self.tables).map(|(number, table)| self.grid(number, table)).collect()
    }

    /// Returns the lines outside of the tables as one sheet; its rows are the lines of the file.
    ///
    /// # Errors
    ///
    /// There are too many lines.
    pub fn other_lines(&self) -> Result<Grid, RfpError> {
        let taken: BTreeSet<usize> = self.tables.iter().flat_map(|table| table.lines.clone()).collect();
        lines::grid_of(self.text, |line| !taken.contains(&line))
    }

    fn grid(&self, number: usize, table: &Table) -> Grid {
        let mut cells = BTreeMap::new();
        for (row, ranges) in (0..).zip(&table.rows) {
            for (column, range) in (0..).zip(ranges) {
                let value = plain_text(self.text.get(range.clone()).unwrap_or_default());
                if !value.is_empty() {
                    cells.insert(Cell::new(row, column), value);
                }
            }
        }
        Grid { name: sheet_name(number), cells, ..Grid::default() }
    }

    /// Returns the file with the text of some cells replaced, by the names of their sheets. A short row grows up to the
    /// planned cell; in an empty cell that is wide enough the pipes stay where they are.
    ///
    /// # Errors
    ///
    /// A planned row or table does not exist.
    pub fn fill(&self, planned: &BTreeMap<&str, BTreeMap<Cell, String>>) -> Result<Vec<u8>, RfpError> {
        let mut exchanges = Exchanges::new();
        for (sheet, cells) in planned {
            let table = (1..).zip(&self.tables).find(|(number, _)| sheet_name(*number) == *sheet);
            let (_, table) = table.ok_or_else(|| RfpError::refused(format!("the file has no table \"{sheet}\"")))?;
            let mut rows = BTreeMap::<u32, Vec<(u32, &str)>>::new();
            for (cell, text) in cells {
                rows.entry(cell.row).or_default().push((cell.column, text));
            }
            for (row, cells) in rows {
                let ranges = table.rows.get(row as usize).filter(|ranges| !ranges.is_empty());
                let missing = || RfpError::refused(format!("{sheet} has no row {}", row + 1));
                self.write_row(ranges.ok_or_else(missing)?, &cells, &mut exchanges);
            }
        }
        Ok(splice(self.text, exchanges).into_bytes())
    }

    /// Adds the exchanges of one row: `cells` are its columns, ascending, with their texts.
    fn write_row(&self, ranges: &[Range<usize>], cells: &[(u32, &str)], exchanges: &mut Exchanges) {
        let mut added = String::new();
        let mut width = ranges.len();
        for (column, text) in cells {
            let text = markdown_text(text);
            if let Some(range) = ranges.get(*column as usize) {
                let old = self.text.get(range.clone()).unwrap_or_default();
                exchanges.push((range.clone(), padded(old, &text)));
                continue;
            }
            while width < *column as usize {
                added.push_str(" |");
                width += 1;
            }
            added.extend([" ", text.as_str(), " |"]);
            width += 1;
        }
        if let (false, Some(last)) = (added.is_empty(), ranges.last()) {
            let is_closed = self.text.get(last.end..).is_some_and(|rest| rest.starts_with('|'));
            let at = last.end + usize::from(is_closed);
            let new = if is_closed { added } else { format!(" |{}", added.trim_end_matches(" |")) };
            exchanges.push((at..at, new));
        }
    }
}

/// Returns the name of the sheet of a table, which is counted from 1.
fn sheet_name(number: usize) -> String {
    format!("Table {number}")
}

/// Puts a text in the place of `old`: with a space on both sides, and as wide as it.
fn padded(old: &str, text: &str) -> String {
    let room = old.chars().count();
    let used = text.chars().count() + 2;
    format!(" {text} {}", " ".repeat(room.saturating_sub(used)))
}

/// Finds the tables of a text.
fn tables(text: &str) -> Vec<Table> {
    let lines = line_ranges(text);
    let line = |index: usize| lines.get(index).and_then(|range| text.get(range.clone())).unwrap_or_default();
    let (mut found, mut fence, mut at) = (Vec::new(), None, 0);
    while at < lines.len() {
        let own = line(at);
        if let Some(mark) = fence_of(own) {
            fence = match fence {
                Some(open) if open == mark => None,
                None => Some(mark),
                open => open,
            };
        }
        let columns = if fence.is_none() && !begins_block(own) { cell_ranges(own).len() } else { 0 };
        if columns < 2 || dashes(line(at + 1)) != Some(columns) {
            at += 1;
            continue;
        }
        let end = (at + 2..lines.len()).find(|index| is_end(line(*index))).unwrap_or(lines.len());
        let rows = std::iter::once(at).chain(at + 2..end).filter_map(|index| lines.get(index));
        let cells = |range: &Range<usize>| {
            let own = cell_ranges(text.get(range.clone()).unwrap_or_default()).into_iter().take(columns);
            own.map(|cell| range.start + cell.start..range.start + cell.end).collect()
        };
        found.push(Table { lines: at..end, rows: rows.map(cells).collect() });
        at = end;
    }
    found
}

/// Returns the byte range of each line without its end, and without a byte order mark.
fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ranges = text.split_inclusive('\n').map(|line| {
        let mark = if start == 0 && line.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let range = start + mark..start + line.trim_end_matches(['\r', '\n']).len();
        start += line.len();
        range
    });
    ranges.collect()
}

/// Returns the sign of a code fence.
fn fence_of(line: &str) -> Option<char> {
    let line = line.trim_start();
    ['`', '~'].into_iter().find(|mark| line.chars().take_while(|sign| sign == mark).count() >= 3)
}

/// Returns whether a line begins another block: code, a quote, a heading or HTML.
fn begins_block(line: &str) -> bool {
    let inner = line.trim_start_matches(' ');
    line.len() - inner.len() >= 4 || inner.starts_with(['\t', '>', '#', '<']) || fence_of(line).is_some()
}

fn is_end(line: &str) -> bool {
    line.trim().is_empty() || begins_block(line)
}

/// Returns how many columns the row of dashes below a header has; `None` if the line is none.
fn dashes(line: &str) -> Option<usize> {
    let cells = cell_ranges(line);
    let is_dashes = |range: &Range<usize>| {
        let cell = line.get(range.clone()).unwrap_or_default().trim();
        let bare = cell.strip_prefix(':').unwrap_or(cell);
        let bare = bare.strip_suffix(':').unwrap_or(bare);
        !bare.is_empty() && bare.chars().all(|sign| sign == '-')
    };
    (line.contains('|') && cells.iter().all(is_dashes)).then_some(cells.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(text: &str, cells: &[(&str, &str, &str)]) -> String {
        let mut planned = BTreeMap::<&str, BTreeMap<Cell, String>>::new();
        for (sheet, cell, text) in cells {
            planned.entry(sheet).or_default().insert(Cell::parse(cell).unwrap(), (*text).to_owned());
        }
        String::from_utf8(MarkdownTables::read(text.as_bytes()).unwrap().fill(&planned).unwrap()).unwrap()
    }

    const FILE: &str = "\u{feff}# Part\r\n\r\n| No | Question            | Answer     |\r\n|---:|:--------------------|:----------:|\r\n\
        | 1  | Is `a \\| b` \\| on? |            |\r\n| 2  | Is it *off*? |\r\n3 | Short\r\n\r\n- Why?\r\n\r\n\
        ```\r\n| a | b |\r\n|---|---|\r\n```\r\n\r\na | b\r\n--|--\r\n1 |\r\n";

    #[test]
    fn tables_are_found_and_their_cells_read() {
        let tables = MarkdownTables::read(FILE.as_bytes()).unwrap();
        let grids = tables.grids();
        assert_eq!(grids.iter().map(|grid| grid.name.as_str()).collect::<Vec<_>>(), ["Table 1", "Table 2"]);
        let text = |cell: &str| grids[0].text(Cell::parse(cell).unwrap()).to_owned();
        assert_eq!([text("A1"), text("C1"), text("B2"), text("B4")], ["No", "Answer", "Is `a | b` | on?", "Short"]);
        let lines = tables.other_lines().unwrap();
        let rows: Vec<(u32, &str)> = lines.cells.iter().map(|(cell, text)| (cell.row + 1, text.as_str())).collect();
        assert_eq!(rows, [(9, "Part"), (9, "Why?"), (12, "Part"), (12, "| a | b |")]);
    }

    #[test]
    fn only_planned_cells_change() {
        let written = fill(
            FILE,
            &[
                ("Table 1", "C2", "Yes | no"),
                ("Table 1", "C3", "a\nb"),
                ("Table 1", "C4", "x_y *z*"),
                ("Table 2", "B2", "<b>"),
            ],
        );
        let expected = FILE
            .replace("on? |            |", "on? | Yes \\| no  |")
            .replace("*off*? |\r\n", "*off*? | a<br>b |\r\n")
            .replace("3 | Short\r\n", "3 | Short | x_y \\*z\\*\r\n")
            .replace("1 |\r\n", "1 | \\<b> |\r\n");
        assert_eq!(written, expected);
        assert_eq!(fill(FILE, &[]), FILE);
        let wide = "|Question|Answer|Comment|\n|-|-|-|\n|Is it?|\n";
        assert_eq!(fill(wide, &[("Table 1", "C2", "Ä")]), wide.replace("|Is it?|", "|Is it?| | Ä |"));
        let read = MarkdownTables::read(written.as_bytes()).unwrap().grids();
        assert_eq!(read[0].text(Cell::parse("C2").unwrap()), "Yes | no");
        assert_eq!(read[0].text(Cell::parse("C3").unwrap()), "a\nb");
        assert_eq!(read[0].text(Cell::parse("C4").unwrap()), "x_y *z*");
    }

    #[test]
    fn what_is_no_table_is_none() {
        for text in
            ["a | b\n", "a | b\n---\n", "> a | b\n--|--\n", "    a | b\n--|--\n", "a\n|-|\n", "a | b\n--|--|--\n"]
        {
            assert_eq!(MarkdownTables::read(text.as_bytes()).unwrap().grids().len(), 0, "{text:?}");
        }
        assert!(MarkdownTables::read(b"\xff").is_err());
    }
}
