//! A claim or an entry that is due.

use crate::entry::{Claim, Entry};
use crate::freshness::{Step, beginning};
use crate::opportunity::Opportunity;
use chrono::NaiveDate;
use std::sync::Arc;

/// A claim, or an entry as a whole, that may no longer be relied on, or not for long.
#[derive(Debug, Clone)]
pub struct DueItem<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim; `None` for the entry as a whole.
    pub claim: Option<&'a Claim>,
    /// Its state on the day, since when, and why.
    pub step: Step,
    /// When it ends, or whether it is over.
    pub end: End,
    /// What has to be done.
    pub need: Need,
    /// Why, as one sentence.
    pub reason: String,
    /// The open opportunities that depend on it, by close date.
    pub opportunities: Vec<&'a Opportunity>,
}

/// When something may no longer be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Since this day; `None` if it never could be.
    Over(Option<NaiveDate>),
    /// After this day.
    On(NaiveDate),
}

/// What has to be done about something that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Check it against its source, and record the check.
    Recheck,
    /// Name a source first.
    Source,
    /// Write what holds now: its last day is over or near.
    Replacement,
    /// Settle what a reader disputes.
    Resolution,
}

/// How urgent something is, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It may not be relied on, and open opportunities depend on it.
    Exposed,
    /// It may not be relied on.
    Overdue,
    /// It ends soon.
    Soon,
}

impl Need {
    /// Returns every need, in the order in which they are counted.
    pub fn all() -> [Self; 4] {
        [Self::Recheck, Self::Source, Self::Replacement, Self::Resolution]
    }

    /// Returns its name in machine output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Recheck => "re-check",
            Self::Source => "source",
            Self::Replacement => "replacement",
            Self::Resolution => "resolution",
        }
    }

    /// Says what has to be done, as one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Recheck => "Re-check it against its source.",
            Self::Source => "Add a source.",
            Self::Replacement => "Write what holds now, or set a later last day.",
            Self::Resolution => "Settle the dispute.",
        }
    }
}

impl DueItem<'_> {
    /// Returns `entry` or `entry#claim`.
    pub fn name(&self) -> String {
        self.claim.map_or_else(|| self.entry.id.clone(), |claim| format!("{}#{}", self.entry.id, claim.id.value))
    }

    /// Returns how urgent it is.
    pub fn urgency(&self) -> Urgency {
        match (self.end, self.opportunities.is_empty()) {
            (End::Over(_), false) => Urgency::Exposed,
            (End::Over(_), true) => Urgency::Overdue,
            (End::On(_), _) => Urgency::Soon,
        }
    }
}

impl End {
    /// Makes the end of what is over since `step` began.
    pub(super) fn since(step: &Step) -> Self {
        Self::Over(Some(step.from).filter(|from| *from > beginning()))
    }

    /// Orders what was longest over first, then what never could be relied on, then what ends first.
    pub(super) fn rank(self) -> (u8, Option<NaiveDate>) {
        match self {
            Self::Over(Some(since)) => (0, Some(since)),
            Self::Over(None) => (1, None),
            Self::On(last_day) => (2, Some(last_day)),
        }
    }

    /// Returns whether it may no longer be relied on.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Over(_))
    }
}
