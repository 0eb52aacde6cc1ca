//! On which days the files of a site changed.

use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The days on which files changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The days of each file, newest first, by path relative to the site's folder.
    pub files: BTreeMap<String, Vec<FileEdit>>,
}

/// A day on which a file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileEdit {
    /// The day.
    pub on: NaiveDate,
    /// Whether the file was added on that day.
    pub is_new: bool,
}
