//! What an import reads and makes.

use super::construct::Construct;
use super::origin_change::OriginReport;
use super::proposal::Proposal;
use std::collections::BTreeMap;

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path from the folder that is imported, or its name, with `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below the target folder.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What became of one file, or of one sheet of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it came from.
    pub source: String,
    /// Where it goes, below the target folder; `None` for what was left out.
    pub target: Option<String>,
    /// What it turned out to be, such as `12 answers`, or why it was left out.
    pub what: String,
    /// What was changed, moved or not understood.
    pub notes: Vec<String>,
}

/// What an import makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Import {
    /// The files to write, in the order in which they came.
    pub files: Vec<Written>,
    /// What became of each file that came in.
    pub rows: Vec<Row>,
    /// What became of each piece that is not plain text, in the order of the documents.
    pub constructs: Vec<Construct>,
    /// The fingerprint of the bytes of each document, for the record of imports.
    pub fingerprints: BTreeMap<String, String>,
    /// The kinds that documents read like.
    pub proposals: Vec<Proposal>,
    /// The kinds that were confirmed, by document.
    pub kinds: BTreeMap<String, String>,
    /// What changed since an earlier import; `None` if there was none.
    pub changes: Option<OriginReport>,
}

impl Import {
    /// Adds a file and what it came from.
    pub(super) fn add(&mut self, source: &str, file: Written, what: String, notes: Vec<String>) {
        self.rows.push(Row { source: source.to_owned(), target: Some(file.path.clone()), what, notes });
        self.files.push(file);
    }

    /// Says that a file makes nothing, and why.
    pub fn leave_out(&mut self, source: &str, why: &str) {
        self.rows.push(Row { source: source.to_owned(), target: None, what: why.to_owned(), notes: Vec::new() });
    }
}
