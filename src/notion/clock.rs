//! Time that passes, handed in.

use std::time::Duration;

/// A timer: what it shows only ever grows.
pub trait Clock {
    /// Returns the time since some fixed moment.
    fn elapsed(&self) -> Duration;

    /// Waits for `pause`.
    fn sleep(&self, pause: Duration);
}
