//! Runs the rules of the catalogue.

use super::catalogue::CATALOGUE;
use super::check_input::Check;
use super::shared::Shared;
use super::subject::Subject;
use super::unit::{RuleCheck, Unit};
use crate::finding::Finding;
use crate::source::Span;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Runs every rule that the selection or the profile holds; findings come sorted, with their rules' own severities.
pub fn check(check: &Check<'_>) -> Vec<Finding> {
    let units: Vec<&Unit> = CATALOGUE.iter().filter(|unit| check.selection.runs(unit.rule, check.settings)).collect();
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
        RuleCheck::Entry(check) => check(subject),
        RuleCheck::Library(_) | RuleCheck::Elsewhere => Vec::new(),
    };
    units.iter().flat_map(run).collect()
}

fn run_library(unit: &Unit, shared: &Shared<'_>) -> Vec<Finding> {
    match unit.run {
        RuleCheck::Library(check) => check(shared),
        RuleCheck::Entry(_) | RuleCheck::Elsewhere => Vec::new(),
    }
}
