//! What a build can be asked to do.

use super::reports::ReportFile;
use super::scope::ScopeOptions;
use super::site_files::Medium;
use std::path::PathBuf;

/// Which site is built, and where it is written.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The folder to write, absolute or from the site's folder.
    pub output: PathBuf,
    /// The part of the library.
    pub scope: ScopeOptions,
    /// Whether an error that does not block publishing fails the build.
    pub strict: bool,
    /// What readers get the site from.
    pub medium: Medium,
    /// Whether texts get a sibling compressed with gzip.
    pub gzip: bool,
    /// Reports of the findings.
    pub reports: Vec<ReportFile>,
}
