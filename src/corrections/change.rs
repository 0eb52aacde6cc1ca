//! What a reader proposes.

use chrono::NaiveDate;

/// The schema of a change file.
pub const CHANGE_SCHEMA: &str = "fieldbook/change/1";
/// Describes a change file, as JSON Schema (draft 2020-12).
pub const CHANGE_JSON_SCHEMA: &str = include_str!("change.schema.json");

/// One correction, as a change file states it. Its texts come from outside: they have a limited size and no character
/// that controls a display, and nothing else is known of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is proposed.
    pub kind: ChangeKind,
    /// The entry; for a new answer, the page that it was proposed on, if any.
    pub entry: Option<String>,
    /// What of the entry is meant.
    pub part: Part,
    /// What the page said; empty for a proposal.
    pub base: String,
    /// The new text; empty for a dispute.
    pub text: String,
    /// The question of a new answer.
    pub question: Option<String>,
    /// Why.
    pub comment: String,
    /// The page that shows it.
    pub source: Option<String>,
    /// Who proposes it, as the reader says; never verified.
    pub author: Option<String>,
    /// The reader's day.
    pub day: NaiveDate,
    /// The commit of the page, if the reader's site knew it.
    pub commit: Option<String>,
    /// The audience that the reader's site was built for.
    pub audience: Option<String>,
}

/// What is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// A text says something else.
    Edit,
    /// A text is in doubt.
    Dispute,
    /// A new claim or a new answer.
    Propose,
}

/// What of an entry is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The claim with this id; of a proposal, a new claim.
    Claim(Option<String>),
    /// A text of an answer: `short`, `standard` or `detailed`.
    Length(&'static str),
    /// A new answer.
    Answer,
}

impl ChangeKind {
    /// Every kind with its word in change files.
    pub(super) const WORDS: [(&'static str, Self); 3] =
        [("edit", Self::Edit), ("dispute", Self::Dispute), ("propose", Self::Propose)];

    /// Returns the word in change files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("edit", |(word, _)| word)
    }
}

/// The lengths of an answer's text.
pub(super) const LENGTHS: [&str; 3] = ["short", "standard", "detailed"];

impl Change {
    /// Names what is meant: `entry#claim`, `entry (standard)`, or what is new.
    pub fn subject(&self) -> String {
        let entry = self.entry.as_deref().unwrap_or("the library");
        match &self.part {
            Part::Claim(Some(claim)) => format!("{entry}#{claim}"),
            Part::Claim(None) => format!("a claim for {entry}"),
            Part::Length(length) => format!("{entry} ({length})"),
            Part::Answer => "an answer".to_owned(),
        }
    }
}
