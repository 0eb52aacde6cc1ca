//! One request per host at a time, with a pause between two.

use super::clock::Clock;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How hosts are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pace {
    /// The pause between two requests to a host.
    pub pause: Duration,
    /// Longer pauses, by host.
    pub by_host: BTreeMap<String, Duration>,
}

/// What is known of a host in this run.
#[derive(Debug, Default)]
pub(super) struct Lane {
    /// When the next request may begin.
    next: Duration,
    /// The pause that its `robots.txt` asks for.
    crawl_delay: Duration,
    /// Whether it asked to be left alone.
    pub(super) is_closed: bool,
}

/// The lanes of all hosts.
pub(super) struct Lanes<'a> {
    clock: &'a dyn Clock,
    pace: Pace,
    by_host: Mutex<BTreeMap<String, Arc<Mutex<Lane>>>>,
}

impl<'a> Lanes<'a> {
    pub(super) fn new(clock: &'a dyn Clock, pace: Pace) -> Self {
        Self { clock, pace, by_host: Mutex::default() }
    }

    /// Waits until `host` may be asked, runs `ask` alone, and notes when it ended.
    pub(super) fn alone<T>(&self, host: &str, ask: impl FnOnce(&mut Lane) -> T) -> T {
        let lane =
            Arc::clone(self.by_host.lock().unwrap_or_else(PoisonError::into_inner).entry(host.to_owned()).or_default());
        let mut lane = lane.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = lane.next.saturating_sub(self.clock.elapsed());
        if !lane.is_closed && !wait.is_zero() {
            self.clock.sleep(wait);
        }
        let result = ask(&mut lane);
        let own = self.pace.by_host.get(host).copied().unwrap_or_default();
        let pause = self.pace.pause.max(own).max(lane.crawl_delay);
        lane.next = lane.next.max(self.clock.elapsed() + pause);
        result
    }

    /// Notes the pause that the `robots.txt` of `host` asks for.
    pub(super) fn slow(&self, host: &str, crawl_delay: Duration) {
        let mut lanes = self.by_host.lock().unwrap_or_else(PoisonError::into_inner);
        let lane = Arc::clone(lanes.entry(host.to_owned()).or_default());
        drop(lanes);
        let mut lane = lane.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.pace.pause.max(lane.crawl_delay);
        lane.next += crawl_delay.saturating_sub(before);
        lane.crawl_delay = crawl_delay;
    }
}

impl Lane {
    /// Notes that the host asks to wait until `moment`.
    pub(super) fn wait_until(&mut self, moment: Duration) {
        self.next = self.next.max(moment);
    }
}
