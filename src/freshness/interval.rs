//! How long a check holds, and the place that decided it.

use crate::config::Settings;
use crate::entry::{Claim, Entry};
use crate::finding::Place;
use crate::source::{Interval, Span};

/// How long a check of something without any other interval holds.
const FALLBACK: Interval = Interval::Days(60);

/// How long a check holds.
#[derive(Debug, Clone)]
pub struct ReviewInterval {
    /// The length of time.
    pub interval: Interval,
    /// The place that decided; `None` for a built-in default and for a default of the entry's folder.
    pub decided_at: Option<Place>,
}

impl ReviewInterval {
    /// Returns the length as an adjective: `60-day`, `3-month`, `1-year`.
    pub fn adjective(&self) -> String {
        match self.interval {
            Interval::Days(days) => format!("{days}-day"),
            Interval::Months(months) if months % 12 == 0 => format!("{}-year", months / 12),
            Interval::Months(months) => format!("{months}-month"),
        }
    }
}

/// Returns how long a check of `claim` holds: its own interval, else its topic's, its entry's, its kind's.
pub fn claim_interval(claim: &Claim, entry: &Entry, settings: &Settings) -> ReviewInterval {
    let own = claim.review_every.as_ref();
    let own =
        own.map(|own| ReviewInterval { interval: own.value, decided_at: Some(Place::new(&entry.file, own.span)) });
    own.or_else(|| claim.topic.as_ref().and_then(|topic| site_interval(topic.word(), settings)))
        .or_else(|| entry_interval(entry, settings))
        .unwrap_or(ReviewInterval { interval: FALLBACK, decided_at: None })
}

/// Returns how long a check of the whole `entry` holds: its own interval, else its kind's; `None` if it is not reviewed.
pub fn entry_interval(entry: &Entry, settings: &Settings) -> Option<ReviewInterval> {
    let Some(own) = &entry.review_every else { return site_interval(entry.kind.word(), settings) };
    // The default of a folder has the span of the entry's head.
    let decided_at = (own.span != entry.head).then(|| Place::new(&entry.file, own.span));
    Some(ReviewInterval { interval: own.value, decided_at })
}

/// Returns the interval of a topic or kind; a built-in one has an empty span.
fn site_interval(name: &str, settings: &Settings) -> Option<ReviewInterval> {
    let site = settings.freshness.intervals.get(name)?;
    let decided_at = (site.span != Span::default()).then(|| Place::new(&settings.file, site.span));
    Some(ReviewInterval { interval: site.value, decided_at })
}
