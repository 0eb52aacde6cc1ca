//! Which column gets which role, once the header is known.

use super::sheet_header::{Role, SheetHeader};
use crate::rfp::error::{Ambiguity, Candidate};
use crate::rfp::files::cell::{Cell, column_letters};
use crate::rfp::files::grid::Grid;

/// Gives each role its column, or asks where two tie.
pub(super) fn complete(grid: &Grid, mut header: SheetHeader) -> Result<SheetHeader, Ambiguity> {
    let roles = [Role::Question, Role::Response, Role::Comment, Role::Evidence, Role::Id, Role::Section];
    for role in roles {
        let worth = header.found.iter().filter(|found| found.2 == role).map(|found| found.3).max();
        let mut best: Vec<_> =
            header.found.iter().filter(|found| found.2 == role && Some(found.3) == worth).cloned().collect();
        if role == Role::Response && best.len() > 1 {
            // The column with a list in its cells is the one to choose from; the other takes the words.
            let has_list = |column: u32| grid.list_at(Cell::new(header.body(), column)).is_some();
            if best.iter().filter(|found| has_list(found.0)).count() == 1 {
                best.retain(|found| has_list(found.0));
            }
        }
        let must_ask = matches!(role, Role::Question | Role::Response | Role::Comment) && best.len() > 1;
        if must_ask {
            return Err(tie(grid, &header, role, &best));
        }
        if let Some((column, ..)) = best.first() {
            header.columns.set(role, *column);
        }
    }
    prefer_list(grid, &mut header);
    if header.columns.of(Role::Comment).is_none() {
        let response = header.columns.of(Role::Response);
        let spare = header
            .found
            .iter()
            .find(|found| found.2 == Role::Response && Some(found.0) != response)
            .map(|found| found.0);
        if let Some(column) = spare.filter(|column| grid.list_at(Cell::new(header.body(), *column)).is_none()) {
            header.columns.set(Role::Comment, column);
        }
    }
    Ok(header)
}

/// Where a weaker column for answers carries a list and the best one does not, the list is the answer: "Compliance
/// status" with its words to choose from, beside "Vendor response" for the explanation.
fn prefer_list(grid: &Grid, header: &mut SheetHeader) {
    let has_list = |column: u32| grid.list_at(Cell::new(header.body(), column)).is_some();
    let Some(best) = header.columns.of(Role::Response).filter(|column| !has_list(*column)) else { return };
    let listed = header.found.iter().find(|found| found.2 == Role::Response && has_list(found.0)).map(|found| found.0);
    if let Some(listed) = listed {
        header.columns.set(Role::Response, listed);
        if header.columns.of(Role::Comment).is_none() {
            header.columns.set(Role::Comment, best);
        }
    }
}

fn tie(grid: &Grid, header: &SheetHeader, role: Role, best: &[(u32, String, Role, u32)]) -> Ambiguity {
    let role_name = match role {
        Role::Question => "the questions",
        Role::Response => "the answers",
        _ => "the comments",
    };
    let candidate = |(column, words, _, score): &(u32, String, Role, u32)| Candidate {
        sheet: grid.name.clone(),
        column: column_letters(*column),
        row: header.body(),
        header: short(words),
        score: *score,
    };
    Ambiguity {
        sheet: grid.name.clone(),
        question: format!("{} columns fit equally well for {role_name}", best.len()),
        candidates: best.iter().map(candidate).collect(),
    }
}

pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}
