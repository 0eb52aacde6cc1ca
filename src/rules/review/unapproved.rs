//! Approved entries without a required approval.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::{MissingApproval, missing_approvals};
use crate::kinds::Kind;
use crate::rules::subject::Subject;
use crate::source::Span;

/// An approved entry lacks an approval that its kind or topic requires.
pub(crate) static RULE: Rule = Rule {
    id: "review/unapproved",
    family: Family::Review,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An approved entry lacks an approval that its kind or topic requires.",
    help: "Have it approved and record that under `approvals`, or set `status: in-review`.",
    page: include_str!("unapproved.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.kind == Kind::Brief && !subject.is_outside() {
        return Vec::new();
    }
    let check = subject.check();
    let missing = missing_approvals(entry, check.library, check.settings.site.attestation).into_iter();
    let finding = |(missing, span): (MissingApproval, Span)| {
        let about = match &missing {
            MissingApproval::Any => "approvals".to_owned(),
            MissingApproval::Topic { topic, .. } => format!("topic: {topic}"),
            MissingApproval::Architecture { .. } => "architect".to_owned(),
        };
        subject.finding(&RULE, span, missing.to_string()).subject(about).unless_unread(entry.written.approvals)
    };
    missing.map(finding).collect()
}
