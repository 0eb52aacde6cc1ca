//! Customers in texts: which names each one has, and where a text names one.
//!
//! In go the list of customers and a text, out come the places of names, whatever their inflection, separators and invisible
//! characters. Knows neither readers nor findings: `visibility` decides whose names must not be published, and
//! `rules::audience` words what is found.

mod accounts;
mod folded;
mod host;
mod mention;
mod names;
mod ordinary;
mod position;
mod spelling;

pub use accounts::{Account, accounts};
pub use mention::{Certainty, Mention};
pub use names::CustomerNames;
