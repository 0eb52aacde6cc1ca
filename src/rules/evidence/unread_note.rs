//! What looks like evidence in a note or a claim and cannot be read as such.

use crate::entry::{Citation, DateWord, EvidenceNote, HiddenEvidence, Hiding, Unread, UnreadReason};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::prose::Role;
use crate::rules::own_subject::OwnSubject;
use crate::rules::subject::Subject;
use crate::source::{Span, Spanned, count};
use regex::Regex;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A note or claim holds evidence that could not be read, or a note that must prove something holds none.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/unread-note",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A note or claim holds evidence that could not be read, or a note that must prove something holds none.",
    help: "Write `<https://…> \"the quoted words\" (verified 2026-10-02)`.",
    page: include_str!("unread_note.md"),
};

/// The kinds whose sentences are all about competitors.
const ABOUT_COMPETITORS: &[Kind] = &[Kind::Battlecard, Kind::Competitor];

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let is_about_competitor = subject.is_any_of(ABOUT_COMPETITORS);
    let competitors = subject.vocabularies.competitors;
    let names_competitor = |note: &&EvidenceNote| {
        let sentence = note.sentence.as_ref();
        is_about_competitor || sentence.is_some_and(|sentence| competitors.find(&sentence.value).next().is_some())
    };
    let notes = subject.entry.notes.iter().filter(names_competitor);
    let unread = notes.flat_map(|note| note.note.unread.iter().map(move |unread| (note, unread)));
    let mut findings: Vec<Finding> = unread.map(|(note, unread)| finding(subject, note, unread)).collect();
    if is_about_competitor && subject.is_due_complete() {
        findings.extend(plain_notes(subject));
    }
    if subject.is_due_complete() {
        findings.extend(dates_in_text(subject));
    }
    findings
}

fn finding(subject: &OwnSubject<'_>, note: &EvidenceNote, unread: &Unread) -> Finding {
    let label = &note.label.value;
    let (what, help) = wording(unread.reason);
    let message = format!("in the note `{label}`, {what}");
    subject.finding(&RULE, unread.span, message).help(help).subject(format!("{label}: {what}"))
}

/// Returns what is wrong and what to write.
fn wording(reason: UnreadReason) -> (Cow<'static, str>, String) {
    let (what, help) = match reason {
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
        UnreadReason::Hidden { evidence, by } => return hidden_wording(evidence, by),
    };
    (Cow::Borrowed(what), help)
}

/// Returns what is wrong with evidence that readers do not see, and what to write.
fn hidden_wording(evidence: HiddenEvidence, by: Hiding) -> (Cow<'static, str>, String) {
    let what = match evidence {
        HiddenEvidence::Date => "a date",
        HiddenEvidence::Address => "an address",
    };
    let place = match by {
        Hiding::Comment => "in a comment",
        Hiding::Html => "in raw HTML",
        Hiding::Strikethrough => "in struck-through text",
        Hiding::Picture => "in a picture",
        Hiding::Definition => "in the definition of a link",
    };
    let help = match evidence {
        HiddenEvidence::Date => "Write `(verified YYYY-MM-DD)` as text that readers see, or remove the date.",
        HiddenEvidence::Address => "Write `<https://…>` as text that readers see, or remove the address.",
    };
    (Cow::Owned(format!("{what} {place} is not evidence")), help.to_owned())
}

/// The words with which a note names a source in prose.
static NAMED_SOURCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \b(?:see|source|per|according\ to)\b [^.;]{0,80}
        \b(?:source|page|doc|documentation|manual|site|website|datasheet|changelog|release\ note)s?\b",
    )
    .ok()
});

