//! An entry of the baseline after it was compared with the findings.

use super::known::BaselineEntry;
use crate::source::UnknownPast;
use chrono::NaiveDate;

/// An entry of the baseline, and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct JudgedEntry<'a> {
    pub(super) known: &'a BaselineEntry,
    /// The last day of its effect; `None` if it has none at all.
    pub(super) end: Option<NaiveDate>,
    /// Why it is not known how old it is.
    pub(super) unknown_age: Option<UnknownPast>,
    pub(super) fate: Fate,
}

/// What became of the fault of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is still there.
    Present,
    /// It is not there.
    Gone,
    /// It was not there before the change, and is again.
    Back,
}
