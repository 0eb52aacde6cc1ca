//! How pages of sources are looked at.

use crate::source::{Interval, Spanned};
use crate::values::Fields;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long a look holds if the settings have none: a week.
const EVERY: Interval = Interval::Days(7);
/// The longest pause between two requests to a host, in seconds.
const LONGEST_DELAY: u64 = 300;

/// `[evidence]`: how pages of sources are looked at.
#[derive(Debug, Clone)]
pub struct EvidenceSettings {
    /// Whom the owner of a page can ask, as an address of the web or of mail; servers see it.
    pub contact: Option<Spanned<String>>,
    /// How long a look holds.
    pub every: Interval,
    /// Whether `robots.txt` is heeded.
    pub robots: Robots,
    /// What differs for a host, by its name in small letters.
    pub hosts: BTreeMap<String, HostSettings>,
}

/// What differs for a host.
#[derive(Debug, Clone, Default)]
pub struct HostSettings {
    /// Whether its pages are not requested.
    pub skip: bool,
    /// The pause between two requests to it, if that is longer than usual.
    pub delay: Duration,
    /// Whether its `robots.txt` is heeded; `None` for what holds for all.
    pub robots: Option<Robots>,
}

/// Whether `robots.txt` is heeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Robots {
    /// It is.
    Heeded,
    /// It is not.
    Ignored,
}

impl EvidenceSettings {
    /// Returns whether the pages of `host` are not requested.
    pub fn skips(&self, host: &str) -> bool {
        self.hosts.get(host).is_some_and(|host| host.skip)
    }

    /// Returns whether the `robots.txt` of `host` is heeded.
    pub fn heeds_robots(&self, host: &str) -> bool {
        let own = self.hosts.get(host).and_then(|host| host.robots);
        own.unwrap_or(self.robots) == Robots::Heeded
    }
}

impl Default for EvidenceSettings {
    fn default() -> Self {
        Self { contact: None, every: EVERY, robots: Robots::Heeded, hosts: BTreeMap::new() }
    }
}

/// Reads `[evidence]`.
pub(super) fn read_evidence(fields: &Fields<'_>) -> EvidenceSettings {
    let mut hosts = BTreeMap::new();
    for (name, node) in fields.open("hosts") {
        let own = Fields::new(fields.reading(), node, &format!("evidence.hosts.{}", name.value));
        let delay = own.number("delay").map_or(0, |delay| delay.value.min(LONGEST_DELAY));
        let skip = own.boolean("skip").is_some_and(|skip| skip.value);
        let robots = read_robots(&own);
        if (skip || robots == Some(Robots::Ignored)) && own.text("reason").is_none() {
            own.missing("reason", "a host that is skipped, or whose robots.txt is ignored, needs the reason why");
        }
        own.finish();
        hosts.insert(name.value.to_ascii_lowercase(), HostSettings { skip, delay: Duration::from_secs(delay), robots });
    }
    EvidenceSettings {
        contact: fields.text("contact"),
        every: fields.interval("every").map_or(EVERY, |every| every.value),
        robots: read_robots(fields).unwrap_or(Robots::Heeded),
        hosts,
    }
}

fn read_robots(fields: &Fields<'_>) -> Option<Robots> {
    let heeded = fields.boolean("robots")?;
    Some(if heeded.value { Robots::Heeded } else { Robots::Ignored })
}
