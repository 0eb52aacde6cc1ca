//! Texts that speak of something else.

use super::question::answer;
use super::terms::{terms, terms_in_order};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The text has no word of the question.
pub(crate) static RULE: Rule = Rule {
    id: "answers/off-topic",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The text holds none of the words of its question.",
    help: "Name the subject of the question, or check that text and question belong together.",
    page: include_str!("off_topic.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject).filter(|_| subject.is_due_complete()) else { return Vec::new() };
    let Some(question) = &answer.question else { return Vec::new() };
    // Other wordings, tags and the summary say in more words what the question is about.
    let other = answer.alternates.iter().chain(&subject.entry.tags).chain(&subject.entry.summary);
    let other = other.map(|text| text.value.as_str()).chain([subject.entry.title.value.as_str()]);
    let mut question_terms = terms(question);
    question_terms.extend(other.flat_map(terms));
    let mentions = terms_in_order(subject.entry.text()).any(|term| question_terms.contains(&term));
    // A question of one word, and a text of a few, often share none and are right.
    if mentions || question_terms.len() < 2 || terms_in_order(subject.entry.text()).take(6).count() < 6 {
        return Vec::new();
    }
    vec![subject.finding(&RULE, question.span, "the text holds none of the words of this question").subject("question")]
}
