//! How current the opportunities are.

use super::attempt::AttemptFailure;
use crate::source::Interval;
use chrono::NaiveDate;

/// What is known of how current a snapshot is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceStatus {
    /// Whether the source was read.
    pub reading: Reading,
    /// Why the last attempt to read the source failed; `None` if it succeeded.
    pub failure: Option<AttemptFailure>,
    /// Whether the snapshot is older than the settings allow.
    pub age: Age,
    /// Whether the opportunities are left out of the site for one of these reasons.
    pub is_omitted: bool,
    /// The files with names from the source that Git tracks, so that everybody with the repository can read them.
    pub tracked: Vec<String>,
}

/// Whether a snapshot is older than the settings allow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Age {
    /// It is not, or it may have any age.
    #[default]
    Allowed,
    /// It does not say of when it is, although the settings limit its age.
    Unknown,
    /// It says that it is of this later day, in UTC.
    Future {
        /// The day.
        day: NaiveDate,
    },
    /// It is older.
    Exceeded {
        /// The day of the snapshot, in UTC.
        day: NaiveDate,
        /// Its age.
        days: i64,
        /// The greatest age that the settings allow.
        greatest: Interval,
    },
}

/// Whether the source of the opportunities was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reading {
    /// It was read.
    #[default]
    Done,
    /// It was never read.
    Never,
    /// Its file exists and cannot be read.
    Failed,
}

impl SourceStatus {
    /// Returns whether the opportunities may differ from those of the source by more than the settings allow.
    pub fn is_doubtful(&self) -> bool {
        self.reading != Reading::Done || self.failure.is_some() || self.age != Age::Allowed
    }

    /// Returns whether there are no opportunities because the source was never read, cannot be read, or is left out.
    pub fn is_absent(&self) -> bool {
        self.reading != Reading::Done || self.is_omitted
    }

    /// Returns the reasons, as one sentence each without a full stop, for the readers of the site. They name no time that
    /// changes from one attempt to the next.
    pub fn reasons(&self) -> Vec<String> {
        let reading = match self.reading {
            Reading::Done => None,
            Reading::Never => Some("they were never read".to_owned()),
            Reading::Failed => Some("their file cannot be read".to_owned()),
        };
        let failure = self.failure.as_ref().map(|failure| format!("the last refresh failed: {}", failure.message));
        let age = match self.age {
            Age::Allowed => None,
            Age::Unknown => Some("their file does not say of when they are".to_owned()),
            Age::Future { day } => Some(format!("they say that they are of {day}")),
            Age::Exceeded { greatest, .. } => Some(format!("they are older than {greatest}")),
        };
        reading.into_iter().chain(failure).chain(age).collect()
    }
}
