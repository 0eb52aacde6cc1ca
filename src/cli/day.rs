//! The calendar day.

use super::clock::now;
use super::environment::variable;
use crate::config::Demonstration;
use crate::session::{Failure, JudgedDay, settings_of};
use chrono::{DateTime, NaiveDate};
use std::path::Path;

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

/// Returns the day for which the site in `folder` is checked: `given`, else that of its demonstration, else the present.
///
/// # Errors
/// As [`today`].
pub(super) fn judged_day(folder: &Path, given: Option<NaiveDate>) -> Result<JudgedDay, Failure> {
    let pinned = given.or_else(|| demonstration(folder).map(|demonstration| demonstration.as_of.value));
    Ok(JudgedDay { today: today(pinned)?, pinned })
}

/// Returns the demonstration that the site in `folder` is; `None` for other sites, and if the settings cannot be read, which
/// the command reports.
pub(super) fn demonstration(folder: &Path) -> Option<Demonstration> {
    settings_of(folder).ok()?.site.demonstration
}

/// Refuses a day that has not come: a check is recorded when it has been made.
pub(super) fn refuse_future(given: Option<NaiveDate>) -> Result<(), Failure> {
    let now = today(None)?;
    match given.filter(|given| *given > now) {
        Some(given) => Err(Failure(format!("--today {given} is in the future; today is {now}"))),
        None => Ok(()),
    }
}
