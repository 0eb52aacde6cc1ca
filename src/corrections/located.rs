//! Where a correction belongs in the present library.

use super::amendment::Refusal;
use super::base::length_text;
use super::change::{Change, Part};
use crate::entry::{Claim, Entry, KindFields};
use crate::library::Library;
use std::sync::Arc;

/// The text that a reader corrects, in the present library.
#[derive(Debug, Clone, Copy)]
pub(super) struct Located<'a> {
    /// The entry.
    pub(super) entry: &'a Arc<Entry>,
    /// What of it.
    pub(super) part: PartOfEntry<'a>,
}

/// A part of an entry that has a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum PartOfEntry<'a> {
    /// A claim.
    Claim(&'a Claim),
    /// A length of an answer.
    Length(&'static str),
}

impl Located<'_> {
    /// Returns the text as pages show it.
    pub(super) fn text(&self) -> Option<String> {
        part_text(self.entry, self.part)
    }

    /// Refuses a text that is not the one that the reader of `change` saw.
    pub(super) fn require_base(&self, change: &Change) -> Result<(), Refusal> {
        let now = self.text().unwrap_or_default();
        if now == change.base { Ok(()) } else { Err(Refusal::drifted(&change.subject(), now)) }
    }
}

/// Returns the text of a part of `entry` as pages show it.
fn part_text(entry: &Entry, part: PartOfEntry<'_>) -> Option<String> {
    match part {
        PartOfEntry::Claim(claim) => Some(claim.text.value.clone()),
        PartOfEntry::Length(length) => match &entry.kind_fields {
            KindFields::Answer(answer) => length_text(entry, answer, length),
            _ => None,
        },
    }
}

/// Finds the text that `change` corrects: below its name, else the only one that says the same in another entry, since
/// files move.
pub(super) fn locate<'a>(library: &'a Library, change: &'a Change) -> Result<Located<'a>, Refusal> {
    let id = change.entry.as_deref().unwrap_or_default();
    let part_of = |entry: &'a Arc<Entry>| match &change.part {
        Part::Claim(Some(claim)) => entry.claim(claim).map(PartOfEntry::Claim),
        Part::Length(length) => Some(PartOfEntry::Length(length)).filter(|part| part_text(entry, *part).is_some()),
        Part::Claim(None) | Part::Answer => None,
    };
    if let Some(entry) = library.entries().iter().find(|entry| entry.id == id)
        && let Some(part) = part_of(entry)
    {
        return Ok(Located { entry, part });
    }
    let same = library.entries().iter().filter_map(|entry| Some(Located { entry, part: part_of(entry)? }));
    let mut same = same.filter(|located| located.text().as_deref() == Some(change.base.as_str()));
    match (same.next(), same.next()) {
        (Some(located), None) => Ok(located),
        (Some(_), Some(_)) => Err(Refusal::new(
            format!("{} no longer exists, and several entries say the same", change.subject()),
            "Edit the right one by hand.",
        )),
        (None, _) => Err(Refusal::new(
            format!("{} does not exist (any more)", change.subject()),
            "Look for the statement with `fieldbook search`; without one, delete the change file.",
        )),
    }
}
