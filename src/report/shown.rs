//! Findings in the words of reports: on one line each, without control characters.

use super::contents::Report;
use super::printable::printable;
use crate::finding::{Rule, Severity};
use crate::opportunity::format_sums;
use crate::settled::{Settled, SettledFinding, SettledPlace};
use std::cmp::Reverse;

/// The most decisions that a summary lists.
const DECISIONS: usize = 20;

/// A finding in the words of a report.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) finding: &'a Settled,
    pub(super) rule: &'static Rule,
    pub(super) severity: Severity,
    pub(super) place: &'a SettledPlace,
    /// What is wrong, without commit and exposure.
    pub(super) fault: String,
    /// What is wrong, with commit and exposure.
    pub(super) message: String,
    pub(super) help: String,
    pub(super) owner: Option<String>,
    /// Whether `check --fix` fixes it.
    pub(super) is_fixable: bool,
    pub(super) fingerprint: &'a str,
    pub(super) related: Vec<(&'a SettledPlace, String)>,
}

/// Returns the findings of `report` in words, in their order.
pub(super) fn show<'a>(report: &'a Report<'_>) -> Vec<Shown<'a>> {
    let fingerprints = report.fingerprints.iter().map(String::as_str).chain(std::iter::repeat(""));
    report.findings.iter().zip(fingerprints).map(|(finding, fingerprint)| shown(finding, fingerprint)).collect()
}

fn shown<'a>(finding: &'a SettledFinding, fingerprint: &'a str) -> Shown<'a> {
    let fault = printable(&finding.message);
    Shown {
        finding,
        rule: finding.rule,
        severity: finding.severity,
        place: &finding.place,
        message: format!("{fault}{}", circumstances(finding)),
        fault,
        help: help(finding),
        is_fixable: finding.fix().is_some(),
        owner: finding.owner.as_deref().map(printable),
        fingerprint,
        related: finding.related.iter().map(|(place, words)| (place, printable(words))).collect(),
    }
}

/// Words what to do, and whether it can be left to the program.
fn help(finding: &SettledFinding) -> String {
    let help = printable(&finding.help);
    if finding.fix().is_some() { format!("{help} `fieldbook check --fix` does it.") } else { help }
}

/// Words the commit and the exposure of a finding, to follow its message.
fn circumstances(finding: &Settled) -> String {
    let commit = finding.commit.as_ref().map_or(String::new(), |commit| format!(", in commit {commit}"));
    let Some(exposure) = &finding.exposure else { return commit };
    let verb = if exposure.opportunities == 1 { "opportunity is" } else { "opportunities are" };
    let sums = format_sums(&exposure.sums);
    let sums = if sums.is_empty() { sums } else { format!(" ({sums})") };
    format!("{commit}; {} open {verb} affected{sums}", exposure.opportunities)
}

/// Returns `path:line:column` on one line.
pub(super) fn place(shown: &Shown<'_>) -> String {
    let place = shown.place;
    format!("{}:{}:{}", printable(&place.path), place.start.line, place.start.column)
}

/// Returns the findings in the order in which they matter to a reader: what blocks publication; then errors and warnings,
/// those that affect most open opportunities first, errors before warnings, decisions about checks before other warnings;
/// then information. Equal ones keep the order of places.
pub(super) fn worst_first<'s, 'a>(shown: &'s [Shown<'a>]) -> Vec<&'s Shown<'a>> {
    let mut worst: Vec<_> = shown.iter().collect();
    worst.sort_by_key(|shown| {
        let Settled { rule, severity, affected, is_decision, .. } = *shown.finding;
        let is_fault = severity > Severity::Info;
        Reverse((rule.blocks_publication(severity), is_fault, affected, severity, is_decision))
    });
    worst
}

/// Returns what people decided about checks, as lines for the reviewers of a change: a head, at most [`DECISIONS`] of them
/// and the number of the others; empty if there are none.
pub(super) fn decisions(shown: &[Shown<'_>]) -> Vec<String> {
    let decisions: Vec<_> = shown.iter().filter(|shown| shown.finding.is_decision).collect();
    if decisions.is_empty() {
        return Vec::new();
    }
    let noun = if decisions.len() == 1 { "decision" } else { "decisions" };
    let mut lines = vec![format!("{} {noun} about checks to review:", decisions.len())];
    lines.extend(decisions.iter().take(DECISIONS).map(|shown| format!("{}: {}", place(shown), shown.message)));
    if decisions.len() > DECISIONS {
        lines.push(format!("and {} more", decisions.len() - DECISIONS));
    }
    lines
}
