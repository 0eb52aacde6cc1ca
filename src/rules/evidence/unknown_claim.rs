//! Citations that lead nowhere.

use crate::entry::{Citation, Entry};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity, respelt};
use crate::rules::quotable::quoted;
use crate::rules::subject::Subject;
use crate::values::nearest;
use std::collections::BTreeSet;

/// The body cites a claim that is not defined.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/unknown-claim",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The body cites a claim or a footnote that is not defined.",
    help: "Define it under `claims:` or as a footnote, or correct the label.",
    page: include_str!("unknown_claim.md"),
};

/// The most labels among which a similar one is looked for.
const LABELS_COMPARED: usize = 1_000;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let labels = labels(subject.entry);
    let unknown =
        subject.entry.body.citations.iter().filter(|citation| !is_known(subject, &labels, &citation.label.value));
    unknown.map(|citation| finding(subject, &labels, citation)).collect()
}

/// Returns the claims and notes of `entry`.
fn labels(entry: &Entry) -> BTreeSet<&str> {
    let claims = entry.claims.iter().map(|claim| claim.id.value.as_str());
    claims.chain(entry.body.notes.iter().map(|note| note.value.as_str())).collect()
}

/// Returns whether `label` is a claim or note of the entry, of the file it shares with others, or `entry#claim`.
fn is_known(subject: &Subject<'_>, labels: &BTreeSet<&str>, label: &str) -> bool {
    let library = subject.check().library;
    if let Some((id, claim)) = label.split_once('#') {
        return library.is_unreadable(id) || library.find(id).is_some_and(|entry| entry.claim(claim).is_some());
    }
    labels.contains(label)
        || whole_file(subject).is_some_and(|file| file.claim(label).is_some() || defines(file, label))
}

/// Returns the entry of the whole file, where this one is only a part of it.
fn whole_file<'a>(subject: &Subject<'a>) -> Option<&'a Entry> {
    let (parent, _) = subject.entry.id.rsplit_once('/')?;
    let found = subject.check().library.find(parent)?;
    (found.file.path() == subject.entry.file.path()).then_some(found.as_ref())
}

fn defines(entry: &Entry, label: &str) -> bool {
    entry.file.text().contains(&format!("[^{label}]:"))
}

fn finding(subject: &Subject<'_>, labels: &BTreeSet<&str>, citation: &Citation) -> Finding {
    let label = citation.label.value.as_str();
    let compared = || labels.iter().copied().filter(|_| labels.len() <= LABELS_COMPARED);
    let hint = nearest(label, compared()).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    let message = format!("no claim and no note is called {}{hint}", quoted(label));
    let finding = subject.finding(&RULE, citation.label.span, message);
    let is_plain = subject.entry.file.slice(citation.label.span) == format!("[^{label}]");
    match respelt(label, compared()).filter(|_| is_plain) {
        Some(meant) => finding.fix(citation.label.span, format!("[^{meant}]")),
        None => finding,
    }
}
