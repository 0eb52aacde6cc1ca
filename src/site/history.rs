//! What Git knows about the files of a site, as far as a build needs it.

use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The days on which files changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The days of each file, the newest first, by path beside the settings.
    pub files: BTreeMap<String, Vec<FileEdit>>,
}

/// A day on which a file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileEdit {
    /// The day.
    pub on: NaiveDate,
    /// Whether the file was added on it.
    pub is_new: bool,
}
