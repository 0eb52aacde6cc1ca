//! Whose list it is.

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

/// Returns the owner of `entry`.
pub fn owner_of(entry: &Entry, library: &Library) -> Option<Owner> {
    let own = entry.owner.as_ref()?;
    let Some(person) = library.lists.person(&own.value) else {
        return Some(Owner { id: own.value.trim_start_matches('@').to_owned(), name: None });
    };
    Some(Owner { id: person.id.value.clone(), name: library.name_of(&person.id.value) })
}
