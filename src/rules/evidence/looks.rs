//! What the last looks at the sources of an entry found.

use crate::evidence::{Record, host_of};
use crate::finding::{Finding, Rule, Severity};
use crate::freshness::source_looks;
use crate::rules::freshness::verify_command;
use crate::rules::subject::Subject;

/// A record of a quote of a claim.
pub(super) struct FoundLook<'a> {
    /// The claim's id.
    pub(super) claim: &'a str,
    /// The host of the page.
    pub(super) host: String,
    /// What was recorded.
    pub(super) record: &'a Record,
    /// Whether it speaks against the claim, and no person has verified it since.
    pub(super) is_open: bool,
}

/// Returns a finding of `rule` for each record of which `message` makes a message and a severity.
pub(super) fn recorded_looks(
    subject: &Subject<'_>,
    rule: &'static Rule,
    message: impl Fn(&FoundLook<'_>) -> Option<(String, Severity)>,
) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (library, today) = (subject.check().library, subject.check().today);
    let mut findings = Vec::new();
    for claim in &subject.entry.claims {
        for look in source_looks(claim, subject.entry, library) {
            let (Some((record, place)), Some(quote)) = (look.recorded, &look.source.quote) else { continue };
            let is_open = look.challenges(claim) && record.since <= today;
            let host = host_of(&record.url).unwrap_or_default();
            let found = FoundLook { claim: &claim.id.value, host, record, is_open };
            let Some((text, severity)) = message(&found) else { continue };
            let verify = verify_command(subject.entry, Some(claim));
            let help = format!("Read {}, correct the claim and its quote, then run `{verify}`.", record.url);
            let finding = subject.finding(rule, quote.span, text).help(help).subject(claim.id.value.clone());
            let finding = Finding { severity, ..finding };
            findings.push(finding.see(place.clone(), "the record of the look"));
        }
    }
    findings
}
