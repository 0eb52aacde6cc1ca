//! Rows of tables that state something about a competitor.

use crate::prose::{Names, Prose, Sentence, TableCell};
use std::collections::BTreeSet;

/// First cells of rows about the company or its reputation, not about what its product does, lacks or costs.
const ABOUT_COMPANY: [&str; 14] = [
    "brand",
    "ceo",
    "company",
    "employees",
    "founded",
    "headquarters",
    "hq",
    "investors",
    "look & feel",
    "owner",
    "reputation",
    "type",
    "ux",
    "website",
];
/// First words of cells in which nothing is known.
const UNKNOWN: [&str; 9] = ["ask", "check", "n/a", "open", "tbc", "tbd", "todo", "unclear", "unknown"];

fn is_about_company(cell: &str) -> bool {
    ABOUT_COMPANY.contains(&cell.trim().trim_end_matches(':').to_lowercase().as_str())
}

fn is_unknown(cell: &str) -> bool {
    let lower = cell.trim().to_lowercase();
    let first = lower.split([' ', ',', ';']).next().unwrap_or_default();
    UNKNOWN.contains(&first) || lower.starts_with("not sure")
}

/// Returns the first cell about a competitor of every row that cites nothing: cells below a heading that is a
/// competitor's name, and cells beside one.
pub(in crate::rules::evidence) fn uncited_rows<'p>(competitors: &Names, prose: &'p Prose) -> Vec<&'p Sentence> {
    let in_cells = prose.sentences().iter().filter_map(|sentence| Some((prose.cell(sentence)?, sentence)));
    let cells: Vec<(TableCell, &Sentence)> = in_cells.collect();
    let is_name = |sentence: &Sentence| {
        let text = prose.text_of(sentence);
        competitors.find(text).any(|name| name.range == (0..text.trim_end().len()))
    };
    let names: Vec<TableCell> = cells.iter().filter(|(_, sentence)| is_name(sentence)).map(|(cell, _)| *cell).collect();
    let columns: BTreeSet<(usize, usize)> =
        names.iter().filter(|name| name.row == 0 && name.column > 0).map(|name| (name.table, name.column)).collect();
    let rows: BTreeSet<(usize, usize)> =
        names.iter().filter(|name| name.column == 0).map(|name| (name.table, name.row)).collect();
    let is_about = |cell: TableCell| {
        let is_beside = cell.column > 0 && rows.contains(&(cell.table, cell.row));
        cell.row > 0 && (is_beside || columns.contains(&(cell.table, cell.column)))
    };
    let cited: BTreeSet<(usize, usize, Option<usize>)> = cells
        .iter()
        .filter(|(_, sentence)| prose.is_cited(sentence))
        .map(|(cell, _)| (cell.table, cell.row, Some(cell.column).filter(|_| cell.row == 0)))
        .collect();
    let is_cited = |cell: TableCell| {
        cited.contains(&(cell.table, cell.row, None)) || cited.contains(&(cell.table, 0, Some(cell.column)))
    };
    let about_company: BTreeSet<(usize, usize)> = cells
        .iter()
        .filter(|(cell, sentence)| cell.column == 0 && is_about_company(prose.text_of(sentence)))
        .map(|(cell, _)| (cell.table, cell.row))
        .collect();
    let states = |cell: TableCell, sentence: &Sentence| {
        let text = prose.text_of(sentence);
        !text.ends_with('?')
            && !is_unknown(text)
            && text.chars().any(char::is_alphanumeric)
            && !about_company.contains(&(cell.table, cell.row))
    };
    let about = cells.iter().filter(|(cell, sentence)| is_about(*cell) && states(*cell, sentence) && !is_cited(*cell));
    let mut found: Vec<&(TableCell, &Sentence)> = about.collect();
    found.dedup_by_key(|(cell, _)| (cell.table, cell.row));
    found.into_iter().map(|(_, sentence)| *sentence).collect()
}
