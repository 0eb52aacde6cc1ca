//! Proofs of concept that began without an agreement.

use super::stand_in::is_stand_in;
use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A proof of concept has begun, and its plan was not agreed.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/not-agreed",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A proof of concept has begun without an agreed plan.",
    help: "Have the customer agree to the criteria, and write the day under `agreed`.",
    page: include_str!("not_agreed.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Poc(poc) = &subject.entry.kind_fields else { return Vec::new() };
    let begun = poc.start.as_ref().filter(|start| start.value <= subject.check().today);
    let is_agreed = poc.agreed.as_ref().is_some_and(|agreed| !is_stand_in(agreed));
    let Some(start) = begun.filter(|_| !is_agreed && subject.is_live()) else { return Vec::new() };
    vec![
        subject
            .finding(&RULE, start.span, format!("this began on {} without an agreed plan", start.value))
            .subject("agreed"),
    ]
}
