//! Who stands behind an entry.

mod approval_older_than_text;
mod self_approved;
mod unapproved;

use super::unit::Unit;
use crate::entry::Entry;
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

/// Returns the roles in which an entry is approved: those that an approval names, else those of the person.
fn approved_roles(entry: &Entry, lists: &Lists) -> Vec<String> {
    let roles = entry.approvals.iter().flat_map(|approval| {
        if let Some(role) = &approval.role {
            return vec![role.value.to_lowercase()];
        }
        let person = approval.by.as_ref().and_then(|by| lists.person(&by.value));
        person.map_or(Vec::new(), |person| person.roles.iter().map(|role| role.to_lowercase()).collect())
    });
    roles.collect()
}
