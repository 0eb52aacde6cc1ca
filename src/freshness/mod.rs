//! How old each statement is: states with the day on which each begins, and why.
//!
//! In goes the library, out come [`Timeline`]s. No day of today enters: a page carries dates, and whoever reads it
//! picks the last one that is not after his own day.

mod claim;
mod entry;
mod wording;

use chrono::NaiveDate;

pub use claim::{claim_interval, claim_timeline};
pub use entry::{entry_timeline, own_timeline};
pub use wording::{Edit, edit_since, wording_hash};

/// The state of a claim or an entry, best first, so that the worst is the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Checked, and far from the end of its interval.
    Fresh,
    /// In the last fifth of its interval, at least seven days.
    Due,
    /// Has a source, and nobody checked it.
    Unverified,
    /// Past its interval.
    Stale,
    /// Past its hard end.
    Expired,
    /// Nothing supports it.
    Unsourced,
    /// Somebody or something speaks against it.
    Challenged,
}

/// The four words that readers see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Badge {
    /// Trust it.
    Current,
    /// Trust it, and look soon.
    CheckSoon,
    /// Do not rely on it.
    Stale,
    /// Nobody showed that it is true.
    NotProven,
}

impl State {
    /// Returns every state, best first.
    pub fn all() -> [Self; 7] {
        [Self::Fresh, Self::Due, Self::Unverified, Self::Stale, Self::Expired, Self::Unsourced, Self::Challenged]
    }

    /// Returns the state's name in messages and in machine output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Due => "due",
            Self::Unverified => "unverified",
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Unsourced => "unsourced",
            Self::Challenged => "challenged",
        }
    }

    /// Returns the word that readers see.
    pub fn badge(self) -> Badge {
        match self {
            Self::Fresh => Badge::Current,
            Self::Due => Badge::CheckSoon,
            Self::Stale | Self::Expired => Badge::Stale,
            Self::Unverified | Self::Unsourced | Self::Challenged => Badge::NotProven,
        }
    }

    /// Returns whether a statement in this state may be relied on.
    pub fn is_trusted(self) -> bool {
        matches!(self, Self::Fresh | Self::Due)
    }
}

impl Badge {
    /// Returns the words that readers see.
    pub fn words(self) -> &'static str {
        match self {
            Self::Current => "Current",
            Self::CheckSoon => "Check soon",
            Self::Stale => "Stale",
            Self::NotProven => "Not proven",
        }
    }

    /// Returns the badge's name in classes and machine output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::CheckSoon => "check-soon",
            Self::Stale => "stale",
            Self::NotProven => "not-proven",
        }
    }
}

/// A state from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The first day; the first step of a timeline begins at [`beginning`].
    pub from: NaiveDate,
    /// The state from then on.
    pub state: State,
    /// Why, as one sentence.
    pub reason: String,
}

/// Every state that something has, in order of days; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    first: Step,
    later: Vec<Step>,
}

/// The day on which every timeline begins.
pub fn beginning() -> NaiveDate {
    NaiveDate::default()
}

impl Timeline {
    /// Makes the timeline in which at each day the worst of the facts that have begun holds; of equal ones, the one
    /// that began last.
    pub fn of_facts(mut facts: Vec<Step>) -> Option<Self> {
        facts.sort_by_key(|one| (one.from, one.state));
        let mut steps: Vec<Step> = Vec::new();
        for fact in facts {
            match steps.last_mut() {
                Some(last) if fact.state < last.state => {}
                Some(last) if fact.from == last.from => *last = fact,
                Some(last) if fact.state == last.state => {}
                _ => steps.push(fact),
            }
        }
        let mut steps = steps.into_iter();
        let first = steps.next()?;
        Some(Self { first, later: steps.collect() })
    }

    /// Returns the steps, in order of days.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// Returns what holds on `day`.
    pub fn on(&self, day: NaiveDate) -> &Step {
        self.later.iter().rev().find(|step| step.from <= day).unwrap_or(&self.first)
    }
}
