//! Of when the content of one file is, as far as Git knows.

use super::process::run;
use super::repository::{head, is_tracked};
use std::path::Path;

/// Of when the content of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileTime {
    /// It is that of the last commit which changed the file, at this time (RFC 3339).
    Committed(String),
    /// Git does not track the file, or it differs from the last commit.
    Changed,
    /// The history is cut off, or Git cannot read it.
    Unknown,
}

/// Returns of when the content of the file `path` below `folder` is.
pub fn file_time(folder: &Path, path: &str) -> FileTime {
    match is_tracked(&folder.join(path)) {
        None => return FileTime::Unknown,
        Some(false) => return FileTime::Changed,
        Some(true) => {}
    }
    let literal = |arguments: &[&str]| run(folder, &[&["--literal-pathspecs"], arguments, &["--", path]].concat());
    let Some(status) = literal(&["status", "--porcelain"]) else { return FileTime::Unknown };
    if !status.trim().is_empty() {
        return FileTime::Changed;
    }
    if head(folder).is_none_or(|head| head.is_shallow) {
        return FileTime::Unknown;
    }
    let time = literal(&["log", "-1", "--no-show-signature", "--format=%cI"]);
    let time = time.map(|time| time.trim().to_owned()).filter(|time| !time.is_empty());
    time.map_or(FileTime::Unknown, FileTime::Committed)
}
