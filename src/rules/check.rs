//! Running the families.

use super::registry::FAMILIES;
use super::selection::Selection;
use super::shared::Shared;
use super::subject::Subject;
use super::unit::{Run, Unit};
use crate::config::Settings;
use crate::diagrams::DiagramRenderer;
use crate::finding::Finding;
use crate::library::{Library, Scope};
use crate::opportunity::Snapshot;
use crate::source::Span;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Everything that a check is made against.
#[derive(Clone, Copy)]
pub struct Check<'a> {
    /// All entries.
    pub library: &'a Library,
    /// The settings of the site.
    pub settings: &'a Settings,
    /// The day for which is checked.
    pub today: NaiveDate,
    /// The opportunities, where there is a source.
    pub snapshot: Option<&'a Snapshot>,
    /// What the build is for.
    pub scope: &'a Scope,
    /// The paths, from the site's root, of all files beside the content; `None` if no person listed them, and then
    /// links to them are not checked.
    pub assets: Option<&'a BTreeSet<String>>,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub edited: &'a BTreeMap<String, NaiveDate>,
    /// What draws diagrams; without it none is checked.
    pub diagrams: Option<&'a dyn DiagramRenderer>,
    /// The rules that were requested.
    pub selection: &'a Selection,
}

impl fmt::Debug for Check<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Check").field("today", &self.today).field("scope", &self.scope).finish_non_exhaustive()
    }
}

/// Runs every rule that the selection or the profile holds; findings come sorted, with their rules' own severities.
pub fn check(check: &Check<'_>) -> Vec<Finding> {
    let units: Vec<&Unit> = FAMILIES.iter().flat_map(|units| units.iter()).collect();
    let units: Vec<&Unit> = units.into_iter().filter(|unit| check.selection.runs(unit.rule, check.settings)).collect();
    let shared = Shared::new(*check);
    let per_entry: Vec<Vec<Finding>> = (0..check.library.entries().len())
        .into_par_iter()
        .map(|index| Subject::new(&shared, index).map_or(Vec::new(), |subject| run_entry(&units, &subject)))
        .collect();
    let together: Vec<Vec<Finding>> = units.par_iter().map(|unit| run_library(unit, &shared)).collect();
    let mut findings: Vec<Finding> = without_inherited(per_entry);
    findings.extend(together.into_iter().flatten());
    findings.sort_by(Finding::order);
    findings
}

/// Joins what was found per entry. What several answers inherit from the front matter of their file is one fault at one
/// place, reported by the first of them; several faults of one entry at one place all stay.
fn without_inherited(per_entry: Vec<Vec<Finding>>) -> Vec<Finding> {
    let mut first_by_place = BTreeMap::<(String, Span, &'static str), usize>::new();
    let mut kept = Vec::new();
    for (index, findings) in per_entry.into_iter().enumerate() {
        for finding in findings {
            let key = (finding.place.file.path().to_owned(), finding.place.span, finding.rule.id);
            if *first_by_place.entry(key).or_insert(index) == index {
                kept.push(finding);
            }
        }
    }
    kept
}

fn run_entry(units: &[&Unit], subject: &Subject<'_>) -> Vec<Finding> {
    let run = |unit: &&Unit| match unit.run {
        Run::Entry(check) => check(subject),
        Run::Library(_) | Run::Elsewhere => Vec::new(),
    };
    units.iter().flat_map(run).collect()
}

fn run_library(unit: &Unit, shared: &Shared<'_>) -> Vec<Finding> {
    match unit.run {
        Run::Library(check) => check(shared),
        Run::Entry(_) | Run::Elsewhere => Vec::new(),
    }
}
