//! Problems with single values; no row is lost.

use crate::opportunity::LeftOutValue;
use std::fmt;

/// A problem with a row that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Diagnostic {
    /// A mapped property has an unknown type; its value is left out.
    UnknownType {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// Notion's name of the type.
        kind: String,
    },
    /// A mapped property has a value that is invalid for its role; it is left out.
    UnfitValue {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// What was expected.
        expected: &'static str,
    },
    /// A related page cannot be read, so its id is used instead of its name.
    UnreadablePage {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// The related page's id.
        page: String,
    },
}

impl Diagnostic {
    /// Returns the value that is missing in the snapshot; `None` if it has another text instead.
    pub(super) fn left_out(&self) -> Option<LeftOutValue> {
        let (id, role, reason) = match self {
            Self::UnknownType { row, role, kind } => (row, role, format!("the property has the unknown type `{kind}`")),
            Self::UnfitValue { row, role, expected } => (row, role, format!("it is not {expected}")),
            Self::UnreadablePage { .. } => return None,
        };
        Some(LeftOutValue { id: id.clone(), role: (*role).to_owned(), reason })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType { row, role, kind } => {
                write!(formatter, "row {row}: `{role}` has the unknown type `{kind}`; it is left empty")
            }
            Self::UnfitValue { row, role, expected } => {
                write!(formatter, "row {row}: `{role}` is not {expected}; it is left empty")
            }
            Self::UnreadablePage { row, role, page } => {
                write!(
                    formatter,
                    "row {row}: the page {page} in `{role}` is not shared with the connection; its id is shown"
                )
            }
        }
    }
}
