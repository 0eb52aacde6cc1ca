//! What a check can be asked to do.

use super::scope::ScopeOptions;

/// Which findings a check reports, and of which files.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// The part of the library.
    pub scope: ScopeOptions,
    /// The rules and families to run; empty means all.
    pub rules: Vec<String>,
    /// The baseline, as a path from the site's folder.
    pub baseline: String,
    /// The files and folders to report on, as paths from the site's folder; empty means all.
    pub paths: Vec<String>,
    /// The commit to compare with.
    pub since: Option<SinceOptions>,
    /// Where the files are read from.
    pub source: CheckSource,
    /// Whether findings name the open opportunities that they affect, with their amounts.
    pub amounts: bool,
    /// Whether what earlier checks kept may be used.
    pub cache: CacheUse,
}

/// A commit to compare with.
#[derive(Debug, Clone)]
pub struct SinceOptions {
    /// The commit, as Git understands it.
    pub revision: String,
}

/// Whether a cache is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheUse {
    /// Results are read from the cache and written to it.
    ReadWrite,
    /// The cache is ignored.
    Ignored,
}

/// Where a check reads the site from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckSource {
    /// The site's folder.
    Folder,
    /// Git's index; only staged files are reported on.
    Index,
}
