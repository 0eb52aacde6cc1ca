//! What a fetch gets from outside.

use super::{Clock, Progress, Transport};
use crate::opportunity::Timestamp;

/// The external inputs of a fetch.
pub struct Session<'a> {
    /// Sends the calls.
    pub transport: &'a dyn Transport,
    /// The timer for rate and limits.
    pub clock: &'a dyn Clock,
    /// The moment at which the fetch begins: the snapshot's `as_of`.
    pub as_of: Timestamp,
    /// Is called after each response and each failed attempt.
    pub progress: &'a dyn Fn(&Progress),
}
