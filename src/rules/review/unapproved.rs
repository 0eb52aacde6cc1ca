//! Approved entries that nobody fit to approve has approved.

use crate::config::Status;
use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::kinds::Kind;
use crate::rules::subject::Subject;
use crate::source::{Span, Spanned};

/// An entry is called approved and lacks an approval that its kind or topic wants.
pub(super) static RULE: Rule = Rule {
    id: "review/unapproved",
    family: Family::Review,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An entry is called approved and lacks an approval that its kind or topic wants.",
    help: "Have it approved and record that under `approvals`, or set `status: in-review`.",
    page: include_str!("unapproved.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    if entry.status.value != Status::Approved {
        return Vec::new();
    }
    let roles = super::approved_roles(entry, &subject.check().library.lists);
    let has = |fitting: &[&str]| roles.iter().any(|role| fitting.contains(&role.as_str()));
    match &entry.kind_fields {
        KindFields::Answer(answer) => {
            let topics = answer.topics.iter().filter_map(|topic| Some((topic, wanted(topic)?)));
            let lacking = topics.filter(|(_, fitting)| !has(fitting));
            let mut found: Vec<Finding> = lacking.map(|(topic, fitting)| lacks(subject, topic, fitting)).collect();
            if found.is_empty() && entry.approvals.is_empty() {
                found.push(nobody(subject, entry.status.span));
            }
            found
        }
        KindFields::Architecture(_) if !has(&["architect", "architecture", "engineering", "product"]) => {
            let message = "an architecture is approved by an architect, and none has";
            vec![subject.finding(&RULE, entry.status.span, message).subject("architect")]
        }
        _ if entry.kind == Kind::Brief && subject.is_outside() && entry.approvals.is_empty() => {
            vec![nobody(subject, entry.status.span)]
        }
        _ => Vec::new(),
    }
}

fn nobody(subject: &Subject<'_>, span: Span) -> Finding {
    subject.finding(&RULE, span, "this is called approved, and nobody has approved it").subject("approvals")
}

fn lacks(subject: &Subject<'_>, topic: &Spanned<String>, fitting: &[&str]) -> Finding {
    let roles = fitting.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(" or ");
    let message =
        format!("an answer about {} is approved by {roles}, and none of them has", fitting.first().unwrap_or(&""));
    subject.finding(&RULE, topic.span, message).subject(format!("topic: {}", topic.value))
}

/// Returns the roles of which one must approve an answer on `topic`; nothing where any approval will do.
fn wanted(topic: &str) -> Option<&'static [&'static str]> {
    match topic.to_lowercase().as_str() {
        "security" => Some(&["security", "ciso"]),
        "privacy" => Some(&["privacy", "dpo", "legal"]),
        "legal" | "contract" => Some(&["legal"]),
        _ => None,
    }
}
