//! What readers expect of each key, recorded for schemas.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// What a reader expects of a key, recorded to describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Text,
    /// A list of texts, or one.
    Texts,
    /// A day.
    Date,
    /// A length of time.
    Interval,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// A map, read further.
    Map,
    /// A list of maps, read further.
    Maps,
    /// Any map of names to values.
    Open,
}

/// The shapes by path, such as `claims[].sources[].url`.
pub type Shapes = RefCell<BTreeMap<String, Shape>>;
