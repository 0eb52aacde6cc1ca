//! A clock that moves when somebody sleeps.

use fieldbook::notion::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Time in microseconds.
#[derive(Default)]
pub(super) struct VirtualClock(Arc<AtomicU64>);

impl VirtualClock {
    /// The same time, for somebody else to read.
    pub(super) fn reader(&self) -> Box<dyn Fn() -> Duration + Send + Sync> {
        let time = Arc::clone(&self.0);
        Box::new(move || Duration::from_micros(time.load(Ordering::Relaxed)))
    }
}

impl Clock for VirtualClock {
    fn elapsed(&self) -> Duration {
        Duration::from_micros(self.0.load(Ordering::Relaxed))
    }

    fn sleep(&self, pause: Duration) {
        self.0.fetch_add(u64::try_from(pause.as_micros()).unwrap(), Ordering::Relaxed);
    }
}
