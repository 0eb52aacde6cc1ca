//! What the last looks at the sources of an entry found.

use crate::evidence::{ReachKind, Record, host_of};
use crate::finding::{Finding, Place, Rule, Severity};
use crate::freshness::source_looks;
use crate::rules::freshness::verify_command;
use crate::rules::subject::Subject;
use crate::source::Span;

/// A record of a quote of a claim.
pub(super) struct FoundLook<'a> {
    /// The claim's id.
    pub(super) claim: &'a str,
    /// How the claim is verified.
    verify: String,
    /// The host of the page.
    pub(super) host: String,
    /// What was recorded.
    pub(super) record: &'a Record,
    /// Where that is recorded.
    pub(super) place: &'a Place,
    /// Where the claim has the quote.
    quote: Span,
    /// Where the claim has the address of the page.
    pub(super) url: Span,
    /// Whether it speaks against the claim, and no person has verified it since.
    pub(super) is_open: bool,
}

impl FoundLook<'_> {
    /// Says which other page has the words, as the end of a message; empty if none is known.
    pub(super) fn elsewhere(&self) -> String {
        let page = self.record.elsewhere.as_ref();
        page.map_or(String::new(), |page| format!("; the same words are on {page}"))
    }
}

/// Returns what is recorded of the quotes of an entry that readers see.
pub(super) fn found_looks<'a>(subject: &Subject<'a>) -> Vec<FoundLook<'a>> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (entry, library, today) = (subject.entry, subject.check().library, subject.check().today);
    let mut found = Vec::new();
    for claim in &entry.claims {
        for look in source_looks(claim, entry, library) {
            let (Some((record, place)), Some(quote)) = (look.recorded, &look.source.quote) else { continue };
            found.push(FoundLook {
                claim: &claim.id.value,
                verify: verify_command(entry, Some(claim)),
                host: host_of(&record.url).unwrap_or_default(),
                record,
                place,
                quote: quote.span,
                url: look.source.url.span,
                is_open: look.challenges(claim) && record.since <= today,
            });
        }
    }
    found
}

/// Returns a finding of `rule` for each record of which `message` makes a message and a severity.
pub(super) fn recorded_looks(
    subject: &Subject<'_>,
    rule: &'static Rule,
    message: impl Fn(&FoundLook<'_>) -> Option<(String, Severity)>,
) -> Vec<Finding> {
    let findings = found_looks(subject).into_iter().filter_map(|found| {
        let (text, severity) = message(&found)?;
        let help = format!("Read {}, correct the claim and its quote, then run `{}`.", found.record.url, found.verify);
        let finding = subject.finding(rule, found.quote, text).help(help).subject(found.claim.to_owned());
        let finding = Finding { severity, ..finding };
        Some(finding.see(found.place.clone(), "the record of the look"))
    });
    findings.collect()
}

/// Returns a finding of `rule` for each quote whose page could not be looked at for long, in one of the ways `kinds`.
pub(super) fn failed_looks(subject: &Subject<'_>, rule: &'static Rule, kinds: &[ReachKind]) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let (library, today) = (subject.check().library, subject.check().today);
    let mut findings = Vec::new();
    for claim in &subject.entry.claims {
        for look in source_looks(claim, subject.entry, library) {
            let Some((page, place)) = look.page else { continue };
            let Some(reach) = page.reach.filter(|reach| kinds.contains(&reach.why.kind())) else { continue };
            if !reach.is_reported(today) || reach.since > today {
                continue;
            }
            let (host, id) = (host_of(&page.page).unwrap_or_default(), &claim.id.value);
            let status = reach.status.map_or(String::new(), |status| format!(" (status {status})"));
            let message = format!(
                "the page on {host} that the claim `{id}` quotes could not be looked at since {}: {}{status}",
                reach.since,
                reach.why.words()
            );
            let name = format!("{}#{id}", subject.entry.id);
            let help = format!("Open {}, save it, and run `fieldbook evidence capture {name} --from FILE`.", page.page);
            let finding = subject.finding(rule, look.source.url.span, message).help(help).subject(id.clone());
            findings.push(finding.see(place.clone(), "the record of the page"));
        }
    }
    findings
}