/// Reports notes without any evidence which are all that a statement about a competitor cites, or which name a source
/// in prose.
fn plain_notes(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let plain: BTreeMap<&str, &Spanned<String>> = entry.plain_notes().map(|note| (note.value.as_str(), note)).collect();
    if plain.is_empty() {
        return Vec::new();
    }
    let body = &entry.body;
    let is_plain = |citation: &&Citation| plain.contains_key(citation.label.value.as_str());
    // A sentence begins at the same byte for each of its citations.
    let proven: BTreeSet<u32> =
        body.citations.iter().filter(|citation| !is_plain(citation)).map(|citation| citation.sentence.start).collect();
    let leads_elsewhere =
        |sentence: Span| body.links_within(sentence).iter().any(|link| link.target.value.starts_with("http"));
    let competitors = subject.vocabularies.competitors;
    let is_unproven = |citation: &&Citation| {
        let sentence = citation.sentence;
        let definition = plain.get(citation.label.value.as_str()).map_or("", |note| entry.file.slice(note.span));
        let names_source = || NAMED_SOURCE.as_ref().is_some_and(|named| named.is_match(definition));
        let names_competitor = || competitors.find(entry.file.slice(sentence)).next().is_some();
        !proven.contains(&sentence.start) && !leads_elsewhere(sentence) && (names_competitor() || names_source())
    };
    let unproven = body.citations.iter().filter(is_plain).filter(is_unproven);
    let labels: BTreeSet<&str> = unproven.map(|citation| citation.label.value.as_str()).collect();
    let definitions = plain.into_iter().filter(|(label, _)| labels.contains(label));
    let found = definitions.map(|(label, note)| {
        let start = note.span.start + 2;
        let span = Span { start, end: start + count(label.len()) };
        let message = format!("the note `{label}` has no address, no quote and no date");
        subject.finding(&RULE, span, message).subject(format!("{label}: no evidence"))
    });
    found.collect()
}

/// A word for a check with a day, in a sentence.
static CHECKED_ON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \b(?:verified|(?:re-?)?checked|as\ of|captured)\b [^.;!?0-9]{0,30}
        (?: [0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2} | [0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4} )\b",
    )
    .ok()
});

/// Reports days of checks in the text itself: in an entry about a competitor, and elsewhere in sentences that name one.
fn dates_in_text(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let Some(pattern) = CHECKED_ON.as_ref() else { return Vec::new() };
    let (prose, competitors) = (subject.prose(), subject.vocabularies.competitors);
    let is_about_competitor = subject.is_any_of(ABOUT_COMPETITORS);
    let sentences = prose.sentences().iter().filter(|sentence| prose.role(sentence) != Role::Field);
    let dated = sentences.filter_map(|sentence| Some((sentence, pattern.find(prose.text_of(sentence))?.range())));
    let meant =
        dated.filter(|(sentence, _)| is_about_competitor || competitors.find(prose.text_of(sentence)).next().is_some());
    let found = meant.map(|(sentence, range)| {
        let start = sentence.range.start;
        let span = prose.span(&(start + range.start..start + range.end));
        let message = "a day in the text is not evidence of a check";
        let help = "Write it in a footnote, as `[^label]: <https://…> \"the quoted words\" (verified YYYY-MM-DD)`.";
        subject.finding(&RULE, span, message).help(help)
    });
    found.collect()
}

/// Reports sources of claims in front matter that are not an address, or hold more than one.
pub(crate) fn check_sources(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if !subject.is_live() {
        return Vec::new();
    }
    let fields = entry.claims.iter().filter(|claim| claim.id.span.end <= entry.body.span.start);
    let sources = fields.flat_map(|claim| claim.sources.iter().map(move |source| (claim, source)));
    let found = sources.filter_map(|(claim, source)| {
        let (what, help) = source_fault(source.url.value.trim(), subject)?;
        let message = format!("the source of the claim `{}` {what}", claim.id.value);
        Some(subject.finding(&RULE, source.url.span, message).help(help).subject(claim.id.value.clone()))
    });
    found.collect()
}

/// Returns what is wrong with a source, and what to write. Ids of entries and paths of files are sources too.
fn source_fault(source: &str, subject: &Subject<'_>) -> Option<(&'static str, &'static str)> {
    let has_blank = source.contains(char::is_whitespace);
    let first = source.split('/').next().unwrap_or_default();
    if source.contains("://") {
        let help = "Keep the address alone, and write the rest as `quote:` and `verified:` of the claim.";
        return has_blank.then_some(("holds more than an address", help));
    }
    let is_known = subject.check().library.find(source).is_some();
    if !is_known && (has_blank || !source.contains(['/', '.'])) {
        return Some(("is not an address", "Write the address of the page, as `https://…`."));
    }
    let is_host = source.contains('/') && first.trim_matches('.').contains('.');
    is_host.then_some(("has no `https://`", "Write the whole address, as `https://…`."))
}
