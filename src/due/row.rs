//! The list in words, without credentials, for reports.

use super::item::{DueItem, End};
use super::owner::Owner;
use crate::finding::Place;
use crate::opportunity::{Sum, sums};
use crate::secrets::mask;
use crate::source::Position;
use chrono::NaiveDate;

/// A suppression or a part of the baseline that ends.
#[derive(Debug, Clone)]
pub struct Ending {
    /// What ends.
    pub kind: EndingKind,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// The owner of the entry in whose file the findings are.
    pub owner: Option<Owner>,
    /// Where the end is written.
    pub place: Place,
    /// Which findings are reported again, such as `freshness/stale-claim`.
    pub findings: String,
}

/// What keeps findings out of reports for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EndingKind {
    /// A suppression in an entry.
    Suppression,
    /// Entries of the baseline.
    Baseline,
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueRow {
    /// What it is: `claim`, `entry`, `suppression` or `baseline`.
    pub kind: &'static str,
    /// `entry` or `entry#claim`; the suppressed rule; what the baseline keeps out.
    pub name: String,
    /// The path of the file.
    pub path: String,
    /// Where in the file it is written.
    pub start: Position,
    /// The statement, or the title of the entry; empty for what keeps findings out.
    pub text: String,
    /// Its state on the day; `None` for what has none.
    pub state: Option<&'static str>,
    /// Whether it may no longer be relied on.
    pub is_over: bool,
    /// Since when it is over, or the last day on which it holds; `None` if it never could be relied on.
    pub day: Option<NaiveDate>,
    /// Why, as one sentence.
    pub reason: String,
    /// What has to be done: a word for programs.
    pub need: &'static str,
    /// What has to be done, as one sentence.
    pub help: &'static str,
    /// The number of open opportunities that depend on it.
    pub opportunities: usize,
    /// The day on which the first of them closes.
    pub closes: Option<NaiveDate>,
    /// Their amounts per currency.
    pub amounts: Vec<Sum>,
}

impl EndingKind {
    /// Returns its name in machine output.
    pub fn word(self) -> &'static str {
        match self {
            Self::Suppression => "suppression",
            Self::Baseline => "baseline",
        }
    }
}

impl DueRow {
    /// Puts `item` into words.
    pub fn of_item(item: &DueItem<'_>) -> Self {
        let (text, span) = match item.claim {
            Some(claim) => (&claim.text.value, claim.id.span),
            None => (&item.entry.title.value, item.entry.verified.as_ref().map_or(item.entry.head, |on| on.on.span)),
        };
        Self {
            kind: if item.claim.is_some() { "claim" } else { "entry" },
            name: mask(&item.name()),
            path: mask(item.entry.file.path()),
            start: item.entry.file.position(span.start),
            text: mask(text),
            state: Some(item.step.state.word()),
            is_over: item.end.is_over(),
            day: match item.end {
                End::Over(since) => since,
                End::On(last_day) => Some(last_day),
            },
            reason: mask(&item.reason),
            need: item.need.word(),
            help: item.need.sentence(),
            opportunities: item.opportunities.len(),
            closes: item.opportunities.iter().filter_map(|one| one.close_date).min(),
            amounts: sums(&item.opportunities),
        }
    }

    /// Puts the end of a suppression or of a part of the baseline into words.
    pub fn of_ending(ending: &Ending) -> Self {
        let Ending { kind, until, place, findings, .. } = ending;
        let findings = mask(findings);
        let (reason, help) = match kind {
            EndingKind::Suppression => (
                format!("The suppression of `{findings}` ends on {until}."),
                "Fix the finding, or decide again with a later `until`.",
            ),
            EndingKind::Baseline => (
                format!("The baseline leaves out {findings} until {until}."),
                "Fix the findings, or accept them again with `fieldbook baseline write`.",
            ),
        };
        Self {
            kind: kind.word(),
            name: findings,
            path: mask(place.file.path()),
            start: place.start(),
            text: String::new(),
            state: None,
            is_over: false,
            day: Some(*until),
            reason,
            need: "decision",
            help,
            opportunities: 0,
            closes: None,
            amounts: Vec::new(),
        }
    }
}
