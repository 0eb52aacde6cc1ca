//! What browsers know of a row: what it is found by, narrowed by and sorted by.

use super::facet::Facet;
use chrono::NaiveDate;

/// A row as the browser filters it. It contains nothing that the row does not show or that its page does not.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// The title, which is searched and sorted.
    pub(crate) title: String,
    /// Other words by which the row is found.
    pub(crate) words: Vec<String>,
    /// What it can be narrowed by.
    pub(crate) values: Vec<Value>,
    /// Its states with their days, as badges have them; empty if it does not age.
    pub(crate) steps: String,
    /// The day of its last check, or of its end.
    pub(crate) day: Option<NaiveDate>,
    /// Its amount in whole units, or how many opportunities it affects.
    pub(crate) weight: u64,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// Of which facet.
    pub(super) facet: Facet,
    /// Its name in addresses; equal values have equal names.
    pub(super) name: String,
    /// What readers see.
    pub(super) label: String,
}

impl Record {
    /// Adds a value that is called in addresses as readers see it.
    pub(crate) fn add(&mut self, facet: Facet, label: &str) {
        self.add_named(facet, label, label);
    }

    /// Adds a value that addresses call `name` and readers see as `label`; a second one of that name is dropped.
    pub(crate) fn add_named(&mut self, facet: Facet, name: &str, label: &str) {
        let value = Value { facet, name: name.to_owned(), label: label.to_owned() };
        if !self.values.iter().any(|own| own.facet == facet && own.name == value.name) {
            self.values.push(value);
        }
    }

    /// Returns its values as readers see them.
    pub(crate) fn labels(&self) -> impl Iterator<Item = String> {
        self.values.iter().map(|value| value.label.clone())
    }

    /// Returns its values of `facet`.
    pub(super) fn values_of(&self, facet: Facet) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(move |value| value.facet == facet)
    }
}
