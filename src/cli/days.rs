//! Days as they are typed.

use crate::source::parse_date;
use chrono::NaiveDate;

/// Parses `YYYY-MM-DD`.
pub(super) fn read_day(text: &str) -> Result<NaiveDate, String> {
    parse_date(text).ok_or_else(|| "a day that exists is written YYYY-MM-DD".to_owned())
}
