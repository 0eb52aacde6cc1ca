//! Proofs of concept that ended without a word.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A proof of concept is over and has no results.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/overdue-results",
    family: Family::Pocs,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A proof of concept is over, and nothing says what came out.",
    help: "Write the `results`, criterion by criterion, or archive it with the reason.",
    page: include_str!("overdue_results.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Poc(poc) = &subject.entry.kind_fields else { return Vec::new() };
    let ends = [&poc.end, &poc.decision_on].into_iter().flatten().max_by_key(|day| day.value);
    let over = ends.filter(|day| day.value < subject.check().today && poc.results.is_empty() && subject.is_live());
    over.map(|day| {
        subject
            .finding(&RULE, day.span, format!("this was over on {}, and has no results", day.value))
            .subject("results")
    })
    .into_iter()
    .collect()
}
