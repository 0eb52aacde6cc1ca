//! Why a questionnaire could not be read or filled.

use serde::Serialize;
use std::fmt;

/// A refusal with its reason, or a question to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RfpError {
    /// The file, or the plan for it, cannot be used; the text says why and what to do.
    Refused(String),
    /// The layouts of these sheets allow more than one reading: a person has to choose.
    Asks(Vec<Ambiguity>),
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
            Self::Asks(ambiguities) => {
                for ambiguity in ambiguities {
                    writeln!(formatter, "{ambiguity}")?;
                }
                formatter.write_str(
                    "correct the mapping that `fieldbook rfp inspect FILE` prints, and pass it with --mapping",
                )
            }
        }
    }
}

impl fmt::Display for Ambiguity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sheet.is_empty() {
            write!(formatter, "sheet \"{}\": ", self.sheet)?;
        }
        write!(formatter, "{}", self.question)?;
        self.candidates.iter().try_for_each(|candidate| write!(formatter, "\n  {candidate}"))
    }
}

impl fmt::Display for Candidate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sheet, column, row, header, score } = self;
        write!(formatter, "{sheet}!{column}{row} \"{header}\"")?;
        if *score > 0 { write!(formatter, " (fit {score})") } else { Ok(()) }
    }
}

impl std::error::Error for RfpError {}
