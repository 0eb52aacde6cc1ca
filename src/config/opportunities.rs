//! Where opportunities come from.

use super::reporting::Reporting;
use super::written_values::{DateFormat, NumberFormat};
use crate::source::{Interval, Spanned};
use std::collections::BTreeMap;

/// The kinds of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpportunitySource {
    /// No opportunities.
    None,
    /// A JSON or CSV file.
    File,
    /// A Notion data source, read at build time.
    Notion,
}

/// What a build does with opportunities that are too old, or whose last refresh failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StalePolicy {
    /// It shows them with their age and the reason.
    Stale,
    /// It publishes nothing.
    Fail,
    /// It leaves them out, and says so.
    Omit,
}

/// The greatest age of opportunities from Notion if the settings name none, in days: the time between two pipeline meetings.
const MAX_STALE_DAYS: u32 = 7;

/// `[opportunities]`.
#[derive(Debug, Clone)]
pub struct OpportunitySettings {
    /// The kind of source.
    pub source: OpportunitySource,
    /// The file of the `file` source.
    pub file: Spanned<String>,
    /// The strictest-first bound: amounts are shown to this audience and stricter ones.
    pub amounts_for: String,
    /// The page, database or data source that a person pasted.
    pub notion_url: Option<Spanned<String>>,
    /// Where the last complete snapshot is kept.
    pub snapshot: String,
    /// Names of properties by role, each with alternatives.
    pub properties: BTreeMap<String, Vec<String>>,
    /// The columns of a CSV file by role, each with alternatives.
    pub columns: BTreeMap<String, Vec<String>>,
    /// How the source writes numbers in texts.
    pub number_format: NumberFormat,
    /// How the source writes days.
    pub date_format: DateFormat,
    /// The currency of amounts that name none.
    pub currency: Option<Spanned<String>>,
    /// The currency in which pages report sums; `None` if currencies stay apart.
    pub reporting: Option<Reporting>,
    /// All stages; empty if the settings do not list them.
    pub stages: Vec<Spanned<String>>,
    /// Stages that end an opportunity; `None` if the settings do not say.
    pub terminal_stages: Option<Vec<Spanned<String>>>,
    /// Stages of deals that were won; empty if their names decide.
    pub won_stages: Vec<Spanned<String>>,
    /// Stages of deals that were lost; empty if their names decide.
    pub lost_stages: Vec<Spanned<String>>,
    /// What a build does with opportunities that are too old or could not be refreshed.
    pub policy: StalePolicy,
    /// The greatest age; `None` if a file may have any age.
    pub max_stale: Option<Spanned<Interval>>,
    /// How many minutes after a successful read Notion is read again at the earliest.
    pub refresh_minutes: u64,
    /// How many requests a read spends at most on the to-dos and comments of open opportunities; 0 reads none.
    pub page_requests: u64,
}

impl OpportunitySettings {
    /// Returns the greatest age; `None` if they may have any.
    pub fn greatest_age(&self) -> Option<Interval> {
        let default = (self.source == OpportunitySource::Notion).then_some(Interval::Days(MAX_STALE_DAYS));
        self.max_stale.as_ref().map(|interval| interval.value).or(default)
    }

    /// Returns the file beside the snapshot that records the last attempt to read Notion.
    pub fn attempt_path(&self) -> String {
        let stem = self.snapshot.strip_suffix(".json").unwrap_or(&self.snapshot);
        format!("{stem}.attempt.json")
    }

    /// Returns the file that holds the opportunities, or the last snapshot of them; `None` if the site has no source.
    pub fn path(&self) -> Option<&str> {
        match self.source {
            OpportunitySource::None => None,
            OpportunitySource::File => Some(&self.file.value),
            OpportunitySource::Notion => Some(&self.snapshot),
        }
    }
}

impl Default for OpportunitySettings {
    fn default() -> Self {
        Self {
            source: OpportunitySource::None,
            file: Spanned::new("opportunities.json".to_owned(), crate::source::Span::default()),
            amounts_for: "internal".to_owned(),
            notion_url: None,
            snapshot: ".fieldbook/opportunities.json".to_owned(),
            properties: BTreeMap::new(),
            columns: BTreeMap::new(),
            number_format: NumberFormat::default(),
            date_format: DateFormat::default(),
            currency: None,
            reporting: None,
            stages: Vec::new(),
            terminal_stages: None,
            won_stages: Vec::new(),
            lost_stages: Vec::new(),
            policy: StalePolicy::Stale,
            max_stale: None,
            refresh_minutes: 10,
            page_requests: 60,
        }
    }
}
