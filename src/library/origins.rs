//! What Git says of dates: the commits that introduced them, and what was said there.
//!
//! Ages take it as input. What is not known is [`UnknownOrigin`]; nothing here guesses.

use super::dated::{DatedPart, DatedStatement};
use crate::source::Commit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The commits that introduced the dates of a library.
#[derive(Debug, Clone, Default)]
pub struct Origins {
    statements: BTreeMap<(String, DatedPart), StatementOrigins>,
    commits: BTreeMap<String, Commit>,
}

/// Where a dated part comes from.
#[derive(Debug, Clone)]
pub struct StatementOrigins {
    /// The commit that introduced the date.
    pub date: Origin,
    /// The commit that introduced the date together with everything recorded with it: the person, the role, the hash.
    pub record: Origin,
}

/// The commit that introduced a value.
#[derive(Debug, Clone)]
pub enum Origin {
    /// It is known.
    Known(Introduction),
    /// It is not known.
    Unknown(UnknownOrigin),
}

/// The introduction of a value.
#[derive(Debug, Clone)]
pub struct Introduction {
    /// The hash of the commit.
    pub commit: String,
    /// What the part was in that commit.
    pub said: Arc<DatedStatement>,
    /// A hash over it.
    said_hash: [u8; 32],
}

impl Introduction {
    /// Says that `commit` introduced a value, in a part that was `said` there.
    pub fn new(commit: String, said: Arc<DatedStatement>) -> Self {
        let said_hash = hash_of(&said);
        Self { commit, said, said_hash }
    }

    /// Returns a hash over what the part was.
    pub(crate) fn said_hash(&self) -> &[u8; 32] {
        &self.said_hash
    }
}

fn hash_of(said: &DatedStatement) -> [u8; 32] {
    let DatedStatement { entry, part, record, sources, texts } = said;
    let mut hasher = blake3::Hasher::new();
    hasher.update(format!("{entry:?} {part:?} {record:?} {sources:?}\0").as_bytes());
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    hasher.finalize().into()
}

/// Why the commit that introduced a value is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum UnknownOrigin {
    /// The history was not read.
    NotRead,
    /// The file is in no repository with a commit, or Git cannot read its history.
    NoHistory,
    /// The history of this clone is cut off.
    Shallow,
    /// The value is not committed yet.
    Uncommitted,
    /// An earlier version of the file cannot be read.
    Unreadable,
}

impl fmt::Display for UnknownOrigin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NotRead => "the history was not read",
            Self::NoHistory => "Git has no history of the file",
            Self::Shallow => "the history of this clone is cut off; fetch all of it with `git fetch --unshallow`",
            Self::Uncommitted => "the date is not committed yet",
            Self::Unreadable => "an earlier version of the file cannot be read",
        })
    }
}

impl Origin {
    fn write(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        match self {
            Self::Known(Introduction { commit, said: _, said_hash }) => {
                write!(to, "{commit} {}\0", blake3::Hash::from_bytes(*said_hash).to_hex())
            }
            Self::Unknown(cause) => write!(to, "{cause:?}\0"),
        }
    }

    /// Returns the introduction; `None` if it is not known.
    pub fn known(&self) -> Option<&Introduction> {
        match self {
            Self::Known(introduction) => Some(introduction),
            Self::Unknown(_) => None,
        }
    }
}

impl Origins {
    /// Makes it of what was found for each part of each entry, and of the commits that were looked up, by hash.
    pub fn new(statements: BTreeMap<(String, DatedPart), StatementOrigins>, commits: BTreeMap<String, Commit>) -> Self {
        Self { statements, commits }
    }

    /// Returns where `part` of the entry `id` comes from; `None` if its history was not read.
    pub fn of(&self, id: &str, part: &DatedPart) -> Option<&StatementOrigins> {
        self.statements.get(&(id.to_owned(), part.clone()))
    }

    /// Writes everything; no two different values are written alike.
    ///
    /// # Errors
    /// Those of `to`.
    pub(crate) fn write(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        let Self { statements, commits } = self;
        for ((entry, part), StatementOrigins { date, record }) in statements {
            write!(to, "{entry:?} {part:?}\0")?;
            date.write(to)?;
            record.write(to)?;
        }
        write!(to, "{commits:?}\0")
    }

    /// Returns the number of dates whose commit is not known for the reason `cause`.
    pub fn unknown(&self, cause: UnknownOrigin) -> usize {
        let is_unknown = |origins: &&StatementOrigins| matches!(origins.date, Origin::Unknown(own) if own == cause);
        self.statements.values().filter(is_unknown).count()
    }

    /// Returns the commit with this hash; `None` if it was not looked up.
    pub fn commit(&self, hash: &str) -> Option<&Commit> {
        self.commits.get(hash)
    }
}
