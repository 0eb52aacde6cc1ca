//! Today, and the environment: read here and nowhere else.

use super::Failure;
use chrono::{DateTime, NaiveDate};
use std::time::{SystemTime, UNIX_EPOCH};

/// Returns the day to judge for: the one asked for, else `SOURCE_DATE_EPOCH`'s, else the system's, in UTC.
///
/// # Errors
/// `SOURCE_DATE_EPOCH` is set and is no number of seconds that a calendar holds.
pub(crate) fn today(asked: Option<NaiveDate>) -> Result<NaiveDate, Failure> {
    if let Some(day) = asked {
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

/// Returns the present moment, in UTC.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
pub(crate) fn now() -> DateTime<chrono::Utc> {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(elapsed.as_secs()).unwrap_or(0);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// Returns the value of an environment variable that is set, not empty and UTF-8.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the environment")]
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Returns whether an environment variable is set to anything.
pub(crate) fn is_set(name: &str) -> bool {
    variable(name).is_some()
}
