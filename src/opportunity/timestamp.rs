//! Points in time as sources write them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A point in time, in whole seconds of UTC (RFC 3339).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// Reads an RFC 3339 date and time with its offset; a fraction of a second is dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let moment = DateTime::parse_from_rfc3339(text).ok()?;
        Self::from_unix(moment.timestamp())
    }

    /// Makes the point `seconds` after 1970-01-01T00:00:00Z, where the calendar reaches that far.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        DateTime::from_timestamp(seconds, 0).map(Self)
    }

    /// Returns the seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// Returns the day in UTC.
    pub fn day(self) -> NaiveDate {
        self.0.date_naive()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| Error::custom("not a time in RFC 3339"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_offset_becomes_utc_in_whole_seconds() {
        let shown = |text| Timestamp::parse(text).map(|timestamp| timestamp.to_string());
        assert_eq!(shown("2026-03-01T09:12:00.123Z").as_deref(), Some("2026-03-01T09:12:00Z"));
        assert_eq!(shown("2026-03-01T00:30:00+02:00").as_deref(), Some("2026-02-28T22:30:00Z"));
        for wrong in ["", "2026-03-01", "2026-03-01T09:12:00", "yesterday", "2026-02-30T00:00:00Z"] {
            assert_eq!(shown(wrong), None, "{wrong}");
        }
    }
}
