//! Days and intervals as authors write them.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A length of time in the units of front matter: `30d`, `6w`, `3mo`, `1y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Interval {
    /// Whole days; weeks are seven of them.
    Days(u32),
    /// Calendar months; years are twelve of them. Past the end of a month the last day counts.
    Months(u32),
}

impl Interval {
    /// Reads `30d`, `6w`, `3mo` or `1y`: a whole number from 1 to 9999 and a unit, nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at_checked(digits)?;
        let number: u32 = number.parse().ok().filter(|number| (1..=9999).contains(number))?;
        match unit {
            "d" => Some(Self::Days(number)),
            "w" => Some(Self::Days(number * 7)),
            "mo" => Some(Self::Months(number)),
            "y" => Some(Self::Months(number * 12)),
            _ => None,
        }
    }

    /// Returns the last day on which something checked on `day` still holds.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => day.checked_add_days(Days::new(u64::from(days))),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
        }
        .unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => write!(formatter, "{days}d"),
            Self::Months(months) if months % 12 == 0 => write!(formatter, "{}y", months / 12),
            Self::Months(months) => write!(formatter, "{months}mo"),
        }
    }
}

/// Reads a calendar day in the one form there is, `YYYY-MM-DD` (ISO 8601, years 0001 to 9999).
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shape.then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_read_and_clamp() {
        let day = |text| parse_date(text).unwrap_or_default();
        let after = |interval, from| Interval::parse(interval).map(|interval| interval.after(day(from)));
        assert_eq!(after("30d", "2026-01-31"), Some(day("2026-03-02")));
        assert_eq!(after("2w", "2026-01-31"), Some(day("2026-02-14")));
        assert_eq!(after("1mo", "2026-01-31"), Some(day("2026-02-28")));
        assert_eq!(after("1y", "2024-02-29"), Some(day("2025-02-28")));
        assert_eq!(
            after("9999y", "9000-01-01"),
            Some(day("9999-12-31")).map(|_| NaiveDate::from_ymd_opt(18999, 1, 1).unwrap_or_default())
        );
        for wrong in ["", "d", "30", "30 d", "-1d", "0d", "1.5y", "10000d", "30D", "3m"] {
            assert_eq!(Interval::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_whole_iso_days_are_dates() {
        assert!(parse_date("2024-02-29").is_some());
        for wrong in ["2023-02-29", "2026-1-02", "26-01-02", "2026-01-02T00:00", "2026/01/02", "+026-01-02"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
