//! How far a fetch is.

use std::time::Duration;

/// How far a fetch is, after each response or failed attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Different rows so far.
    pub rows: usize,
    /// Requests so far.
    pub calls: u64,
    /// The time since the fetch began.
    pub elapsed: Duration,
    /// Why the last request has to be repeated; `None` if it succeeded.
    pub trouble: Option<String>,
}
