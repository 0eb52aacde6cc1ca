//! What happened to documents since they were imported.

/// What happened to a document at its origin since it was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AtOrigin {
    /// It was not there before.
    New,
    /// Its bytes are others.
    Changed,
    /// It is not there any more.
    Gone,
    /// Nothing.
    Unchanged,
}

/// What happened here to the files of a document since it was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// Nothing.
    AsImported,
    /// A file was edited.
    Edited,
    /// A file was removed.
    Removed,
}

/// What happened to one document since it was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginChange {
    /// Its path at the origin.
    pub source: String,
    /// What happened at the origin.
    pub at_origin: AtOrigin,
    /// What happened here.
    pub here: Here,
    /// Whether its files are written by this import.
    pub is_written: bool,
    /// The lines that differ from the files here: `+ ` before those of the origin, `- ` before those only here.
    pub lines: Vec<String>,
}

/// What happened since the earlier import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OriginReport {
    /// The name of the origin.
    pub name: String,
    /// How many files the import writes.
    pub written: usize,
    /// How many documents are as they were.
    pub unchanged: usize,
    /// The others.
    pub changes: Vec<OriginChange>,
}
