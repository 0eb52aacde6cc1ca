//! Approvals of entries.

mod approval_older_than_text;
mod self_approved;
mod unapproved;

use super::unit::Unit;
use crate::library::Lists;

/// The family's rules.
pub(super) static UNITS: [Unit; 3] = [
    Unit::entry(&approval_older_than_text::RULE, approval_older_than_text::check),
    Unit::entry(&self_approved::RULE, self_approved::check),
    Unit::entry(&unapproved::RULE, unapproved::check),
];

/// Returns whether two names mean one person: the same words, or the same entry of `people.yaml`.
fn is_same_person(one: &str, other: &str, lists: &Lists) -> bool {
    let id = |name: &str| lists.person(name).map(|person| person.id.value.clone());
    one == other || (id(one).is_some() && id(one) == id(other))
}
