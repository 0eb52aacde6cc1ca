//! What a build kept of a page or a list.

use super::decided::{Decided, Group};
use crate::artefacts::Artefacts;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What decides pages, and where their records are.
#[derive(Clone, Copy)]
pub(in crate::site) struct Reuse<'a> {
    pub(in crate::site) decided: &'a Decided,
    pub(in crate::site) artefacts: &'a Artefacts,
}

/// A file, and from what it was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::site) struct MadeFile {
    /// Its path below the site.
    pub(in crate::site) path: String,
    /// Its [`Origin`](crate::site::Origin).
    pub(in crate::site) origin: [u8; 32],
}

/// The files that were made together, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::site) struct Record {
    /// A hash over everything that decided them.
    decided: [u8; 32],
    /// The files.
    pub(in crate::site) files: Vec<MadeFile>,
    /// Attachments that they show or link to, by path beside the settings.
    pub(in crate::site) attachments: BTreeSet<String>,
}

impl Record {
    /// Makes the record of `group`.
    pub(in crate::site) fn new(group: &Group, files: Vec<MadeFile>, attachments: BTreeSet<String>) -> Self {
        Self { decided: group.decided, files, attachments }
    }

    /// Returns what the last build recorded of `group`, if everything that decides it is as it was.
    pub(in crate::site) fn recall(artefacts: &Artefacts, group: &Group) -> Option<Self> {
        let read = |bytes: &[u8]| match postcard::take_from_bytes::<Self>(bytes) {
            Ok((record, [])) if record.decided == group.decided => Some(record),
            _ => None,
        };
        artefacts.recall(&group.key, read)
    }

    /// Keeps it for the next build.
    pub(in crate::site) fn keep(&self, artefacts: &Artefacts, group: &Group) {
        if let Ok(bytes) = postcard::to_allocvec(self) {
            artefacts.keep(group.key, bytes);
        }
    }
}
