//! Pages of sources that have another address now.

use super::looks::{FoundLook, found_looks};
use crate::evidence::Verdict;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use crate::source::Span;

/// The page of a source has another address now.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/source-moved",
    family: Family::Evidence,
    severity: Severity::Info,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The sentence that a claim quotes is on a page at another address.",
    help: "Read the page at its new address and correct `url`, or run `fieldbook check --fix`.",
    page: include_str!("source_moved.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for found in found_looks(subject) {
        let Some(to) = found.record.to.as_ref().filter(|_| found.record.verdict == Verdict::Moved) else { continue };
        let message = format!("the page on {} that the claim `{}` quotes moved to {to}", found.host, found.claim);
        let finding = subject.finding(&RULE, found.url, message).subject(found.claim.to_owned());
        let finding = finding.see(found.place.clone(), "the record of the look");
        findings.push(match written(subject, &found) {
            Some(span) if is_plain(to) => finding.fix(span, to.clone()),
            _ => finding,
        });
    }
    findings
}

/// Returns where the address itself is written, without quotation marks; `None` if it is written in another form.
fn written(subject: &Subject<'_>, found: &FoundLook<'_>) -> Option<Span> {
    let text = subject.entry.file.slice(found.url);
    let at = text.find(&found.record.url).filter(|_| text.trim_matches(['"', '\'']) == found.record.url)?;
    let start = found.url.range().start + at;
    Some(Span::new(start..start + found.record.url.len()))
}

/// Returns whether an address can replace another without marks: a server chose it.
fn is_plain(url: &str) -> bool {
    let is_sign = |symbol: char| {
        symbol.is_ascii_alphanumeric()
            || matches!(symbol, '-' | '.' | '_' | '~' | '/' | '?' | '=' | '&' | '%' | '+' | ':' | '#' | '@' | ';')
    };
    url.starts_with("https://") && url.chars().all(is_sign) && !url.ends_with(':')
}
