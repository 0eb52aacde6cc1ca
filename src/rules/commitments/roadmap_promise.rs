//! Promises of what does not exist yet.

use super::binding::{finding, said};
use crate::entry::{GapState, KindFields};
use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::hold::roadmap_promises;
use crate::kinds::Kind;
use crate::rules::own_subject::OwnSubject;

/// A text promises something that does not exist yet.
pub(crate) static RULE: Rule = Rule {
    id: "commitments/roadmap-promise",
    family: Family::Commitments,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A text that customers get promises something that does not exist yet.",
    help: "Say what exists today, and send the question about plans to Product Management.",
    page: include_str!("roadmap_promise.md"),
};

pub(crate) fn check(subject: &OwnSubject<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = planned_gap(subject).into_iter().collect();
    let placed = said(subject).map_or(Vec::new(), roadmap_promises);
    found.extend(placed.iter().map(|placed| finding(subject, &RULE, placed, "Product Management")));
    found
}

/// The text of a planned gap is a plan from its first to its last word.
fn planned_gap(subject: &OwnSubject<'_>) -> Option<Finding> {
    let KindFields::Gap(gap) = &subject.entry.kind_fields else { return None };
    let state = gap.state.as_ref().filter(|state| state.value == GapState::Planned)?;
    if !subject.is_outside() || subject.entry.kind != Kind::Gap {
        return None;
    }
    let finding = subject.finding(&RULE, state.span, "a planned gap is a plan, and outsiders may read this one");
    Some(finding.owner(Some("Product Management")).help("Give the gap an audience inside the company."))
}
