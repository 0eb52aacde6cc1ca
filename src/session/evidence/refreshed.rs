//! What a run would do, and what it did.

use super::plan::PlannedHost;
use crate::evidence::{Obstacle, Record};

/// What a run would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshPlan {
    /// The hosts, in the order in which they are asked.
    pub hosts: Vec<PlannedHost>,
    /// How many hosts are asked at once.
    pub lanes: usize,
    /// How many pages are not due.
    pub not_due: usize,
    /// The pages that are left out, with the reason.
    pub left_out: Vec<(String, String)>,
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// What was found of each quote, in the order of hosts, pages and claims; credentials are masked.
    pub quotes: Vec<RefreshedQuote>,
    /// The pages that could not be looked at, with the reason.
    pub failed: Vec<(String, Obstacle)>,
    /// The pages that were not requested, with the reason.
    pub left_out: Vec<(String, String)>,
    /// How many pages are not due.
    pub not_due: usize,
    /// How many requests were sent.
    pub requests: usize,
    /// What was found in feeds, as sentences: new releases, and what is left out.
    pub feeds: Vec<String>,
    /// The files that changed.
    pub files: Vec<String>,
}

/// What was found of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshedQuote {
    /// `entry#claim`.
    pub name: String,
    /// The quoted words.
    pub quote: String,
    /// What is recorded now.
    pub record: Record,
    /// Whether this run found something else than the last look.
    pub is_new: bool,
}
