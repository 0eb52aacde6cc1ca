//! Earlier versions of a text, as far as they are known.

use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The earlier versions of texts, by path from the site's folder.
pub type PastTextsByPath = BTreeMap<String, PastTexts>;

/// The earlier versions of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastTexts {
    /// They are known.
    Known {
        /// The text as it is committed; `None` if it is not.
        committed: Option<String>,
        /// Its versions, in no order that matters.
        versions: Vec<PastText>,
    },
    /// They are not known.
    Unknown(UnknownPast),
}

/// One version of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastText {
    /// The day of its commit: the earlier one of the days on which it was written and committed.
    pub on: NaiveDate,
    /// The text.
    pub text: String,
}

/// Why earlier versions are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownPast {
    /// There is no repository that Git can read.
    NoRepository,
    /// The history is cut off.
    ShallowClone,
    /// The repository does not hold the file: Git ignores it.
    Ignored,
    /// Git cannot read a version of the file.
    Unreadable,
    /// A commit holds it, and none is known that added it.
    NoOrigin,
    /// The commit that added it is dated after today.
    InFuture,
}

impl UnknownPast {
    /// Returns the reason as the end of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoRepository => "the site is not in a Git repository",
            Self::ShallowClone => "this clone is shallow",
            Self::Ignored => "Git ignores this file",
            Self::Unreadable => "Git cannot read the history of this file",
            Self::NoOrigin => "no commit is found that added it",
            Self::InFuture => "its commit is dated after today",
        }
    }
}
