//! What Git says of the folder of caches.

use crate::git;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The folder, from the site's.
pub(super) const FOLDER: &str = ".fieldbook/cache";

/// What Git says of the folder of one site, asked once in a session: it takes several processes.
#[derive(Debug, Default)]
pub struct CacheHistory(OnceLock<(PathBuf, History)>);

/// What Git says of the folder of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct History {
    /// Whether there is a commit.
    pub(super) has_commit: bool,
    /// Whether Git keeps files of the folder; also if it cannot say.
    pub(super) is_tracked: bool,
}

impl CacheHistory {
    /// Returns what Git says of the folder of the site in `site`.
    pub(super) fn of(&self, site: &Path) -> History {
        let (known, history) = self.0.get_or_init(|| (site.to_owned(), History::of(site)));
        if known == site { *history } else { History::of(site) }
    }
}

impl History {
    fn of(site: &Path) -> Self {
        Self { has_commit: git::head(site).is_some(), is_tracked: git::tracks(site, FOLDER) }
    }
}
