//! How the library was at the ends of earlier weeks, in numbers.

use chrono::{Days, NaiveDate};

/// The number of weeks that a trend reaches back, the present one included.
const WEEKS: u64 = 12;

/// How the library was at the ends of the last weeks, as Git has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trend {
    /// The weeks, the oldest first; the last one is the day of the build.
    pub weeks: Vec<TrendWeek>,
    /// Why the trend does not reach back further, as one sentence; `None` if it reaches all weeks.
    pub cut: Option<String>,
    /// The number of entries in files that Git does not hold, which are not counted.
    pub unversioned: usize,
    /// The number of earlier versions of files that cannot be read, which are not counted.
    pub unreadable: usize,
}

/// The library at the end of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrendWeek {
    /// The day.
    pub day: NaiveDate,
    /// The claims that readers rely on, by badge: current, check soon, stale, not proven.
    pub claims: [usize; 4],
    /// The ids of the gaps that were open.
    pub open_gaps: Vec<String>,
}

/// Returns the days of a trend, the newest first: `today`, and each day whole weeks before it.
pub fn trend_days(today: NaiveDate) -> Vec<NaiveDate> {
    (0..WEEKS).filter_map(|week| today.checked_sub_days(Days::new(7 * week))).collect()
}
