//! The machine's clock: the present moment, and time that passes between requests.

use crate::notion::Clock;
use chrono::{DateTime, Utc};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Returns the present moment, in UTC.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
pub(super) fn now() -> DateTime<Utc> {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(elapsed.as_secs()).unwrap_or(0);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The machine's own timer.
pub(super) struct SystemClock(Instant);

impl SystemClock {
    /// Starts the timer.
    #[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, pause: Duration) {
        std::thread::sleep(pause);
    }
}
