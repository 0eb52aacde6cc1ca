//! What a header says about the answers below it: the words to choose from.

use super::sheet_layout::{Role, SheetLayout};
use crate::files::cell::Cell;
use crate::files::grid::Grid;

/// Reads the words that the header of the answers offers in brackets: `Response (Yes / No / Partial)`.
pub(super) fn header_choices(grid: &Grid, layout: &SheetLayout) -> Vec<String> {
    let column = layout.columns.of(Role::Response).filter(|_| layout.height > 0);
    let header = column.map(|column| grid.text(Cell::new(layout.body() - 1, column))).unwrap_or_default();
    let inside =
        header.split_once(['(', '[']).and_then(|(_, rest)| rest.split_once([')', ']'])).map(|(inside, _)| inside);
    let words = inside.unwrap_or_default().replace(" or ", "/");
    // "N/A" is a word, not two.
    let words = words.replace("N/A", "N\u{0}A").replace("n/a", "n\u{0}a");
    let words: Vec<String> = words.split(['/', ',', ';', '|']).map(|word| word.trim().replace('\u{0}', "/")).collect();
    let are_all = words.len() > 1 && words.iter().all(|word| layout.words.meaning(word).is_some());
    if are_all { words } else { Vec::new() }
}
