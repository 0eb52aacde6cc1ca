//! The points in time of one save.

use serde_json::Value;

/// Milliseconds since the save began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// The preview reported that the page changed.
    pub(crate) event: f64,
    /// The page that is left received the report.
    heard: f64,
    /// The reload began.
    begun: f64,
    /// The last byte of the page was received.
    received: f64,
    /// `DOMContentLoaded` and its handlers were done.
    pub(crate) loaded: f64,
    /// The first contentful paint.
    pub(crate) painted: f64,
    /// How many documents the browser opened after the save.
    pub(crate) documents: usize,
}

/// A step, and when it was.
type Step = (&'static str, fn(&Times) -> f64);

/// Every step, in order.
pub(crate) const STEPS: [Step; 6] = [
    ("event sent", |times| times.event),
    ("event received by the page", |times| times.heard),
    ("reload begun", |times| times.begun),
    ("page received", |times| times.received),
    ("DOMContentLoaded", |times| times.loaded),
    ("first paint", |times| times.painted),
];

impl Times {
    /// Returns what `documents` recorded of the save at `begin` (both in milliseconds since 1970-01-01), whose words have the
    /// number `turn`; `None` until a document with them is painted.
    pub(crate) fn of(documents: &[Value], turn: usize, begin: f64, event: f64) -> Option<Self> {
        let at = |document: &Value, name: &str| document.get(name).and_then(Value::as_f64).map(|at| at - begin);
        let is_new = |document: &&Value| document.get("turn").and_then(Value::as_u64) == Some(turn as u64);
        let first = documents.iter().position(|document| is_new(&document))?;
        let (left, shown) = (documents.get(first.checked_sub(1)?)?, documents.get(first)?);
        Some(Self {
            event: event - begin,
            heard: at(left, "heard")?,
            begun: at(shown, "begun")?,
            received: at(shown, "received")?,
            loaded: at(shown, "loaded")?,
            painted: at(shown, "painted")?,
            documents: documents
                .iter()
                .filter(|document| at(document, "begun").is_some_and(|begun| begun > 0.0))
                .count(),
        })
    }
}
