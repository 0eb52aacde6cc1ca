//! Sections that readers look for.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// A battlecard lacks a section that readers look for.
pub(crate) static RULE: Rule = Rule {
    id: "battlecards/missing-section",
    family: Family::Battlecards,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A battlecard lacks a section that readers look for.",
    help: "Add it as a heading of level 2.",
    page: include_str!("missing_section.md"),
};

/// The sections, each with the other names under which it counts. Where we lose is `honesty/no-losses`.
const WANTED: [&[&str]; 2] =
    [&["Why we win", "Where we win"], &["Questions to ask", "Discovery", "Discovery questions", "Questions"]];

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Battlecard || !subject.is_due_complete() {
        return Vec::new();
    }
    let missing = WANTED.iter().filter(|names| names.iter().all(|name| entry.section(name).is_none()));
    let names = missing.filter_map(|names| names.first());
    names
        .map(|name| {
            subject.finding(&RULE, entry.head, format!("the section `{name}` is missing")).subject((*name).to_owned())
        })
        .collect()
}
