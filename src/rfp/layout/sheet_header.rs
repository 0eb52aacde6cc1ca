//! The header of a sheet: where it is, and what its columns are for.

use crate::entry::ShortAnswer;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The question.
    Question,
    /// The answer, often from a list.
    Response,
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

/// The header of a sheet: where it is and what its columns are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetHeader {
    /// The first row, from 0.
    pub first: u32,
    /// How many rows; 0 where the sheet has no header and questions begin at `first`.
    pub height: u32,
    /// The column of each role.
    pub columns: Columns,
    /// Columns to be marked with an X, each standing for one verdict.
    pub marks: Vec<(u32, ShortAnswer)>,
    /// Every header that was understood: column, words, role, worth.
    pub found: Vec<(u32, String, Role, u32)>,
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
}

impl SheetHeader {
    /// Returns the first row after the header.
    pub fn body(&self) -> u32 {
        self.first + self.height
    }

    /// Returns how much the header is worth: its best columns, one for each role.
    pub(super) fn worth(&self) -> u32 {
        let best = |role| self.found.iter().filter(|found| found.2 == role).map(|found| found.3).max().unwrap_or(0);
        let roles = [Role::Question, Role::Response, Role::Comment, Role::Evidence, Role::Id, Role::Section];
        // A row of numbers and domains alone is not a header of questions.
        if best(Role::Question) == 0 {
            0
        } else {
            roles.into_iter().map(best).sum::<u32>() + 8 * u32::from(!self.marks.is_empty())
        }
    }
}
