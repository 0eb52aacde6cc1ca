//! Runs the rules of the catalogue.

use super::catalogue::CATALOGUE;
use super::check_input::Check;
use super::kept_findings::KeptFindings;
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
    let own: Vec<&Unit> = units.iter().copied().filter(|unit| unit.run.own().is_some()).collect();
    let way = own.iter().map(|unit| unit.rule.id).collect::<Vec<_>>().join(" ");
    let kept = KeptFindings::new(check.artefacts, &way, shared.vocabularies.hash());
    let per_entry: Vec<Vec<Finding>> = (0..check.library.entries().len())
        .into_par_iter()
        .map(|index| {
            let Some(subject) = Subject::new(&shared, index) else { return Vec::new() };
            let mut findings = run_own(&own, &subject, kept);
            findings.extend(units.iter().filter_map(|unit| unit.run.entry()).flat_map(|check| check(&subject)));
            findings
        })
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

/// Runs what looks at the entry alone, or finds again what an earlier run found.
fn run_own(units: &[&Unit], subject: &Subject<'_>, kept: KeptFindings<'_>) -> Vec<Finding> {
    let run = || units.iter().filter_map(|unit| unit.run.own()).flat_map(|check| check(&subject.own)).collect();
    let mut findings = kept.of(subject.entry, run);
    for unit in units {
        if let RuleCheck::OwnWhere(_, holds) = unit.run {
            let is_found = findings.iter().any(|finding| finding.rule == unit.rule);
            if is_found && !holds(subject) {
                findings.retain(|finding| finding.rule != unit.rule);
            }
        }
    }
    findings
}

fn run_library(unit: &Unit, shared: &Shared<'_>) -> Vec<Finding> {
    match unit.run {
        RuleCheck::Library(check) => check(shared),
        _ => Vec::new(),
    }
}
