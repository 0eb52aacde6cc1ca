//! What a session reports while it runs. The command line shows it; a session itself never prints.

use crate::publish::Reuse;
use std::fmt;

/// Receives the messages and the progress of a session, from any thread.
pub trait Notes: Sync {
    /// Shows a message about the run, of one line or several.
    fn note(&self, text: &str);

    /// Shows why one round of a running preview failed.
    fn error(&self, text: &str);

    /// Records that a stage begins, which ends the one before.
    fn begin(&self, _stage: Stage) {}

    /// Records that one more file of the site is complete.
    fn file_done(&self) {}

    /// Records how much of the last build is used again.
    fn reused(&self, _reuse: &Reuse) {}

    /// Records that the last stage ended.
    fn end(&self) {}
}

/// A stage of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading Notion.
    Sync,
    /// Comparing the inputs with those of the last build.
    Compare,
    /// Reading the inputs.
    Read,
    /// Running the rules.
    Check,
    /// Rendering pages and the search index.
    Render,
    /// Replacing the old site.
    Publish,
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Sync => "sync",
            Self::Compare => "compare",
            Self::Read => "read",
            Self::Check => "check",
            Self::Render => "render",
            Self::Publish => "publish",
        })
    }
}
