//! Criteria that cannot be measured.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use regex::Regex;
use std::sync::LazyLock;

/// A success criterion has neither a number nor a pass or fail.
pub(crate) static RULE: Rule = Rule {
    id: "pocs/unmeasurable-criterion",
    family: Family::Pocs,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A success criterion has neither a number nor a test that passes or fails.",
    help: "Write how much, by when, or the test that shows it.",
    page: include_str!("unmeasurable_criterion.md"),
};

/// A number in digits or words, or a word of a test that passes or fails.
static MEASURE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|twice|all|every|each|any|no|none|without|zero|pass|passes|fail|fails|yes|works|complete|completes|unattended";
    Regex::new(&format!(r"(?i)\d|\b(?:{words})\b")).ok()
});

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (KindFields::Poc(poc), Some(measure)) = (&subject.entry.kind_fields, MEASURE.as_ref()) else {
        return Vec::new();
    };
    if !subject.is_due_complete() {
        return Vec::new();
    }
    let criteria = poc.success_criteria.iter().enumerate();
    let vague = criteria.filter(|(_, criterion)| !measure.is_match(criterion));
    vague
        .map(|(index, criterion)| {
            let message = format!("success criterion {} has no number and no test that passes or fails", index + 1);
            subject.finding(&RULE, criterion.span, message)
        })
        .collect()
}
