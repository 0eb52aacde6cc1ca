//! What was odd, though no row was lost.

use std::fmt;

/// Something worth knowing about a row that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Diagnostic {
    /// A mapped property has a type that is not known here; its value is absent.
    UnknownType {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// Notion's name of the type.
        kind: String,
    },
    /// A mapped property holds a value that its role cannot take; it is absent.
    UnfitValue {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// What was expected.
        expected: &'static str,
    },
    /// A related page cannot be read, so its id stands for its name.
    UnreadablePage {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// The related page's id.
        page: String,
    },
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType { row, role, kind } => {
                write!(formatter, "row {row}: `{role}` has the type `{kind}`, which is not known; it is left empty")
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
