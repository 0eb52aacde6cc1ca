//! Answers of which only one can be true.

use super::scope::{live, oppose, overlap};
use super::terms::normalised;
use crate::entry::{Answer, Entry, ShortAnswer};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;
use crate::source::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two answers to one question say opposite things.
pub(crate) static RULE: Rule = Rule {
    id: "answers/contradiction",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Two answers to the same question or control say yes and no.",
    help: "Find out which is true, or say for which product or region each holds.",
    page: include_str!("contradiction.md"),
};

/// The answers to each wording and each control: those that say yes, and the others.
type AnswersByKey<'a> = BTreeMap<String, [Vec<LiveAnswer<'a>>; 2]>;

/// An answer and its entry.
#[derive(Clone, Copy)]
struct LiveAnswer<'a> {
    entry: &'a Arc<Entry>,
    answer: &'a Answer,
}

/// How many answers on the other side are compared; more than that on one question is a finding of its own.
const COMPARED: usize = 50;

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let mut answers = AnswersByKey::new();
    let mut found = Vec::new();
    for (entry, answer) in live(shared.check.library) {
        let Some(short) = &answer.short_answer else { continue };
        let side = usize::from(short.value != ShortAnswer::Yes);
        let mut twin = None;
        for key in keys(answer) {
            let sides = answers.entry(key).or_default();
            let opposite = sides.get(1 - side).and_then(|others| {
                let mut others = others.iter().take(COMPARED);
                others.find(|other| {
                    other.entry.id != entry.id && oppose(answer, other.answer) && overlap(entry, other.entry)
                })
            });
            twin = twin.or(opposite.copied());
            if let Some(same) = sides.get_mut(side) {
                same.push(LiveAnswer { entry, answer });
            }
        }
        found.extend(twin.map(|other| finding(LiveAnswer { entry, answer }, other, short.span)));
    }
    found
}

/// Returns every wording and control that the answer answers.
fn keys(answer: &Answer) -> Vec<String> {
    let wordings = answer.question.iter().chain(&answer.alternates).map(|wording| normalised(wording));
    let controls = answer.frameworks.iter().flat_map(|(framework, controls)| {
        controls.iter().map(|control| format!("{}\u{0}{}", framework.value, control.value.to_uppercase()))
    });
    let mut keys: Vec<String> = wordings.chain(controls).collect();
    keys.sort();
    keys.dedup();
    keys
}

fn finding(one: LiveAnswer<'_>, other: LiveAnswer<'_>, span: Span) -> Finding {
    let word = |answer: &Answer| answer.short_answer.as_ref().map_or("", |short| short.value.word());
    let message = format!("this says `{}`, but `{}` says `{}`", word(one.answer), other.entry.id, word(other.answer));
    let owner = one.entry.owner.as_ref().map(|owner| owner.value.clone());
    let finding = Finding::new(&RULE, Place::new(&one.entry.file, span), message).owner(owner);
    let place = other.answer.short_answer.as_ref().map_or(other.entry.head, |short| short.span);
    finding
        .subject(format!("contradicts {}", other.entry.id))
        .see(Place::new(&other.entry.file, place), "the other answer")
}
