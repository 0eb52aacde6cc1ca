//! Dates and approvals that the person they name did not commit.

use crate::entry::Approval;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Cause, Timeline};
use crate::library::AttestationFault;
use crate::rules::subject::Subject;
use crate::source::Span;

/// A date or an approval was not committed by the person whom it names.
pub(crate) static RULE: Rule = Rule {
    id: "review/unattested",
    family: Family::Review,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A date or an approval was not committed by the person whom it names, as `attestation` requires.",
    help: "The person must record it in a commit of their own.",
    page: include_str!("unattested.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (entry, ages) = (subject.entry, subject.ages());
    let claims = entry.claims.iter().zip(&ages.claims).map(|(claim, timeline)| (claim.id.value.as_str(), timeline));
    let own = ages.own.iter().map(|timeline| (entry.id.as_str(), timeline));
    let mut findings: Vec<Finding> =
        claims.chain(own).filter_map(|(name, timeline)| of_check(subject, name, timeline)).collect();
    let approvals = entry.approvals.iter().enumerate();
    findings.extend(approvals.filter_map(|(index, approval)| of_approval(subject, index, approval)));
    findings
}

fn of_check(subject: &Subject<'_>, name: &str, timeline: &Timeline) -> Option<Finding> {
    let unattested = timeline.facts().find_map(|fact| match &fact.cause {
        Cause::Unattested(unattested) => Some(unattested),
        _ => None,
    })?;
    let what = format!("the check of `{name}` on {}", unattested.on.value);
    Some(finding(subject, unattested.on.span, &what, &unattested.fault))
}

fn of_approval(subject: &Subject<'_>, index: usize, approval: &Approval) -> Option<Finding> {
    let check = subject.check();
    let fault = check.library.attest_approval(&subject.entry.id, index, approval, check.settings.site.attestation);
    let fault = fault.err()?;
    let words = [&approval.role, &approval.by].into_iter().flatten();
    let span = approval.on.as_ref().map(|on| on.span).or(words.map(|word| word.span).next());
    let who = approval.by.as_ref().map_or(String::new(), |by| format!(" by `{}`", by.value));
    Some(finding(subject, span.unwrap_or(subject.entry.head), &format!("the approval{who}"), &fault))
}

fn finding(subject: &Subject<'_>, span: Span, what: &str, fault: &AttestationFault) -> Finding {
    let attestation = subject.check().settings.site.attestation.word();
    let message = format!("{what} does not count under `attestation = \"{attestation}\"`: {fault}");
    subject.finding(&RULE, span, message).help(fault.help()).subject(what)
}
