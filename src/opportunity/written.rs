//! How a source writes numbers and days.

use super::timestamp::Timestamp;
use crate::config::{DateFormat, NumberFormat, OpportunitySettings};
use crate::source::parse_date;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// How a source writes its values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// How it writes numbers.
    pub numbers: NumberFormat,
    /// How it writes days.
    pub dates: DateFormat,
    /// The currency of amounts that name none.
    pub currency: Option<String>,
}

impl Written {
    /// Returns how the source of these settings writes its values.
    pub fn of_settings(settings: &OpportunitySettings) -> Self {
        Self {
            numbers: settings.number_format,
            dates: settings.date_format,
            currency: settings.currency.as_ref().map(|currency| currency.value.clone()),
        }
    }

    /// Reads a day: as in ISO 8601, or as the source writes days; a time after it is ignored.
    pub fn day(&self, text: &str) -> Option<NaiveDate> {
        let text = text.trim();
        let first = text.split([' ', 'T']).next().unwrap_or_default();
        parse_date(first).or_else(|| self.written_day(first))
    }

    /// Reads a moment: as in RFC 3339, or a day and a time as the source writes them, taken as UTC.
    pub fn moment(&self, text: &str) -> Option<Timestamp> {
        const TIMES: [&str; 4] = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p"];
        let text = text.trim();
        let written = || {
            let day = self.day(text)?;
            let rest = text.split_once([' ', 'T']).map(|(_, rest)| rest.trim()).unwrap_or_default();
            let time = TIMES.iter().find_map(|form| NaiveTime::parse_from_str(rest, form).ok());
            let time = if rest.is_empty() { Some(NaiveTime::MIN) } else { time };
            Timestamp::parse(&NaiveDateTime::new(day, time?).format("%Y-%m-%dT%H:%M:%SZ").to_string())
        };
        Timestamp::parse(text).or_else(written)
    }

    fn written_day(&self, text: &str) -> Option<NaiveDate> {
        let mark = if self.dates == DateFormat::DottedDayMonthYear { '.' } else { '/' };
        let mut parts = text.split(mark);
        let mut part = |lengths: std::ops::RangeInclusive<usize>| {
            let part = parts.next().filter(|part| lengths.contains(&part.len()))?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
        };
        let (first, second, year) = (part(1..=2)?, part(1..=2)?, part(4..=4)?);
        let (month, day) = match self.dates {
            DateFormat::YearMonthDay => return None,
            DateFormat::MonthDayYear => (first, second),
            DateFormat::DayMonthYear | DateFormat::DottedDayMonthYear => (second, first),
        };
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        date.filter(|_| parts.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(dates: DateFormat, text: &str) -> Option<String> {
        Written { dates, ..Written::default() }.day(text).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_in_the_format_of_the_settings_or_as_in_iso_8601() {
        let fourth = Some("2026-12-04".to_owned());
        for text in ["2026-12-04", "2026-12-04 00:00", "2026-12-04T09:30:00Z"] {
            assert_eq!(day(DateFormat::MonthDayYear, text), fourth, "{text}");
        }
        assert_eq!(day(DateFormat::MonthDayYear, "12/4/2026"), fourth);
        assert_eq!(day(DateFormat::DayMonthYear, "04/12/2026"), fourth);
        assert_eq!(day(DateFormat::DottedDayMonthYear, "4.12.2026"), fourth);
        assert_eq!(day(DateFormat::YearMonthDay, "12/4/2026"), None, "which is the month is not known");
        assert_eq!(day(DateFormat::MonthDayYear, "13/4/2026"), None);
        assert_eq!(day(DateFormat::MonthDayYear, "12/4/26"), None);
        assert_eq!(day(DateFormat::MonthDayYear, "12/4/2026/1"), None);
    }

    #[test]
    fn moments_have_a_time_or_begin_with_the_day() {
        let written = Written { dates: DateFormat::MonthDayYear, ..Written::default() };
        let read = |text: &str| written.moment(text).map(|moment| moment.to_string());
        assert_eq!(read("12/4/2026 9:30 AM"), read("2026-12-04T09:30:00Z"));
        assert_eq!(read("2026-12-04 09:30"), read("2026-12-04T09:30:00Z"));
        assert_eq!(read("2026-12-04"), read("2026-12-04T00:00:00Z"));
        assert!(read("2026-12-04T00:00:00Z").is_some() && read("soon").is_none() && read("12/4/2026 noon").is_none());
    }
}
