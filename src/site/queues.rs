//! Owners and their entries.

use super::address::Address;
use super::input::SiteInput;
use crate::entry::Entry;
use crate::library::Library;
use crate::library::PageFolders;
use crate::site::pages::PageKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the queue of what has no owner, in addresses and anchors.
pub(super) const NO_OWNER: &str = "no-owner";

/// What one person owns, or what has no owner.
#[derive(Debug)]
pub(super) struct Queue<'a> {
    /// The address of the queue.
    pub(super) address: Address,
    /// The entries, by id.
    pub(super) entries: Vec<&'a Arc<Entry>>,
}

/// Returns the id of the owner of `entry`, or the name as it is written; empty for none.
pub(super) fn owner_id(entry: &Entry, library: &Library) -> String {
    let name = entry.owner.as_ref().map_or("", |owner| owner.value.as_str());
    library.lists.person(name).map_or_else(|| name.to_owned(), |person| person.id.value.clone())
}

/// Gathers the entries of each owner, by the owner's id; under an empty id those without an owner.
pub(super) fn queues<'a>(input: &SiteInput<'a>) -> BTreeMap<String, Queue<'a>> {
    let mut owned = BTreeMap::<String, Vec<&Arc<Entry>>>::new();
    for entry in input.library.entries() {
        owned.entry(owner_id(entry, input.library)).or_default().push(entry);
    }
    let mut taken = PageFolders::default();
    let queue = |(owner, entries): (String, _)| {
        let part = if owner.is_empty() { NO_OWNER.to_owned() } else { owner.replace('/', "-") };
        let folder = taken.take(PageKind::Queue.facts().folder, Address::of_id(&part).folder(), &owner);
        (owner, Queue { address: Address::of_folder(&folder), entries })
    };
    owned.into_iter().map(queue).collect()
}
