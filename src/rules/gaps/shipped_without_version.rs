//! Closed gaps that do not say since when.

use crate::entry::{GapState, KindFields};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::rules::subject::Subject;

/// A gap is shipped and names no version.
pub(crate) static RULE: Rule = Rule {
    id: "gaps/shipped-without-version",
    family: Family::Gaps,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "A gap is `shipped` and names no version.",
    help: "Add `shipped_in` with the first version that customers can use.",
    page: include_str!("shipped_without_version.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let KindFields::Gap(gap) = &subject.entry.kind_fields else { return Vec::new() };
    let shipped = gap.state.iter().filter(|state| state.value == GapState::Shipped && gap.shipped_in.is_none());
    shipped.map(|state| subject.finding(&RULE, state.span, "a shipped gap needs `shipped_in`")).collect()
}
