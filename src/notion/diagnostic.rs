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
    /// The data source to which a property relates is not shared, so the names of all related pages are left out.
    UnsharedSource {
        /// The role.
        role: &'static str,
        /// The name of the property.
        property: String,
    },
    /// A text that cannot be read as an amount or a currency; it is left out.
    Unreadable {
        /// The row's id.
        row: String,
        /// The role.
        role: &'static str,
        /// Why it cannot be read.
        reason: String,
    },
    /// A related page cannot be read; its name is left out.
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
    /// Returns the value that is missing in the snapshot.
    pub(super) fn left_out(&self) -> LeftOutValue {
        let (id, role, reason) = match self {
            Self::UnknownType { row, role, kind } => (row, role, format!("the property has the unknown type `{kind}`")),
            Self::UnfitValue { row, role, expected } => (row, role, format!("it is not {expected}")),
            Self::Unreadable { row, role, reason } => (row, role, reason.clone()),
            Self::UnreadablePage { row, role, page } => {
                (row, role, format!("the page {page} is not shared with the connection"))
            }
            Self::UnsharedSource { role, property } => {
                let reason = format!("the database behind `{property}` is not shared with the connection");
                return LeftOutValue { id: String::new(), role: (*role).to_owned(), reason };
            }
        };
        LeftOutValue { id: id.clone(), role: (*role).to_owned(), reason }
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
            Self::Unreadable { row, role, reason } => {
                write!(formatter, "row {row}: `{role}` is left empty: {reason}")
            }
            Self::UnreadablePage { row, role, page } => {
                write!(
                    formatter,
                    "row {row}: the page {page} in `{role}` is not shared with the connection; its name is left out"
                )
            }
            Self::UnsharedSource { role, property } => {
                write!(
                    formatter,
                    "`{role}` of every row is left empty: the database behind `{property}` is not shared with the \
                     connection; open it in Notion, then •••, Connections, and add the connection"
                )
            }
        }
    }
}
