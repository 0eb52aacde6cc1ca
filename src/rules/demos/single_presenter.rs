//! Demos that one person can give.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// Only one person has rehearsed a demo.
pub(crate) static RULE: Rule = Rule {
    id: "demos/single-presenter",
    family: Family::Demos,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A demo was rehearsed by fewer than two people.",
    help: "Rehearse it with a second presenter, and record `verified: {on, by, with}`.",
    page: include_str!("single_presenter.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Demo || !subject.is_due_complete() {
        return Vec::new();
    }
    let (span, message) = match &entry.verified {
        None => (entry.head, "no rehearsal is recorded: `verified` is missing"),
        Some(verified) if verified.with.is_none() => {
            (verified.on.span, "rehearsed by one person only: `verified` has no `with`")
        }
        Some(_) => return Vec::new(),
    };
    vec![subject.finding(&RULE, span, message).subject("verified")]
}
