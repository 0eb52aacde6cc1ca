//! An injected timer.

use std::time::Duration;

/// A monotonic timer.
pub trait Clock: Send + Sync {
    /// Returns the time since some fixed moment.
    fn elapsed(&self) -> Duration;

    /// Waits for `pause`.
    fn sleep(&self, pause: Duration);
}
