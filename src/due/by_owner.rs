//! The list by owner.

use super::item::DueItem;
use super::owner::{Owner, owner_of};
use super::row::{DueRow, Ending};
use crate::library::Library;

/// What one owner has to do, the most urgent first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerDue {
    /// The owner; `None` for what has none.
    pub owner: Option<Owner>,
    /// What is due, and after it the ends of what keeps findings out.
    pub rows: Vec<DueRow>,
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
