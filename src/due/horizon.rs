//! How far ahead to look.

use crate::config::Settings;
use crate::source::Interval;
use chrono::NaiveDate;

/// How far ahead the list of what is due looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// What readers see as `Check soon`, and what ends for another reason within [`Horizon::OTHER_ENDS`].
    CheckSoon,
    /// What may be relied on no longer than this, counted from the day: an end on the last day of it is within.
    Within(Interval),
}

impl Horizon {
    /// How far ahead ends are listed that have no state of their own before them, unless a site says otherwise: the last
    /// day that an author set, and the end of a suppression.
    pub const OTHER_ENDS: Interval = Interval::Days(14);

    /// Returns the horizon of a site: `freshness.warn_before`, else [`Horizon::CheckSoon`].
    pub fn of(settings: &Settings) -> Self {
        settings.freshness.warn_before.as_ref().map_or(Self::CheckSoon, |before| Self::Within(before.value))
    }

    /// Returns the last day of ends that are listed whatever their cause.
    pub fn last_day(self, today: NaiveDate) -> NaiveDate {
        let interval = match self {
            Self::CheckSoon => Self::OTHER_ENDS,
            Self::Within(interval) => interval,
        };
        // No later day is written `YYYY-MM-DD`.
        interval.after(today).min(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX))
    }
}
