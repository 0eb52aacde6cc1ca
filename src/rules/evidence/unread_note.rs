//! What looks like evidence in a note or a claim and cannot be read as such.

use crate::entry::{DateWord, EvidenceNote, Unread, UnreadReason};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// A note or claim holds an address, quote or date that could not be read as evidence.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/unread-note",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A note or claim holds an address, a quote or a date that could not be read as evidence.",
    help: "Write `<https://…> \"the quoted words\" (verified 2026-10-02)`.",
    page: include_str!("unread_note.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let is_about_competitor = subject.is_any_of(&[Kind::Battlecard, Kind::Competitor]);
    let competitors = subject.shared.competitors();
    let names_competitor = |note: &&EvidenceNote| {
        let sentence = note.sentence.as_ref();
        is_about_competitor || sentence.is_some_and(|sentence| competitors.find(&sentence.value).next().is_some())
    };
    let notes = subject.entry.notes.iter().filter(names_competitor);
    let unread = notes.flat_map(|note| note.note.unread.iter().map(move |unread| (note, unread)));
    let mut findings: Vec<Finding> = unread.map(|(note, unread)| finding(subject, note, unread)).collect();
    findings.extend(source_fields(subject));
    findings
}

fn finding(subject: &Subject<'_>, note: &EvidenceNote, unread: &Unread) -> Finding {
    let label = &note.label.value;
    let (what, help) = wording(unread.reason);
    let message = format!("in the note `{label}`, {what}");
    subject.finding(&RULE, unread.span, message).help(help).subject(format!("{label}: {what}"))
}

/// Returns what is wrong and what to write.
fn wording(reason: UnreadReason) -> (&'static str, String) {
    match reason {
        UnreadReason::DateForm { day: Some(day) } => (
            "this date is not written as YYYY-MM-DD",
            format!("Write `verified {day}` if that is the day of the check."),
        ),
        UnreadReason::DateForm { day: None } => (
            "this date is not written as YYYY-MM-DD, and the day cannot be known from it",
            "Write the day of the check as `verified YYYY-MM-DD`.".to_owned(),
        ),
        UnreadReason::NoSuchDay => {
            ("this date is not in the calendar", "Write the day of the check as `verified YYYY-MM-DD`.".to_owned())
        }
        UnreadReason::SecondDate(DateWord::Verified) => {
            ("this is a second day of a check", "Keep the day of the last check, as `verified YYYY-MM-DD`.".to_owned())
        }
        UnreadReason::SecondDate(DateWord::Captured) => (
            "this is a second day on which the quote was captured",
            "Keep one day, as `captured YYYY-MM-DD`.".to_owned(),
        ),
        UnreadReason::DateWithoutWord => (
            "this date has no word that says what happened on it",
            "Write `verified YYYY-MM-DD` for a check against the source, or `captured YYYY-MM-DD` for the quote."
                .to_owned(),
        ),
        UnreadReason::Denied => (
            "this date is not that of a check",
            "Check the statement against its source, then write `verified YYYY-MM-DD`.".to_owned(),
        ),
        UnreadReason::SecondQuote => (
            "this is a second quote from the same address",
            "Write the address again before it, or join both quotes with `…`.".to_owned(),
        ),
        UnreadReason::OpenQuote => ("this quotation mark is never closed", "Close the quote.".to_owned()),
        UnreadReason::AddressForm => {
            ("this address has no `https://`", "Write the whole address, as `<https://…>`.".to_owned())
        }
    }
}

/// Reports addresses of claims in front matter that hold more than an address.
fn source_fields(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let fields = entry.claims.iter().filter(|claim| claim.id.span.end <= entry.body.span.start);
    let sources = fields.flat_map(|claim| claim.sources.iter().map(move |source| (claim, source)));
    let is_mixed = |url: &str| url.contains("://") && url.trim().contains(char::is_whitespace);
    let mixed = sources.filter(|(_, source)| is_mixed(&source.url.value));
    let found = mixed.map(|(claim, source)| {
        let message = format!("the source of the claim `{}` holds more than an address", claim.id.value);
        let help = "Keep the address alone, and write the rest as `quote:` and `verified:` of the claim.";
        subject.finding(&RULE, source.url.span, message).help(help).subject(claim.id.value.clone())
    });
    found.collect()
}
