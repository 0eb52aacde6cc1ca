//! The calendar day.

use super::clock::now;
use super::environment::variable;
use crate::session::Failure;
use chrono::{DateTime, NaiveDate};

/// Returns the day for which freshness is computed: `given`, else `SOURCE_DATE_EPOCH`'s, else the system's, in UTC.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is set and is not a number of seconds in the range of the calendar.
pub(super) fn today(given: Option<NaiveDate>) -> Result<NaiveDate, Failure> {
    if let Some(day) = given {
        return Ok(day);
    }
    match variable("SOURCE_DATE_EPOCH") {
        Some(text) => text
            .parse()
            .ok()
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .map(|time| time.date_naive())
            .ok_or_else(|| Failure("SOURCE_DATE_EPOCH is not a number of seconds since 1970".to_owned())),
        None => Ok(now().date_naive()),
    }
}
