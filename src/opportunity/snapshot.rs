//! All opportunities as of one moment, and their canonical JSON.

use super::record::Opportunity;
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
    /// Rows that are not opportunity, with the reason, sorted by id.
    pub left_out: Vec<LeftOut>,
    /// The opportunities, sorted by id, each id once.
    pub opportunities: Vec<Opportunity>,
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

/// A row that was seen and is no opportunity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    /// The row's id.
    pub id: String,
    /// Its name, where it has one.
    pub name: String,
    /// Why it is left out, such as `in the trash`.
    pub reason: String,
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
    left_out: &'a [LeftOut],
    opportunities: &'a [Opportunity],
}

impl Snapshot {
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
        self.left_out.sort();
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
            left_out: &self.left_out,
            opportunities: &self.opportunities,
        };
        serde_json::to_string_pretty(&canonical).map(|text| text + "\n")
    }
}
