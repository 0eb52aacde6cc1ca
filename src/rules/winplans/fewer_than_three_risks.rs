//! Plans that see no danger.

use crate::entry::KindFields;
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A win plan names fewer than three risks.
pub(crate) static RULE: Rule = Rule {
    id: "winplans/fewer-than-three-risks",
    family: Family::Winplans,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A win plan names fewer than three risks.",
    help: "Write the three most likely ways to lose this deal.",
    page: include_str!("fewer_than_three_risks.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Winplan(plan) = &subject.entry.kind_fields else { return Vec::new() };
    let count = plan.risks.iter().filter(|risk| risk.risk.is_some()).count();
    if !subject.is_due_complete() || count >= 3 {
        return Vec::new();
    }
    let span = plan.risks.iter().find_map(|risk| risk.risk.as_ref()).map_or(subject.entry.head, |risk| risk.span);
    vec![
        subject.finding(&RULE, span, format!("the plan names {count} risks; at least 3 are required")).subject("risks"),
    ]
}
