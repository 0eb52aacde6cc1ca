//! A yes that nothing shows.

use super::question::answer;
use crate::entry::ShortAnswer;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A yes names no evidence.
pub(crate) static RULE: Rule = Rule {
    id: "answers/no-evidence",
    family: Family::Answers,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A yes names no evidence.",
    help: "Add `evidence`: a policy, a report, a page of the documentation, or a claim.",
    page: include_str!("no_evidence.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject).filter(|_| subject.is_due_complete()) else { return Vec::new() };
    let is_shown = !answer.evidence.is_empty() || !subject.entry.body.citations.is_empty();
    let yes = answer.short_answer.iter().filter(|short| short.value == ShortAnswer::Yes && !is_shown);
    yes.map(|short| subject.finding(&RULE, short.span, "nothing shows this yes").subject("short_answer")).collect()
}
