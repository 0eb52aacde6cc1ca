//! Markdown and pasted text: one question a line, as one sheet with a single column.

use super::cell::Cell;
use super::grid::Grid;
use crate::error::RfpError;

/// The name of the one sheet of a text.
pub const SHEET: &str = "Text";

/// The column of the questions.
pub const QUESTION: u32 = 2;
/// The column of the lines that are neither headings, list items nor end with a question mark.
pub const OTHER: u32 = 3;

/// The most lines that are read.
const MAX_LINES: usize = 100_000;

/// Reads the questions of a text: list items, rows of tables, and lines that end with a question mark. Headings become
/// sections in the first column, numbers are in the second, questions in the third, and other lines with words in the fourth.
///
/// # Errors
///
/// The bytes are not UTF-8, or there are more than 100,000 lines.
pub fn grid(bytes: &[u8]) -> Result<Grid, RfpError> {
    grid_of(text(bytes)?, |_| true)
}

/// Returns the bytes as a text.
pub(super) fn text(bytes: &[u8]) -> Result<&str, RfpError> {
    std::str::from_utf8(bytes)
        .map_err(|error| RfpError::refused(format!("the text is not UTF-8 at byte {}", error.valid_up_to())))
}

/// Reads the lines of a text, counted from 0, that `is_read` names.
pub(super) fn grid_of(text: &str, is_read: impl Fn(usize) -> bool) -> Result<Grid, RfpError> {
    let mut grid = Grid { name: SHEET.to_owned(), ..Grid::default() };
    let mut section = String::new();
    for (row, line) in (0..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if row as usize >= MAX_LINES {
            return Err(RfpError::refused(format!("the text has more than {MAX_LINES} lines")));
        }
        if !is_read(row as usize) {
            continue;
        }
        let line = line.trim();
        if let Some(heading) = line.strip_prefix('#') {
            heading.trim_start_matches('#').trim().clone_into(&mut section);
            continue;
        }
        let (number, is_item, question) = table_row(line).unwrap_or_else(|| item(line));
        let is_question = !question.is_empty() && (is_item || question.ends_with(['?', '\u{61f}', '\u{ff1f}']));
        if !is_question && !line.contains(char::is_alphanumeric) {
            continue;
        }
        let texts = if is_question { [number, question, ""] } else { ["", "", line] };
        let [number, question, other] = texts;
        let values = [section.as_str(), number, question, other];
        for (column, value) in (0..).zip(values).filter(|(_, value)| !value.is_empty()) {
            grid.cells.insert(Cell::new(row, column), value.to_owned());
        }
    }
    Ok(grid)
}

/// Reads a row of a Markdown table: the first cell that ends with a question mark, else the longest of at least four
/// words, is the question, and a short cell before it the number. `None` for other lines; a heading has no question.
fn table_row(line: &str) -> Option<(&str, bool, &str)> {
    let cells: Vec<&str> = line.strip_prefix('|')?.trim_end_matches('|').split('|').map(str::trim).collect();
    let asks = cells.iter().position(|cell| cell.ends_with('?'));
    let is_sentence = |cell: &&str| cell.split_whitespace().count() >= 4;
    let longest = || cells.iter().copied().filter(is_sentence).max_by_key(|cell| cell.len());
    let question = asks.and_then(|index| cells.get(index).copied()).or_else(longest).unwrap_or_default();
    let number = cells.first().copied().filter(|cell| *cell != question && cell.len() <= 16).unwrap_or_default();
    Some((number, true, question))
}

/// Splits a line into its number, whether it is a list item, and its text.
fn item(line: &str) -> (&str, bool, &str) {
    for bullet in ["- [ ] ", "- ", "* ", "+ ", "• "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            let (number, _, question) = item(rest.trim());
            return (number, true, question);
        }
    }
    let (head, rest) = line.split_once([' ', '\t']).unwrap_or(("", line));
    let digits = head.trim_matches(['(', ')', '.', ':', 'Q', 'q']);
    let is_number = !digits.is_empty()
        && digits.len() <= 8
        && digits.chars().all(|character| character.is_ascii_digit() || character == '.');
    if is_number { (head.trim_end_matches(['.', ')', ':']), true, rest.trim()) } else { ("", false, line) }
}
