//! Which column of a CSV file has which role.

use super::csv::{Delimiter, Row};
use super::invalid::invalid;
use super::json::{Member, Node, Object, Value};
use super::record;
use crate::finding::Finding;
use crate::opportunity::left_out::LeftOutValue;
use crate::source::{SourceFile, Spanned};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The columns of a file with their roles.
pub(super) struct Columns {
    count: usize,
    /// The role of a column, by its place; one that the settings name for several roles is there for each.
    roles: Vec<(usize, Spanned<String>)>,
    /// Roles for which the settings name columns that the file does not have.
    pub(super) missing: Vec<LeftOutValue>,
}

impl Columns {
    /// Finds the roles of `header`; a column that the settings name and the header does not have is a finding.
    pub(super) fn new(
        file: &Arc<SourceFile>,
        header: &Row,
        named: &BTreeMap<String, Vec<String>>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        // The column that would have a role by its name may have another meaning here.
        let by_name = header.cells.iter().map(|cell| Spanned::new(key_of(&cell.value), cell.span)).enumerate();
        let mut roles: Vec<(usize, Spanned<String>)> =
            by_name.filter(|(_, cell)| !named.contains_key(&cell.value)).collect();
        let mut missing = Vec::new();
        for (role, alternatives) in named {
            if !record::is_role(role) {
                findings.push(unknown(file, header, role));
                continue;
            }
            let is_named = |cell: &Spanned<String>, name: &String| plain(&cell.value) == plain(name);
            let found = alternatives.iter().find_map(|name| header.cells.iter().position(|cell| is_named(cell, name)));
            if let Some((at, cell)) = found.and_then(|at| Some((at, header.cells.get(at)?))) {
                // What the settings name replaces what the column has by its name.
                roles.retain(|(place, own)| *place != at || named.contains_key(&own.value));
                roles.push((at, Spanned::new(role.clone(), cell.span)));
            } else {
                findings.push(absent(file, header, role, alternatives));
                let reason = format!("there is no column `{}`", alternatives.join("`, `"));
                missing.push(LeftOutValue { id: String::new(), role: role.clone(), reason });
            }
        }
        roles.sort_by_key(|(place, _)| *place);
        Self { count: header.cells.len(), roles, missing }
    }

    /// Returns how many columns there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The cell of a row with this role.
    pub(super) fn cell<'a>(&self, row: &'a Row, role: &str) -> Option<&'a Spanned<String>> {
        let (at, _) = self.roles.iter().find(|(_, cell)| cell.value == role)?;
        row.cells.get(*at).filter(|cell| !cell.value.trim().is_empty())
    }

    /// Pairs a row's cells with their roles; empty cells are absent, and cells of lists are cut.
    pub(super) fn record(&self, row: &Row) -> Object {
        let pairs = self.roles.iter().filter_map(|(at, role)| Some((role, row.cells.get(*at)?)));
        let members = pairs.filter(|(_, cell)| !cell.value.trim().is_empty()).map(|(role, cell)| {
            let text = |text: &str| Node { value: Value::Text(text.trim().to_owned()), span: cell.span };
            let node = if record::is_list(&role.value) {
                let items = cell.value.split(Delimiter::LISTS).filter(|item| !item.trim().is_empty());
                Node { value: Value::List(items.map(text).collect()), span: cell.span }
            } else {
                text(&cell.value)
            };
            Member { key: role.clone(), node }
        });
        Object { span: row.span, members: members.collect() }
    }
}

/// A role that there is not.
fn unknown(file: &Arc<SourceFile>, header: &Row, role: &str) -> Finding {
    let message = format!("`{role}`, which `[opportunities.columns]` names, is not a role of opportunities");
    invalid(file, header.span, message).help(format!("The roles are: {}.", record::roles().join(", ")))
}

/// A column that the settings name and the file does not have.
fn absent(file: &Arc<SourceFile>, header: &Row, role: &str, alternatives: &[String]) -> Finding {
    let names = alternatives.join("`, `");
    let message = format!("there is no column `{names}`, which `[opportunities.columns]` names for `{role}`");
    let first = alternatives.first().map(|name| plain(name)).unwrap_or_default();
    let distance = |cell: &&Spanned<String>| strsim::osa_distance(&plain(&cell.value), &first);
    let near = header.cells.iter().min_by_key(distance).filter(|cell| distance(cell) * 2 <= first.chars().count());
    let help = match near {
        Some(near) => format!("The nearest column is `{}`.", plain_case(&near.value)),
        None => format!("The columns are: {}.", all(header)),
    };
    invalid(file, header.span, message).help(help)
}

fn all(header: &Row) -> String {
    header.cells.iter().map(|cell| plain_case(&cell.value)).collect::<Vec<_>>().join(", ")
}

/// The role that a header cell names by itself.
fn key_of(text: &str) -> String {
    plain(text).replace([' ', '-'], "_")
}

fn plain(text: &str) -> String {
    plain_case(text).to_lowercase()
}

/// The text without the mark that some programs put at the beginning of a file.
fn plain_case(text: &str) -> &str {
    text.trim_start_matches('\u{feff}').trim().trim_matches('"')
}
