//! How old an entry is.

use crate::freshness::{EntryAges, Timeline};
use crate::hold::Hold;
use std::sync::OnceLock;

/// The timelines of an entry as a whole and of its parts.
#[derive(Debug)]
pub(super) struct Ages {
    pub(super) whole: Option<Timeline>,
    pub(super) parts: EntryAges,
    /// Why the entry, an answer, must not be sent.
    pub(super) holds: OnceLock<Vec<Hold>>,
}
