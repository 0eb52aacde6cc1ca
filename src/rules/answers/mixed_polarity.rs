//! Alternates that are about the opposite of their question.

use super::scope::live;
use crate::entry::{Answer, Entry};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::shared::Shared;
use crate::source::Spanned;
use fieldbook_search::matching::opposite_polarity;
use std::sync::Arc;

/// An alternate and the question cannot share a short answer.
pub(crate) static RULE: Rule = Rule {
    id: "answers/mixed-polarity",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An alternate is about the opposite of the question, so that one short answer cannot be true of both.",
    help: "Word it like the question, or move it to an answer of its own.",
    page: include_str!("mixed_polarity.md"),
};

pub(crate) fn check(shared: &Shared<'_>) -> Vec<Finding> {
    let answers = live(shared.check.library);
    answers.iter().flat_map(|(entry, answer)| of_answer(entry, answer)).collect()
}

fn of_answer(entry: &Arc<Entry>, answer: &Answer) -> Vec<Finding> {
    let (Some(question), Some(_)) = (&answer.question, &answer.short_answer) else { return Vec::new() };
    let is_opposite = |alternate: &&Spanned<String>| opposite_polarity(&question.value, &alternate.value).is_some();
    let owner = entry.owner.as_ref().map(|owner| owner.value.clone());
    let finding = |alternate: &Spanned<String>| {
        let message = format!("is about the opposite of \"{}\"", question.value);
        let finding = Finding::new(&RULE, Place::new(&entry.file, alternate.span), message).owner(owner.clone());
        finding.see(Place::new(&entry.file, question.span), "the question that `short_answer` answers")
    };
    answer.alternates.iter().filter(is_opposite).map(finding).collect()
}
