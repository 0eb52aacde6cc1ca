//! The layout of a sheet: where its header is, what its columns are for, and where the answers go.

use super::own_words::OwnWords;
use crate::short_answer::ShortAnswer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The question.
    Question,
    /// The answer, often from a list.
    Response,
    /// A second choice beside the answer, such as a level of compliance.
    Level,
    /// Room for an explanation.
    Comment,
    /// Documents and links.
    Evidence,
    /// A number or control id.
    Id,
    /// A domain or category.
    Section,
}

/// The column of each role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(BTreeMap<Role, u32>);

/// Where the answer of a question is, seen from the question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerPlace {
    /// In the same row.
    #[default]
    Beside,
    /// In the next row.
    Below,
}

/// One cell of a header that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// Its column, from 0.
    pub column: u32,
    /// Its words, with those of the row above in a header of two rows.
    pub words: String,
    /// What it says the column is for.
    pub role: Role,
    /// How telling it is; the highest of a role wins.
    pub worth: u32,
}

/// The layout of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetLayout {
    /// The first row of the header, from 0.
    pub first: u32,
    /// How many rows; 0 where the sheet has no header and questions begin at `first`.
    pub height: u32,
    /// The column of each role.
    pub columns: Columns,
    /// Columns to be marked with an X, each for one short answer.
    pub marks: Vec<(u32, ShortAnswer)>,
    /// Every header cell that was understood.
    pub found: Vec<HeaderCell>,
    /// Where the answers are.
    pub answers: AnswerPlace,
    /// What the words of the sheet's own lists mean.
    pub words: Arc<OwnWords>,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] =
        [Self::Question, Self::Response, Self::Level, Self::Comment, Self::Evidence, Self::Id, Self::Section];

    /// Returns the word for it, as in a mapping file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Response => "response",
            Self::Level => "level",
            Self::Comment => "comment",
            Self::Evidence => "evidence",
            Self::Id => "id",
            Self::Section => "section",
        }
    }
}

impl Columns {
    /// Returns the column of a role.
    pub fn of(&self, role: Role) -> Option<u32> {
        self.0.get(&role).copied()
    }

    /// Gives a role its column.
    pub fn set(&mut self, role: Role, column: u32) {
        self.0.insert(role, column);
    }

    /// Takes the column of a role away.
    pub fn clear(&mut self, role: Role) {
        self.0.remove(&role);
    }

    /// Returns the role that a column has.
    pub fn role_of(&self, column: u32) -> Option<Role> {
        self.0.iter().find(|(_, own)| **own == column).map(|(role, _)| *role)
    }
}

impl SheetLayout {
    /// Returns the first row after the header.
    pub fn body(&self) -> u32 {
        self.first + self.height
    }

    /// Returns whether an answer has a place: a column for the answer or the comment, or columns to mark.
    pub fn has_answers(&self) -> bool {
        let has = |role| self.columns.of(role).is_some();
        has(Role::Response) || has(Role::Comment) || !self.marks.is_empty()
    }

    /// Returns the header cells of a role.
    pub(super) fn cells_of(&self, role: Role) -> impl Iterator<Item = &HeaderCell> {
        self.found.iter().filter(move |found| found.role == role)
    }

    /// Returns how much the header is worth: its best columns, one for each role.
    pub(super) fn worth(&self) -> u32 {
        let best = |role| self.cells_of(role).map(|found| found.worth).max().unwrap_or(0);
        // A row of numbers and domains alone is not a header of questions.
        if best(Role::Question) + best(Role::Response) == 0 {
            0
        } else {
            Role::ALL.into_iter().map(best).sum::<u32>() + 8 * u32::from(!self.marks.is_empty())
        }
    }
}
