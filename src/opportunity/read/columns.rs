//! Which column of a CSV file has which role.

use super::csv::Row;
use super::invalid::invalid;
use super::json::{Member, Node, Object, Value};
use super::record;
use crate::finding::Finding;
use crate::source::{SourceFile, Spanned};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The roles of the columns, in the order of the header.
pub(super) struct Columns {
    roles: Vec<Spanned<String>>,
    lists: &'static [char],
}

impl Columns {
    /// Finds the roles of `header`; a column that the settings name and the header does not have is a finding.
    pub(super) fn new(
        file: &Arc<SourceFile>,
        header: &Row,
        named: &BTreeMap<String, Vec<String>>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut roles: Vec<Spanned<String>> =
            header.cells.iter().map(|cell| Spanned::new(key_of(&cell.value), cell.span)).collect();
        for (role, alternatives) in named {
            if !record::is_role(role) {
                findings.push(unknown(file, header, role));
                continue;
            }
            // The column that would have the role by its name has another meaning here.
            roles.iter_mut().filter(|cell| cell.value == *role).for_each(|cell| cell.value = format!("{role} (other)"));
            let is_named = |cell: &Spanned<String>, name: &String| plain(&cell.value) == plain(name);
            let found = alternatives.iter().find_map(|name| header.cells.iter().position(|cell| is_named(cell, name)));
            match found.and_then(|at| roles.get_mut(at)) {
                Some(cell) => cell.value.clone_from(role),
                None => findings.push(missing(file, header, role, alternatives)),
            }
        }
        Self { roles, lists: header.delimiter.list_separators() }
    }

    /// Returns how many columns there are.
    pub(super) fn count(&self) -> usize {
        self.roles.len()
    }

    /// The cell of a row with this role.
    pub(super) fn cell<'a>(&self, row: &'a Row, role: &str) -> Option<&'a Spanned<String>> {
        let at = self.roles.iter().position(|cell| cell.value == role)?;
        row.cells.get(at).filter(|cell| !cell.value.trim().is_empty())
    }

    /// Pairs a row's cells with their roles; empty cells are absent, and cells of lists are cut.
    pub(super) fn record(&self, row: &Row) -> Object {
        let pairs = self.roles.iter().zip(&row.cells).filter(|(_, cell)| !cell.value.trim().is_empty());
        let members = pairs.map(|(role, cell)| {
            let text = |text: &str| Node { value: Value::Text(text.trim().to_owned()), span: cell.span };
            let node = if record::is_list(&role.value) {
                let items = cell.value.split(self.lists).filter(|item| !item.trim().is_empty());
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
fn missing(file: &Arc<SourceFile>, header: &Row, role: &str, alternatives: &[String]) -> Finding {
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
