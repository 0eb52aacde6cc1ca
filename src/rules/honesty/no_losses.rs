//! Battlecards that only win.

use crate::entry::{Entry, Stance};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;

/// A battlecard does not say where we lose.
pub(crate) static RULE: Rule = Rule {
    id: "honesty/no-losses",
    family: Family::Honesty,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A battlecard does not say where we lose.",
    help: "Add a section `Why we lose` with at least one honest reason, or a claim with `stance: we-lose`.",
    page: include_str!("no_losses.md"),
};

/// The names under which a card says where we lose.
const LOSSES: [&str; 5] = ["Why we lose", "Where we lose", "Why they win", "Where they win", "Where they are stronger"];

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind != Kind::Battlecard || !subject.is_due_complete() || says_losses(entry) {
        return Vec::new();
    }
    let heading = entry
        .body
        .headings
        .iter()
        .find(|heading| heading.level == 2 && LOSSES.iter().any(|name| heading.text.eq_ignore_ascii_case(name)));
    let (span, message) = heading.map_or((entry.head, "the battlecard does not say where we lose"), |heading| {
        (heading.span, "this section is empty")
    });
    vec![subject.finding(&RULE, span, message).subject("losses")]
}

fn says_losses(entry: &Entry) -> bool {
    let has_claim =
        entry.claims.iter().any(|claim| claim.stance.as_ref().is_some_and(|stance| stance.value == Stance::WeLose));
    let sections = LOSSES.iter().filter_map(|name| entry.section(name));
    let mut texts = sections.map(|section| entry.file.slice(section));
    has_claim || texts.any(|text| text.chars().any(char::is_alphanumeric))
}
