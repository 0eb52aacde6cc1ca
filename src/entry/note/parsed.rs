//! A note, read: what of it is evidence, and what looks like evidence and cannot be read.

use crate::source::{Span, Spanned};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The evidence in a note. Every address, quote and date of the note is in one of the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its addresses, each with the words that are quoted from there.
    pub sources: Vec<NoteSource>,
    /// A quote without any address.
    pub quote: Option<Spanned<String>>,
    /// The check that it records.
    pub check: Option<NoteCheck>,
    /// The day on which the quote was taken; this is not a check.
    pub captured: Option<Spanned<NaiveDate>>,
    /// What could not be read.
    pub unread: Vec<Unread>,
}

/// An address in a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSource {
    /// The address.
    pub url: Spanned<String>,
    /// The words that are quoted from it.
    pub quote: Option<Spanned<String>>,
}

/// A check that a note records, such as `verified 2026-10-02 by ann`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteCheck {
    /// The day.
    pub on: Spanned<NaiveDate>,
    /// Who checked.
    pub by: Option<Spanned<String>>,
}

/// A part of a note that looks like evidence and cannot be read as such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Its place.
    pub span: Span,
    /// Why it cannot be read.
    pub reason: UnreadReason,
}

/// Why a part of a note cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnreadReason {
    /// A date in another form than `YYYY-MM-DD`.
    DateForm {
        /// The only day that it can mean; `None` if there are several or no day is named.
        day: Option<NaiveDate>,
    },
    /// A date that no calendar has.
    NoSuchDay,
    /// A second date under the same word.
    SecondDate(DateWord),
    /// A date without a word that says what happened on it.
    DateWithoutWord,
    /// A date after words such as `not verified`.
    Denied,
    /// A second quote from the same address.
    SecondQuote,
    /// A quotation mark that is never closed.
    OpenQuote,
    /// An address without `https://`.
    AddressForm,
    /// A date or an address that readers of the note do not see.
    Hidden {
        /// What is hidden.
        evidence: HiddenEvidence,
        /// What hides it.
        by: Hiding,
    },
}

/// What is hidden in a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HiddenEvidence {
    /// A date.
    Date,
    /// An address.
    Address,
}

/// What hides a part of a note from its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hiding {
    /// An HTML comment.
    Comment,
    /// A tag or a block of HTML.
    Html,
    /// A line through the text.
    Strikethrough,
    /// A picture, which has it in its description or address.
    Picture,
    /// A definition of a link.
    Definition,
}

/// What happened on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateWord {
    /// `verified`, `checked` or `as of`: a person checked the statement.
    Verified,
    /// `captured`: the quote was taken.
    Captured,
}

impl Note {
    /// Returns whether there is anything that proves a statement or is meant to.
    pub fn is_evidence(&self) -> bool {
        *self != Self::default()
    }
}
