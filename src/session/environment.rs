//! What a session is given from outside: the site's folder, the day, the environment, and where its notes go.

use super::cache_history::CacheHistory;
use super::notes::Notes;
use crate::inputs::DiskFiles;
use crate::notion::Clock;
use crate::opportunity::Timestamp;
use crate::platform::DiskHook;
use crate::publish::Disk;
use chrono::NaiveDate;
use std::path::Path;

/// The day for which a command computes freshness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JudgedDay {
    /// The day.
    pub today: NaiveDate,
    /// That day if the command line or a demonstration gave it; every page then names it.
    pub pinned: Option<NaiveDate>,
}

/// One run of a command on one site.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    /// The site's folder.
    pub folder: &'a Path,
    /// The day for which freshness is computed.
    pub today: NaiveDate,
    /// That day if the command line or a demonstration gave it; every page then names it.
    pub pinned: Option<NaiveDate>,
    /// What the machine says.
    pub environment: &'a Environment,
    /// Where messages and progress go.
    pub notes: &'a dyn Notes,
}

/// What a session needs to know of the machine, read once by the command line.
pub struct Environment {
    /// Identifies the program file, so that caches of another build are not used; `None` if it cannot be read, or if no cache
    /// is to be used or written.
    pub program: Option<String>,
    /// The token of the Notion connection.
    pub notion_token: Option<String>,
    /// Another address of Notion's interface, on loopback only.
    pub notion_address: Option<String>,
    /// The present moment; `None` if the clock is out of range.
    pub now: Option<Timestamp>,
    /// Measures and waits between requests.
    pub clock: Box<dyn Clock>,
    /// What calls to the file system ask first; only tests let one fail.
    pub disk: DiskHook,
    /// What Git says of the folder of caches.
    pub cache_history: CacheHistory,
}

impl Session<'_> {
    /// Returns the files in the site's folder.
    pub(super) fn files(&self) -> DiskFiles {
        DiskFiles::with_hook(self.folder, self.environment.disk.clone())
    }

    /// Returns the file system that a site is published on.
    pub(super) fn disk(&self) -> Disk {
        Disk::new(self.environment.disk.clone())
    }
}
