//! What `fieldbook digest` makes.

use chrono::NaiveDate;

/// Which digests are made.
#[derive(Debug, Clone, Default)]
pub struct DigestOptions {
    /// Only those of these customers, by name or key; empty means all.
    pub customers: Vec<String>,
    /// Only those of the opportunities that this person owns.
    pub owner: Option<String>,
    /// Only those with activity since then; `None` for all.
    pub since: Option<DigestSince>,
    /// The audience for which they are made; by default the one of the settings.
    pub audience: Option<String>,
}

/// Since when there has to be activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestSince {
    /// This number of seconds before now.
    Seconds(i64),
    /// The beginning of a day in UTC.
    Day(NaiveDate),
}
