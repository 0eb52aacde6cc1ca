//! What a change makes of the library.

use super::amendment::{Amended, Refusal};
use super::change::{Change, ChangeKind, Part};
use super::edit::edit;
use super::located::locate;
use super::{dispute, proposal};
use crate::config::Settings;
use crate::library::Library;

/// Returns what `change` makes of `library`.
///
/// # Errors
/// What it is about does not exist or says something else now, is disputed already, or cannot be edited in place.
pub fn amend(library: &Library, settings: &Settings, change: &Change) -> Result<Amended, Refusal> {
    match (&change.kind, &change.part) {
        (ChangeKind::Propose, Part::Answer) => proposal::answer(library, settings, change),
        (ChangeKind::Propose, _) => proposal::claim(library, settings, change),
        (ChangeKind::Dispute, _) => dispute::record(settings, change, locate(library, change)?),
        (ChangeKind::Edit, _) => edit(settings, change, locate(library, change)?),
    }
}
