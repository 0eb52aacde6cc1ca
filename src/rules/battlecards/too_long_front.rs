//! Fronts that do not fit on one page.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::own_subject::OwnSubject;

/// The front of a card does not fit on one page.
pub(crate) static RULE: Rule = Rule {
    id: "battlecards/too-long-front",
    family: Family::Battlecards,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The front of a battlecard has more than 650 words, so it does not print on one page.",
    help: "Move detail below `Objections`, `Pricing` or `Proof`, or into entries that the card links.",
    page: include_str!("too_long_front.md"),
};

/// The most words that print on one page.
const MOST: usize = 650;

/// Sections that are on the back.
const BACK: [&str; 6] = ["Objections", "Pricing", "Proof", "Details", "Background", "Sources"];

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Battlecard || !subject.is_due_complete() {
        return Vec::new();
    }
    let back: Vec<_> = BACK.iter().filter_map(|name| entry.section(name)).collect();
    let prose = subject.prose();
    let front = prose.sentences().iter().filter(|sentence| {
        let start = prose.span(&sentence.range).start;
        start >= entry.body.span.start && !back.iter().any(|section| section.start <= start && start < section.end)
    });
    let words: usize = front.map(|sentence| prose.text_of(sentence).split_whitespace().count()).sum();
    if words <= MOST {
        return Vec::new();
    }
    let message = format!("the front has {words} words; {MOST} print on one page");
    vec![subject.finding(&RULE, entry.title.span, message).subject("front")]
}
