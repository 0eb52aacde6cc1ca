//! Demos without a second way.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A demo does not say what to do when it fails.
pub(crate) static RULE: Rule = Rule {
    id: "demos/no-fallback",
    family: Family::Demos,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Neither a demo nor each of its sections has a `fallback`.",
    help: "Add `fallback`: a recording, screenshots, another workspace.",
    page: include_str!("no_fallback.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Demo(demo) = &subject.entry.kind_fields else { return Vec::new() };
    let by_section = !demo.sections.is_empty() && demo.sections.iter().all(|section| section.fallback.is_some());
    if !subject.is_due_complete() || demo.fallback.is_some() || by_section {
        return Vec::new();
    }
    vec![
        subject
            .finding(&RULE, subject.entry.head, "`fallback` is missing for the demo and at least one section")
            .subject("fallback"),
    ]
}
