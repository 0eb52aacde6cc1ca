//! The files of a site, wherever they are.
//!
//! [`Files`] is the one input of reading. Each source gives the same listings, the same bytes and the same reasons for
//! the same content: limits and what is left out are decided here and in `path_table`, not by the source.

use super::error::InputError;
use std::fmt;
use std::io;
use std::path::Path;

/// The files below a site's folder. Paths are relative to that folder, with `/` between their parts.
pub trait Files: fmt::Debug + Send + Sync {
    /// Lists the files below `folder`; empty if it does not exist.
    ///
    /// # Errors
    /// It exists and is not a directory, or cannot be listed.
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError>;

    /// Reads the whole of one regular file.
    ///
    /// # Errors
    /// It does not exist, is not a regular file, has more than `limit` bytes, or cannot be read.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault>;

    /// Returns whether `path` is a regular file.
    fn contains(&self, path: &str) -> bool;

    /// Returns whether `folder` exists; where only files are known, one that holds none does not.
    fn has_folder(&self, folder: &str) -> bool {
        self.list(folder, HiddenFiles::Listed).is_ok_and(|listing| listing != Listing::default())
    }

    /// Returns what a page needs to know of a file that it only links to.
    ///
    /// # Errors
    /// It does not exist, or the machine does not let it be read.
    fn measure(&self, path: &str) -> Result<Asset, ReadFault>;

    /// Returns the state of the file at `path` without reading it; `None` if the source cannot tell.
    fn stamp(&self, path: &str) -> Option<Stamp>;
}

/// Whether files and folders whose name begins with `.` are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenFiles {
    /// They are.
    Listed,
    /// They are not, by convention: editors, Git and file systems keep their own files under such names.
    Skipped,
}

/// What is below a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The regular files, each folder's files and folders in the order of their names.
    pub files: Vec<String>,
    /// What is not read, in the same order.
    pub left_out: Vec<LeftOut>,
}

/// Something in a folder of the site that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its path; what is not UTF-8 in it is replaced.
    pub path: String,
    /// Why it is not read.
    pub reason: LeftOutReason,
}

/// Why something in a folder of the site is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutReason {
    /// It is a link, a pipe, a socket or a device.
    NotRegular,
    /// Its path is not UTF-8.
    NameNotUtf8,
    /// It is a folder at the greatest depth, 64 levels.
    TooDeep,
    /// It is a commit of another repository, of which Git has no files here.
    Submodule,
    /// It has an unresolved conflict in the Git index.
    Conflict,
    /// Its path leads out of its folder or into Git's own.
    UnsafePath,
}

/// The deepest folder below a root or a theme whose files are read; deeper ones are a finding.
pub(super) const DEPTH: usize = 64;

impl fmt::Display for LeftOutReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRegular => formatter.write_str("not a regular file; links, pipes and devices are not followed"),
            Self::NameNotUtf8 => formatter.write_str("the name is not UTF-8; rename the file"),
            Self::TooDeep => write!(formatter, "folders deeper than {DEPTH} levels are not read"),
            Self::Submodule => formatter.write_str("a Git submodule; its files are not part of this repository"),
            Self::Conflict => formatter.write_str("the file has an unresolved merge conflict; resolve it and stage it"),
            Self::UnsafePath => formatter.write_str("the path contains `..` or `.git`; rename the file"),
        }
    }
}

/// Why a file is not read.
#[derive(Debug)]
pub enum ReadFault {
    /// It does not exist.
    Missing,
    /// It is a folder, a link, a pipe, a socket or a device.
    NotRegular,
    /// It has more bytes than the limit.
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
    /// The machine does not let this file be read.
    Unreadable(io::Error),
    /// The source as a whole stopped working, so that no result would be complete.
    Stopped(InputError),
}

impl ReadFault {
    /// Turns the fault into the error of a run that cannot go on without the file at `path`.
    pub(super) fn into_error(self, path: &Path, limit: u64) -> InputError {
        let cause = match self {
            Self::Missing => io::ErrorKind::NotFound.into(),
            Self::NotRegular => io::Error::other("not a regular file"),
            Self::TooLarge { bytes } => io::Error::other(format!("it has {bytes} bytes; the limit is {limit}")),
            Self::Unreadable(cause) => cause,
            Self::Stopped(error) => return error,
        };
        InputError::read(path, cause)
    }
}

/// A file that is linked to or shown and never understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asset {
    /// Its size in bytes.
    pub bytes: u64,
    /// The width and height of a picture in pixels; `None` for other files, and in a commit or the index, where only
    /// the checks read a site and none of them needs it.
    pub size: Option<(u32, u32)>,
}

impl Asset {
    /// Makes it of a size in bytes and what the picture's header says.
    pub(super) fn new(bytes: u64, picture: Option<imagesize::ImageSize>) -> Self {
        let pixels = |length: usize| u32::try_from(length).ok();
        let size = picture.and_then(|picture| Some((pixels(picture.width)?, pixels(picture.height)?)));
        Self { bytes, size }
    }
}

/// What distinguishes one state of a file from another without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub(super) bytes: u64,
    /// The number of the file in its file system; 0 where there is none.
    pub(super) number: u64,
    /// When its content changed, in nanoseconds since 1970.
    pub(super) modified_ns: i128,
    /// When its content or its name, owner or permissions changed, in nanoseconds since 1970; 0 if not known.
    pub(super) changed_ns: i128,
}

impl Stamp {
    /// Returns when the content changed, in whole seconds since 1970.
    pub fn modified_seconds(&self) -> i64 {
        i64::try_from(self.modified_ns.div_euclid(1_000_000_000)).unwrap_or(i64::MAX)
    }
}
