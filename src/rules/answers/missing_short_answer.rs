//! Closed questions without a yes or no.

use super::question::{answer, is_closed};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A closed question has no short answer.
pub(crate) static RULE: Rule = Rule {
    id: "answers/missing-short-answer",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A question that yes or no answers has no `short_answer`.",
    help: "Add `short_answer`: `yes`, `no`, `partial`, `na` or `planned`.",
    page: include_str!("missing_short_answer.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject).filter(|answer| answer.short_answer.is_none()) else { return Vec::new() };
    let question = answer.question.iter().filter(|question| is_closed(question) && subject.is_due_complete());
    question.map(|question| subject.finding(&RULE, question.span, "yes or no answers this; which?")).collect()
}
