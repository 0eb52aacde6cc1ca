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
pub(super) static RULE: Rule = Rule {
    id: "answers/contradiction",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "Two answers to the same question or control say yes and no.",
    help: "Find out which is true, or say for which product or region each holds.",
    page: include_str!("contradiction.md"),
};

/// What is asked, as a wording or a control, with the answers to it: those that say yes, and the others.
type Asked<'a> = BTreeMap<String, [Vec<(&'a Arc<Entry>, &'a Answer)>; 2]>;

/// How many answers on the other side are compared; more than that on one question is a fault of its own.
const COMPARED: usize = 50;

pub(super) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let mut asked = Asked::new();
    let mut found = Vec::new();
    for (entry, answer) in live(shared.check.library) {
        let Some(short) = &answer.short_answer else { continue };
        let side = usize::from(short.value != ShortAnswer::Yes);
        let mut twin = None;
        for key in keys(answer) {
            let sides = asked.entry(key).or_default();
            let opposite = sides.get(1 - side).and_then(|others| {
                let mut others = others.iter().take(COMPARED);
                others.find(|(other, their)| other.id != entry.id && oppose(answer, their) && overlap(entry, other))
            });
            twin = twin.or(opposite.map(|(other, their)| (*other, *their)));
            if let Some(own) = sides.get_mut(side) {
                own.push((entry, answer));
            }
        }
        found.extend(twin.map(|(other, their)| finding((entry, answer), (other, their), short.span)));
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

fn finding(own: (&Arc<Entry>, &Answer), other: (&Arc<Entry>, &Answer), span: Span) -> Finding {
    let word = |answer: &Answer| answer.short_answer.as_ref().map_or("", |short| short.value.word());
    let message = format!("this says `{}`, and `{}` says `{}`", word(own.1), other.0.id, word(other.1));
    let owner = own.0.owner.as_ref().map(|owner| owner.value.clone());
    let finding = Finding::new(&RULE, Place::new(&own.0.file, span), message).owner(owner);
    let place = other.1.short_answer.as_ref().map_or(other.0.head, |short| short.span);
    finding.subject(format!("contradicts {}", other.0.id)).see(Place::new(&other.0.file, place), "the other answer")
}
