//! Two questions in one.

use super::question::answer;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use regex::Regex;
use std::sync::LazyLock;

/// A question asks two things.
pub(crate) static RULE: Rule = Rule {
    id: "answers/compound-question",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A question asks two things, so no one short answer fits.",
    help: "Make two answers of it.",
    page: include_str!("compound_question.md"),
};

/// A second question after “and” or “or”.
static SECOND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "do|does|did|is|are|can|how|what|who|when|where|which|why|has|have|will";
    Regex::new(&format!(r"(?i)[,;]?\s(?:and|or)(?:,? if so,?)?\s(?:{words})\s|\?\s+\S.*\?")).ok()
});

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject).filter(|_| subject.is_due_complete()) else { return Vec::new() };
    let asks_twice = |question: &str| SECOND.as_ref().is_some_and(|second| second.is_match(question));
    let compound = answer.question.iter().filter(|question| asks_twice(question));
    compound.map(|question| subject.finding(&RULE, question.span, "this asks two things")).collect()
}
