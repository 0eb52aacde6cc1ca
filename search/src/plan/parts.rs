//! The parts of a plan: slots with their uses, units with their readings, and names.

use std::ops::Range;

use super::asking::Asking;
use super::word::ratio;
use crate::comparison::Compared;

/// How a query came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Typed by a person: the last word may be unfinished, and any word mistyped.
    Typed,
    /// Written down with care, such as a question of a questionnaire.
    Written,
}

/// A term, and how much it counts for what was asked.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Use {
    pub(crate) term: String,
    pub(crate) weight: f64,
    pub(crate) rarity: f64,
}

/// One word of the query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slot {
    /// The place among all words of the query, to compare distances with.
    pub(crate) position: u32,
    /// The stem as it was asked, whether any document has it or not.
    pub(crate) stem: String,
    pub(crate) uses: Vec<Use>,
}

impl Slot {
    /// The rarity of the rarest term that satisfies the slot; 0 if none does.
    pub(crate) fn rarity(&self) -> f64 {
        self.uses.iter().map(|usage| usage.rarity * usage.weight).fold(0.0, f64::max)
    }
}

/// Another way to say what a unit says: all terms must be there.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) terms: Vec<Use>,
    pub(crate) weight: f64,
}

/// Neighbouring slots and their other readings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    pub(crate) slots: Range<usize>,
    pub(crate) readings: Vec<Reading>,
}

impl Unit {
    /// The rarity of what the unit says, however it is read.
    pub(crate) fn rarity(&self, slots: &[Slot]) -> f64 {
        let own = slots.iter().skip(self.slots.start).take(self.slots.len());
        let number = ratio(self.slots.len(), 1);
        let readings = self.readings.iter().map(|reading| reading.rarity() * number);
        readings.fold(own.map(Slot::rarity).sum(), f64::max)
    }
}

impl Reading {
    /// The mean rarity of its terms, as much as it counts.
    fn rarity(&self) -> f64 {
        let sum: f64 = self.terms.iter().map(|usage| usage.rarity).sum();
        self.weight * sum / ratio(self.terms.len(), 1).max(1.0)
    }
}

impl Plan {
    /// The rarity of all that is asked.
    pub(crate) fn rarity(&self) -> f64 {
        self.units.iter().map(|unit| unit.rarity(&self.slots)).sum()
    }
}

/// A name that the query is, begins or contains.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    pub(crate) term: String,
    pub(crate) rarity: f64,
    /// How much of the name was typed, if the query is it or begins it; `None` if the query only contains it.
    pub(crate) typed: Option<f64>,
}

/// All that a query looks up.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) slots: Vec<Slot>,
    pub(crate) units: Vec<Unit>,
    pub(crate) names: Vec<Named>,
    /// The names that the query compares, if it does.
    pub(crate) compared: Compared,
    /// How the query asks.
    pub(crate) asking: Asking,
    /// Words that no document has, with the word that was searched instead.
    pub(crate) corrections: Vec<(String, String)>,
    /// Words that no document has and nothing was searched for.
    pub(crate) unknown: Vec<String>,
}
