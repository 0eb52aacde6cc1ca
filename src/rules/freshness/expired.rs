//! Last days that have passed.

use super::part::aging_parts;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::Cause;
use crate::rules::subject::Subject;

/// An entry or a claim is past the last day that its author set.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/expired",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An entry or a claim is past the last day that its author set.",
    help: "Renew it and set a new `expires`, or archive it.",
    page: include_str!("expired.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let today = subject.check().today;
    let ended = aging_parts(subject).flat_map(|part| {
        let ends = part.timeline.causes_on(today).filter_map(|cause| match cause {
            Cause::HardEnd(end) => Some(&end.on),
            _ => None,
        });
        ends.map(move |on| {
            let name = part.name();
            subject.finding(&RULE, on.span, format!("{name} ended on {}", on.value)).subject(name)
        })
    });
    ended.collect()
}
