//! What a reader disputes.

use crate::entry::{Challenge, Claim};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A reader disputes an entry or a claim.
pub(super) static RULE: Rule = Rule {
    id: "freshness/challenged",
    family: Family::Freshness,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A reader disputes an entry or a claim, and nobody has resolved it.",
    help: "Look at the doubt: correct the text, or verify it again and remove `challenged`.",
    page: include_str!("challenged.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let entry = subject.entry;
    let claims = entry.claims.iter().filter_map(|claim| Some((Some(claim), claim.challenged.as_ref()?)));
    let whole = entry.challenged.iter().map(|challenge| (None, challenge));
    claims.chain(whole).map(|(claim, challenge)| finding(subject, claim, challenge)).collect()
}

fn finding(subject: &Subject<'_>, claim: Option<&Claim>, challenge: &Challenge) -> Finding {
    let on = challenge.on.as_ref().map_or(String::new(), |day| format!(" since {}", day.value));
    let spans = [
        challenge.on.as_ref().map(|day| day.span),
        challenge.by.as_ref().map(|by| by.span),
        challenge.reason.as_ref().map(|reason| reason.span),
    ];
    let span = spans.into_iter().flatten().min();
    let span = span.unwrap_or(claim.map_or(subject.entry.head, |claim| claim.id.span));
    let name = super::called(subject.entry, claim);
    subject.finding(&RULE, span, format!("{name} is disputed{on}")).subject(name)
}
