//! Findings of what binds the company.

use crate::finding::{Finding, Rule, Severity};
use crate::hold::{PlacedCommitment, Statements};
use crate::rules::own_subject::OwnSubject;

/// Returns the sentences to look at: of everything that outsiders read, and of what is said to them.
pub(super) fn said<'s>(subject: &'s OwnSubject<'_>) -> Option<Statements<'s>> {
    let is_said = subject.is_live() && (subject.is_outside() || subject.entry.kind.facts().is_customer_facing);
    let competitors = subject.vocabularies.competitors;
    is_said.then(|| Statements { entry: subject.entry, prose: subject.prose(), competitors })
}

/// Makes the finding of a commitment: an error where outsiders read it, a warning inside. `person` owns the matter.
pub(super) fn finding(
    subject: &OwnSubject<'_>,
    rule: &'static Rule,
    placed: &PlacedCommitment,
    person: &'static str,
) -> Finding {
    let mut finding = subject.finding(rule, placed.span, placed.commitment.to_string()).owner(Some(person));
    finding.severity = if subject.is_outside() { Severity::Error } else { Severity::Warning };
    finding
}
