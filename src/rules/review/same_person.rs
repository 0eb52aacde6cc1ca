//! Names of one person.

use crate::library::Lists;

/// Returns whether two names mean one person: the same words, or the same entry of `people.yaml`.
pub(super) fn is_same_person(one: &str, other: &str, lists: &Lists) -> bool {
    let id = |name: &str| lists.person(name).map(|person| person.id.value.clone());
    one == other || (id(one).is_some() && id(one) == id(other))
}
