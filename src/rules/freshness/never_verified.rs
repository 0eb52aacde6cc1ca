//! Approved entries and claims without a check.

use super::part::{AgingPart, aging_parts};
use crate::config::Status;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::Cause;
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// Something is approved and was never verified.
pub(crate) static RULE: Rule = Rule {
    id: "freshness/never-verified",
    family: Family::Freshness,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "Something is approved and was never verified.",
    help: "Check it, then run `fieldbook verify`.",
    page: include_str!("never_verified.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if subject.entry.status.value != Status::Approved {
        return Vec::new();
    }
    let is_never_verified =
        |part: &AgingPart<'_>| part.timeline.facts().any(|fact| matches!(fact.cause, Cause::NeverVerified(_)));
    let mut findings: Vec<Finding> =
        aging_parts(subject).filter(is_never_verified).map(|part| finding(subject, part)).collect();
    findings.extend(undated_card(subject).filter(|_| findings.is_empty()));
    findings
}

fn finding(subject: &Subject<'_>, part: AgingPart<'_>) -> Finding {
    let name = part.name();
    let help = format!("Check it, then run `{}`.", part.verify_command());
    let message = format!("{name} is approved but has never been checked");
    let mut finding = subject.finding(&RULE, part.head(), message).help(help).subject(name);
    finding.unless_unread = part.written().verified;
    if !is_relied_on(subject, part) {
        finding.severity = Severity::Warning;
    }
    finding
}

/// Returns whether `part` is said in a call or to customers: a sourced claim of a battlecard or of a text that outsiders
/// read, or a battlecard as a whole.
fn is_relied_on(subject: &Subject<'_>, part: AgingPart<'_>) -> bool {
    let is_card = subject.entry.kind == Kind::Battlecard;
    part.claim.map_or(is_card, |claim| !claim.sources.is_empty() && (is_card || subject.is_outside()))
}

/// Returns the finding of a battlecard without any date: neither its own, nor that of a claim.
fn undated_card(subject: &Subject<'_>) -> Option<Finding> {
    let entry = subject.entry;
    let is_dated = entry.verified.is_some() || entry.claims.iter().any(|claim| claim.verified.is_some());
    if entry.kind != Kind::Battlecard || is_dated {
        return None;
    }
    let message = format!("`{}` is approved, and neither it nor a claim of it has a day of a check", entry.id);
    let help = format!("Check it, then run `fieldbook verify {}`.", entry.id);
    Some(subject.finding(&RULE, entry.head, message).help(help).subject("card").unless_unread(entry.written.verified))
}
