//! Placeholders that no value is given for.

use super::question::answer;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::{AnswerPlaceholder, HoldReason, answer_placeholders};
use crate::rules::subject::Subject;

/// An answer has a placeholder that it does not declare.
pub(crate) static RULE: Rule = Rule {
    id: "answers/unresolved-placeholder",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "An answer has a placeholder that it does not declare.",
    help: "Write the text, or declare the name under `placeholders`.",
    page: include_str!("unresolved_placeholder.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject) else { return Vec::new() };
    let is_due = subject.is_due_complete();
    // A draft may still have marks for its author, but no name that would never get a value.
    let is_reported =
        |found: &AnswerPlaceholder| !found.is_declared && !found.is_code && (is_due || found.name.is_some());
    let unresolved = answer_placeholders(subject.entry, answer).into_iter().filter(is_reported);
    let finding = |found: AnswerPlaceholder| {
        let mut finding = subject.finding(&RULE, found.span, HoldReason::Placeholder(found.shown).to_string());
        if !is_due {
            finding.severity = Severity::Warning;
        }
        finding
    };
    unresolved.map(finding).collect()
}
