//! Why a questionnaire could not be read or filled.

use serde::Serialize;
use std::fmt;

/// A refusal with its reason, or a question to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RfpError {
    /// The file, or the plan for it, cannot be used; the text says why and what to do.
    Refused(String),
    /// The layout allows more than one reading: a person has to choose.
    Asks(Ambiguity),
}

/// A choice for the user, with the candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ambiguity {
    /// The sheet; empty for a whole file.
    pub sheet: String,
    /// The question, as a sentence without a full stop.
    pub question: String,
    /// The columns that tie, best first.
    pub candidates: Vec<Candidate>,
}

/// One column that could play a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// The sheet.
    pub sheet: String,
    /// The column's letters.
    pub column: String,
    /// The row of the header, from 1.
    pub row: u32,
    /// The header's words.
    pub header: String,
    /// How well the header fits the role; equal scores tie.
    pub score: u32,
}

impl RfpError {
    /// Makes a refusal.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::Refused(reason.into())
    }
}

impl fmt::Display for RfpError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => formatter.write_str(reason),
            Self::Asks(ambiguity) => ambiguity.fmt(formatter),
        }
    }
}

impl fmt::Display for Ambiguity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(formatter, "sheet \"{}\": ", self.sheet)?;
        }
        write!(formatter, "{}", self.question)?;
        for candidate in &self.candidates {
            let Candidate { sheet, column, row, header, score } = candidate;
            write!(formatter, "\n  {sheet}!{column}{row} \"{header}\" (fit {score})")?;
        }
        formatter.write_str("\nname the columns in a mapping file and hand it over with --mapping")
    }
}

impl std::error::Error for RfpError {}
