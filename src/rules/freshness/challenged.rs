//! Disputed entries and claims.

use super::part::{AgingPart, aging_parts};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Cause, Dispute};
use crate::rules::subject::Subject;

/// A reader disputes an entry or a claim.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/challenged",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A reader disputes an entry or a claim, and the dispute is open.",
    help: "Correct the text, or re-check it with `fieldbook verify` and remove `challenged`.",
    page: include_str!("challenged.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    // A dispute is open even if its day is in the future.
    let disputes = aging_parts(subject).flat_map(|part| {
        let disputes = part.timeline.facts().filter_map(|fact| match &fact.cause {
            Cause::Challenged(dispute) => Some(dispute),
            _ => None,
        });
        disputes.map(move |dispute| finding(subject, part, dispute))
    });
    disputes.collect()
}

fn finding(subject: &Subject<'_>, part: AgingPart<'_>, dispute: &Dispute) -> Finding {
    let on = dispute.on.map_or(String::new(), |day| format!(" since {day}"));
    let name = part.name();
    subject.finding(&RULE, dispute.span.unwrap_or(part.head()), format!("{name} is disputed{on}")).subject(name)
}
