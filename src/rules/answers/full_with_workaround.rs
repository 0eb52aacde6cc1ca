//! Full compliance that needs a workaround.

use super::question::answer;
use crate::entry::Compliance;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// An answer claims full compliance and needs a workaround.
pub(crate) static RULE: Rule = Rule {
    id: "answers/full-with-workaround",
    family: Family::Answers,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An answer claims full compliance and needs a workaround.",
    help: "Write `compliance: partial`, or take the workaround out.",
    page: include_str!("full_with_workaround.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(answer) = answer(subject) else { return Vec::new() };
    let (Some(compliance), Some(workaround)) = (&answer.compliance, &answer.workaround) else { return Vec::new() };
    let is_real = !workaround.trim().is_empty() && !workaround.trim().eq_ignore_ascii_case("none");
    if compliance.value != Compliance::Full || !is_real {
        return Vec::new();
    }
    let finding =
        subject.finding(&RULE, compliance.span, "this is not full: it needs a workaround").subject("compliance");
    vec![finding.see(subject.place(workaround.span), "the workaround")]
}
