//! How far ahead `--due` looks.

use crate::source::Interval;

/// How far ahead `--due` looks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ahead {
    /// As far as the site's settings say.
    AsSet,
    /// This far.
    Within(Interval),
}

impl Ahead {
    /// Returns the time that was named.
    pub(super) fn within(self) -> Option<Interval> {
        match self {
            Self::AsSet => None,
            Self::Within(interval) => Some(interval),
        }
    }
}

/// Parses what follows `--due`; nothing is written as the empty text.
pub(super) fn read_ahead(text: &str) -> Result<Ahead, String> {
    if text.is_empty() {
        return Ok(Ahead::AsSet);
    }
    Interval::parse(text)
        .map(Ahead::Within)
        .ok_or_else(|| "a length of time is written 14d, 2w, 3mo or 1y; files come before the option".to_owned())
}
