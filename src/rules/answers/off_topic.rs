//! Texts that speak of something else.

use super::terms::terms;
use crate::finding::{Finding, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The text never mentions what was asked.
pub(super) static RULE: Rule = Rule {
    id: "answers/off-topic",
    severity: Severity::Warning,
    profile: Profile::Strict,
    summary: "The text holds none of the words of its question.",
    mend: "Name the subject of the question, or check that text and question belong together.",
    page: include_str!("off_topic.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = super::answer(subject).filter(|_| subject.is_due_complete()) else { return Vec::new() };
    let Some(question) = &answer.question else { return Vec::new() };
    let (asked, said) = (terms(question), terms(subject.entry.text()));
    // A question of one word, and a text of a few, often share none and are right.
    if asked.len() < 2 || said.len() < 6 || asked.iter().any(|term| said.contains(term)) {
        return Vec::new();
    }
    vec![subject.finding(&RULE, question.span, "the text holds none of the words of this question").subject("question")]
}
