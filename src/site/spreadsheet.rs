//! The matrix as a file for spreadsheets: RFC 4180, UTF-8, one row per capability.

use super::catalogue::Catalogue;
use super::matrix::{Comparison, Matrix};
use super::view::{compared, competitors, deciding, group_of};

/// Writes the matrix: the verdict on each competitor, and the state on the day of the build of the claims behind it.
pub(super) fn matrix_csv(catalogue: &Catalogue<'_>) -> Vec<u8> {
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let competitors = competitors(catalogue);
    let mut text = String::new();
    let mut head = vec!["Capability".to_owned(), "Group".to_owned()];
    for competitor in &competitors {
        let name = &competitor.title.value;
        head.extend([name.clone(), format!("{name}: state on {day}"), format!("{name}: claims")]);
    }
    push_row(&mut text, &head);
    for capability in compared(catalogue) {
        let mut row = vec![catalogue.capability(capability), group_of(catalogue, capability)];
        for competitor in &competitors {
            let cell = catalogue.matrix.cell(&competitor.id, capability);
            let verdict = cell.map_or(Comparison::Unknown, Matrix::verdict);
            let state = cell.and_then(|cell| deciding(catalogue, cell, verdict));
            let state = state.map_or("", |timeline| timeline.on(day).state.badge().words());
            let claims = cell.into_iter().flatten().filter_map(|(entry, index)| {
                let claim = entry.claims.get(*index)?;
                Some(format!("{}#{}", entry.id, claim.id.value))
            });
            let claims = claims.collect::<Vec<_>>().join(" ");
            row.extend([verdict.words().to_owned(), state.to_owned(), claims]);
        }
        push_row(&mut text, &row);
    }
    text.into_bytes()
}

fn push_row(text: &mut String, cells: &[String]) {
    text.push_str(&cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
}

/// Writes one cell. What a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection"):
/// `=`, `+`, `-`, `@`, a tab or a carriage return, also behind spaces.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(['=', '+', '-', '@']);
    let mark = if is_formula { "'" } else { "" };
    if is_formula || cell.contains(['"', ',', '\r', '\n', '\t']) {
        format!("\"{mark}{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let cells = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "  =1", "a=b", "a,b", "a \"b\"", ""].map(quoted);
        let expected = [
            "\"'=1+1\"",
            "\"'+1\"",
            "\"'-1\"",
            "\"'@x\"",
            "\"'\tx\"",
            "\"'\rx\"",
            "\"'  =1\"",
            "a=b",
            "\"a,b\"",
            "\"a \"\"b\"\"\"",
            "",
        ];
        assert_eq!(cells, expected);
    }
}
