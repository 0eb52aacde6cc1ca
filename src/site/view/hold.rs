//! What must not be sent yet, as pages and scripts read it.

use crate::entry::Entry;
use crate::hold::Hold;
use crate::site::catalogue::Catalogue;
use chrono::NaiveDate;
use serde::Serialize;

/// The reasons against sending an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct HoldsView {
    /// All reasons with their days, as JSON for the tray, which shows those of the reader's day.
    pub(crate) json: String,
    /// The reasons that hold on every day; if the build pins a day, those that hold on it.
    pub(crate) shown: Vec<String>,
}

/// A reason with the days on which it holds, for scripts.
#[derive(Debug, Serialize)]
pub(crate) struct DatedReason {
    code: &'static str,
    reason: String,
    /// The first day on which it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    /// The first day on which it no longer holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl HoldsView {
    /// Shows the reasons against sending `entry`.
    pub(crate) fn new(catalogue: &Catalogue<'_>, entry: &Entry) -> Self {
        let holds = catalogue.holds(entry);
        Self {
            // Names and texts always serialise.
            json: serde_json::to_string(&dated_reasons(catalogue, entry)).unwrap_or_default(),
            shown: shown(holds, catalogue.input.as_of),
        }
    }
}

/// Returns the reasons against sending `entry`, with their days.
pub(crate) fn dated_reasons(catalogue: &Catalogue<'_>, entry: &Entry) -> Vec<DatedReason> {
    catalogue.holds(entry).iter().map(dated).collect()
}

fn dated(hold: &Hold) -> DatedReason {
    let text = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let (from, until) = (text(hold.from), text(hold.until));
    DatedReason { code: hold.reason.code(), reason: hold.reason.to_string(), from, until }
}

fn shown(holds: &[Hold], as_of: Option<NaiveDate>) -> Vec<String> {
    let is_shown = |hold: &&Hold| match as_of {
        Some(day) => hold.is_on(day),
        None => hold.from.is_none() && hold.until.is_none(),
    };
    let mut words: Vec<String> = Vec::new();
    for reason in holds.iter().filter(is_shown).map(|hold| hold.reason.to_string()) {
        if !words.contains(&reason) {
            words.push(reason);
        }
    }
    words
}
