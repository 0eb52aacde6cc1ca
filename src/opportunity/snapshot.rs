//! All opportunities as of one moment, and their canonical JSON.

use super::binding::Binding;
use super::left_out::{LeftOut, LeftOutValue, UnreadPage};
use super::record::Opportunity;
use super::status::SourceStatus;
use super::timestamp::Timestamp;
use serde::Serialize;

/// The schema of the canonical JSON.
pub const SCHEMA: &str = "fieldbook/opportunities/1";

/// Every opportunity of a source as of one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// When the source was queried; `None` if a file does not say (CSV cannot).
    pub as_of: Option<Timestamp>,
    /// Whether every row of the source is here or in `left_out`. Anything summed from an incomplete one says so.
    pub complete: bool,
    /// Where the rows come from.
    pub origin: Origin,
    /// Every stage that the source offers, in its order; empty where it does not say.
    pub stages: Vec<String>,
    /// The stages of which the source itself says that they end a deal: those of Notion's group `Complete`, or those that
    /// a file names.
    pub terminal_stages: Vec<String>,
    /// Which properties had which roles, sorted by role; empty for files, and for snapshots of earlier versions.
    pub bindings: Vec<Binding>,
    /// Rows that are not among the opportunities, with the reason, sorted by id.
    pub left_out: Vec<LeftOut>,
    /// Values of opportunities that could not be read, sorted by id.
    pub left_out_values: Vec<LeftOutValue>,
    /// Open opportunities of which the page or the comments were not read, sorted by id.
    pub unread_pages: Vec<UnreadPage>,
    /// The opportunities, sorted by id, each id once.
    pub opportunities: Vec<Opportunity>,
    /// The snapshot that is left out since it is not current. No page shows it; the names of its customers are looked for in
    /// texts for others. Not part of the JSON.
    pub omitted: Option<Box<Self>>,
    /// How current it is; not part of the JSON.
    pub status: SourceStatus,
}

/// Where the rows of a snapshot come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A file that people keep, or another system's export.
    File,
    /// A data source in Notion.
    Notion,
}

/// How many rows a snapshot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Opportunities, open and closed.
    pub opportunities: usize,
    /// Rows left out.
    pub left_out: usize,
}

#[derive(Serialize)]
struct Canonical<'a> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Timestamp>,
    complete: bool,
    source: Origin,
    counts: Counts,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    stages: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    terminal_stages: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    bindings: &'a [Binding],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    left_out: &'a [LeftOut],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    left_out_values: &'a [LeftOutValue],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    unread_pages: &'a [UnreadPage],
    opportunities: &'a [Opportunity],
}

impl Snapshot {
    /// Makes a complete snapshot of `opportunities`, of which nothing else is known; sorts them by id.
    pub fn new(origin: Origin, opportunities: Vec<Opportunity>) -> Self {
        let snapshot = Self {
            as_of: None,
            complete: true,
            origin,
            stages: Vec::new(),
            terminal_stages: Vec::new(),
            bindings: Vec::new(),
            left_out: Vec::new(),
            left_out_values: Vec::new(),
            unread_pages: Vec::new(),
            opportunities,
            omitted: None,
            status: SourceStatus::default(),
        };
        snapshot.sorted()
    }

    /// Returns how many rows there are.
    pub fn counts(&self) -> Counts {
        Counts { opportunities: self.opportunities.len(), left_out: self.left_out.len() }
    }

    /// Finds the opportunity with `id`.
    pub fn get(&self, id: &str) -> Option<&Opportunity> {
        let index = self.opportunities.binary_search_by(|opportunity| opportunity.id.as_str().cmp(id)).ok()?;
        self.opportunities.get(index)
    }

    /// Puts the rows in the order of their ids.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.opportunities.sort_by(|one, other| one.id.cmp(&other.id));
        self.bindings.sort();
        self.left_out.sort();
        self.left_out_values.sort();
        self.unread_pages.sort();
        self
    }

    /// Writes the canonical JSON: two blanks of indentation, keys in a fixed order, rows by id, a line end at the end.
    /// The same snapshot always gives the same bytes.
    ///
    /// # Errors
    ///
    /// Never for a snapshot made of plain text, as all are; the serialiser's own error otherwise.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let canonical = Canonical {
            schema: SCHEMA,
            as_of: self.as_of,
            complete: self.complete,
            source: self.origin,
            counts: self.counts(),
            stages: &self.stages,
            terminal_stages: &self.terminal_stages,
            bindings: &self.bindings,
            left_out: &self.left_out,
            left_out_values: &self.left_out_values,
            unread_pages: &self.unread_pages,
            opportunities: &self.opportunities,
        };
        serde_json::to_string_pretty(&canonical).map(|text| text + "\n")
    }
}
