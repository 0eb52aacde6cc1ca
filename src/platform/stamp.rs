//! What distinguishes one file, or one state of it, from another without reading it.

use std::fs::{DirEntry, Metadata};

/// The numbers and times of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FileStamp {
    /// The number of its file system; 0 if the system has none.
    pub(crate) device: u64,
    /// Its number in the file system; 0 if the system has none.
    pub(crate) number: u64,
    /// When its content changed, in nanoseconds since 1970.
    pub(crate) modified_ns: i128,
    /// When its content, name, owner or permissions changed, in nanoseconds since 1970; 0 if not known.
    pub(crate) changed_ns: i128,
}

/// Returns the stamp in `metadata`.
#[cfg(unix)]
pub(crate) fn file_stamp(metadata: &Metadata) -> FileStamp {
    use std::os::unix::fs::MetadataExt as _;
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    FileStamp {
        device: metadata.dev(),
        number: metadata.ino(),
        modified_ns: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
        changed_ns: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
    }
}

/// Returns the stamp in `metadata`.
#[cfg(not(unix))]
pub(crate) fn file_stamp(metadata: &Metadata) -> FileStamp {
    let since_1970 = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified_ns = since_1970.and_then(|time| i128::try_from(time.as_nanos()).ok()).unwrap_or(0);
    FileStamp { device: 0, number: 0, modified_ns, changed_ns: 0 }
}

/// Returns the number of a file in its file system, as its folder says it.
#[cfg(unix)]
pub(crate) fn entry_number(entry: &DirEntry) -> u64 {
    use std::os::unix::fs::DirEntryExt as _;
    entry.ino()
}

/// Returns 0: the system does not number files.
#[cfg(not(unix))]
pub(crate) fn entry_number(_: &DirEntry) -> u64 {
    0
}
