//! Whose list it is.

use super::item::DueItem;
use super::row::{DueRow, Ending};
use crate::entry::Entry;
use crate::library::Library;

/// A person or a team.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner {
    /// The id of the person or the name of the team.
    pub id: String,
    /// The display name of a person; `None` for a team, and where names are hidden.
    pub name: Option<String>,
}

/// What one owner has to do, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerDue {
    /// The owner; `None` for what has none.
    pub owner: Option<Owner>,
    /// What is due, and after it the ends of what keeps findings out.
    pub rows: Vec<DueRow>,
}

/// Returns the owner of `entry`.
pub fn owner_of(entry: &Entry, library: &Library) -> Option<Owner> {
    let own = entry.owner.as_ref()?;
    let Some(person) = library.lists.person(&own.value) else {
        return Some(Owner { id: own.value.trim_start_matches('@').to_owned(), name: None });
    };
    Some(Owner { id: person.id.value.clone(), name: library.name_of(&person.id.value) })
}

/// Groups `items`, which are sorted, and `endings` by owner: first the owner of the most urgent item.
pub fn by_owner(items: &[DueItem<'_>], endings: &[Ending], library: &Library) -> Vec<OwnerDue> {
    let mut owners: Vec<OwnerDue> = Vec::new();
    let mut push = |owner: Option<Owner>, row: DueRow| match owners.iter_mut().find(|one| one.owner == owner) {
        Some(one) => one.rows.push(row),
        None => owners.push(OwnerDue { owner, rows: vec![row] }),
    };
    for item in items {
        push(owner_of(item.entry, library), DueRow::of_item(item));
    }
    for ending in endings {
        push(ending.owner.clone(), DueRow::of_ending(ending));
    }
    owners
}
