//! Cells and areas of a sheet, and their names (`D5`, `D5:D16`).

use std::fmt;

/// Rows of a sheet in `SpreadsheetML` (ECMA-376, and Excel's published limits): 1,048,576.
pub const MAX_ROWS: u32 = 1 << 20;
/// Columns of a sheet: 16,384 (`XFD`).
pub const MAX_COLUMNS: u32 = 1 << 14;

/// A place in a sheet, counted from 0; shown as `A1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
}

/// A rectangle of cells, both corners included; shown as `A1:B2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    /// Top left corner.
    pub first: Cell,
    /// Bottom right corner.
    pub last: Cell,
}

impl Cell {
    /// Makes a cell from a row and a column, both from 0.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Reads `D5` or `$D$5`; anything outside a sheet is none.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.strip_prefix('$').unwrap_or(name);
        let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (column, row) = name.split_at_checked(letters)?;
        let row = row.strip_prefix('$').unwrap_or(row);
        let digits = !row.is_empty() && row.len() <= 7 && row.bytes().all(|byte| byte.is_ascii_digit());
        let row: u32 = digits.then(|| row.parse().ok()).flatten().filter(|row| (1..=MAX_ROWS).contains(row))?;
        Some(Self { row: row - 1, column: parse_column(column)? })
    }
}

impl Area {
    /// Makes the area of one cell.
    pub fn of(cell: Cell) -> Self {
        Self { first: cell, last: cell }
    }

    /// Reads `A1:B2`, `A1`, `A:C` (whole columns) or `2:4` (whole rows), with or without `$`.
    pub fn parse(name: &str) -> Option<Self> {
        let (first, last) = name.split_once(':').unwrap_or((name, name));
        let (start, end) = (corner(first, Cell::new(0, 0)), corner(last, Cell::new(MAX_ROWS - 1, MAX_COLUMNS - 1)));
        let (start, end) = (start?, end?);
        Some(Self {
            first: Cell::new(start.row.min(end.row), start.column.min(end.column)),
            last: Cell::new(start.row.max(end.row), start.column.max(end.column)),
        })
    }

    /// Returns whether the cell is in the area.
    pub fn has(&self, cell: Cell) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row) && self.has_column(cell.column)
    }

    /// Returns whether the area touches a column.
    pub fn has_column(&self, column: u32) -> bool {
        (self.first.column..=self.last.column).contains(&column)
    }

    /// Returns how many columns it is wide.
    pub fn width(&self) -> u32 {
        self.last.column - self.first.column + 1
    }

    /// Returns how many rows it is high.
    pub fn height(&self) -> u32 {
        self.last.row - self.first.row + 1
    }
}

/// Reads a corner, where a missing row or column comes from `open`.
fn corner(name: &str, open: Cell) -> Option<Cell> {
    let bare = name.replace('$', "");
    if let Some(cell) = Cell::parse(&bare) {
        return Some(cell);
    }
    if let Some(column) = parse_column(&bare) {
        return Some(Cell::new(open.row, column));
    }
    let row: u32 = bare.parse().ok().filter(|row| (1..=MAX_ROWS).contains(row))?;
    Some(Cell::new(row - 1, open.column))
}

/// Reads a column's letters (`A` is 0, `XFD` 16,383).
pub fn parse_column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let number = letters.bytes().fold(0, |sum, byte| sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1);
    (number <= MAX_COLUMNS).then(|| number - 1)
}

/// Writes a column's letters.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Cell {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", column_letters(self.column), self.row + 1)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.fmt(formatter)
        } else {
            write!(formatter, "{}:{}", self.first, self.last)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_and_write() {
        for (name, row, column) in [("A1", 0, 0), ("Z9", 8, 25), ("AA10", 9, 26), ("XFD1048576", 1_048_575, 16_383)] {
            assert_eq!(Cell::parse(name), Some(Cell::new(row, column)), "{name}");
            assert_eq!(Cell::new(row, column).to_string(), name);
        }
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "A-1", "AAAA1", "A1B", "Ä1"] {
            assert_eq!(Cell::parse(wrong), None, "{wrong}");
        }
        let shown = |name| Area::parse(name).map(|area| area.to_string());
        assert_eq!(shown("$D$5:$D$16").as_deref(), Some("D5:D16"));
        assert_eq!(shown("B2:A1").as_deref(), Some("A1:B2"));
        assert_eq!(shown("A:A").as_deref(), Some("A1:A1048576"));
        assert_eq!(shown("2:3").as_deref(), Some("A2:XFD3"));
        assert_eq!(shown("C7").as_deref(), Some("C7"));
        assert_eq!(shown("Lists!A1"), None);
    }
}
