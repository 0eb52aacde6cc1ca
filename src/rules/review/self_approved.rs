//! Approvals by the person who wrote it.

use super::same_person::is_same_person;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The owner of an entry approved it alone.
pub(crate) static RULE: Rule = Rule {
    id: "review/self-approved",
    family: Family::Review,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "An entry is approved only by its owner.",
    help: "Have another person approve it.",
    page: include_str!("self_approved.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let (entry, lists) = (subject.entry, &subject.check().library.lists);
    let Some(owner) = entry.owner.as_ref().filter(|_| subject.is_due_complete()) else { return Vec::new() };
    let check = subject.check();
    let approvals = check.library.counted_approvals(entry, check.settings.site.attestation);
    let by: Vec<_> = approvals.iter().filter_map(|approval| approval.by.as_ref()).collect();
    let is_own = |name: &&&crate::source::Spanned<String>| is_same_person(name, owner, lists);
    match by.iter().find(is_own) {
        Some(own) if by.iter().all(|name| is_own(&name)) => {
            let message = format!("only `{}`, who owns this, has approved it", owner.value);
            vec![subject.finding(&RULE, own.span, message).subject("approvals")]
        }
        _ => Vec::new(),
    }
}
