//! Plans that the account team does not know.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// The account team has not agreed to a win plan.
pub(crate) static RULE: Rule = Rule {
    id: "winplans/not-agreed",
    family: Family::Winplans,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A win plan has no approval by the account team.",
    help: "Agree on the criteria, and record it under `approvals` with the role `account-executive`.",
    page: include_str!("not_agreed.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let entry = subject.entry;
    let KindFields::Winplan(plan) = &entry.kind_fields else { return Vec::new() };
    let is_account = |role: &str| {
        let role = role.to_lowercase();
        ["account", "sales", "ae"].iter().any(|name| role.split(['-', ' ', '_']).any(|part| part == *name))
    };
    let check = subject.check();
    let approvals = check.library.counted_approvals(entry, check.settings.site.attestation);
    let is_agreed = approvals.iter().any(|approval| approval.role.as_ref().is_some_and(|role| is_account(role)));
    if !subject.is_due_complete() || is_agreed {
        return Vec::new();
    }
    let span = plan.win_criteria.first().map_or(entry.head, |criterion| criterion.span);
    vec![subject.finding(&RULE, span, "no approval by the account team").subject("approvals")]
}
