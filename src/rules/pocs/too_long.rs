//! Proofs of concept that take too long.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A proof of concept takes too long.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/too-long",
    family: Family::Pocs,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "There are more than 42 days between the beginning of a proof of concept and its decision.",
    help: "Test less, or decide on a part of it first.",
    page: include_str!("too_long.md"),
};

/// The longest time from the beginning to the decision, in days.
const LONGEST_DAYS: i64 = 42;

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Poc(poc) = &subject.entry.kind_fields else { return Vec::new() };
    let Some(start) = poc.start.as_ref().filter(|_| subject.is_live()) else { return Vec::new() };
    let Some(last) = [&poc.decision_on, &poc.end].into_iter().flatten().max_by_key(|day| day.value) else {
        return Vec::new();
    };
    let days = last.value.signed_duration_since(start.value).num_days();
    if days <= LONGEST_DAYS {
        return Vec::new();
    }
    vec![
        subject
            .finding(&RULE, last.span, format!("this takes {days} days; {LONGEST_DAYS} are enough"))
            .subject("length"),
    ]
}
