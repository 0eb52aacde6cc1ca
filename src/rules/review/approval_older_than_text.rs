//! Approvals of an earlier text.

use crate::config::Status;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Edit, text_change};
use crate::rules::subject::Subject;
use chrono::NaiveDate;

/// The text changed after it was approved.
pub(crate) static RULE: Rule = Rule {
    id: "review/approval-older-than-text",
    family: Family::Review,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The text changed after it was approved.",
    help: "Have the new text approved, and record the day.",
    page: include_str!("approval_older_than_text.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let days = entry.approvals.iter().filter_map(|approval| approval.on.as_ref());
    let Some(last) = days.max_by_key(|on| on.value).filter(|_| entry.status.value == Status::Approved) else {
        return Vec::new();
    };
    let changed = edited_on(subject).filter(|day| *day > last.value);
    let message = match changed {
        Some(day) => format!("the last approval is of {}, and the text changed on {day}", last.value),
        None if changed_since(subject, last.value) => {
            format!("the last approval is of {}, and the text changed after the check that it rested on", last.value)
        }
        None => return Vec::new(),
    };
    vec![subject.finding(&RULE, last.span, message).subject("approvals")]
}

/// Returns the last day on which the file changed, where the caller knows its history.
fn edited_on(subject: &Subject<'_>) -> Option<NaiveDate> {
    subject.check().edited.get(subject.entry.file.path()).copied()
}

/// Returns whether the text is known to differ in substance from the one that was verified before the approval.
fn changed_since(subject: &Subject<'_>, approved: NaiveDate) -> bool {
    let entry = subject.entry;
    let verified = entry.verified.as_ref().filter(|verified| verified.on.value <= approved);
    let change = verified.and_then(|_| text_change(entry, None, subject.check().library));
    change.is_some_and(|change| !matches!(change.edit, Edit::Words(class) if !class.is_material()))
}
