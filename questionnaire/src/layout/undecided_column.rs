//! A column that a person has to choose.

use super::sheet_layout::Role;
use crate::error::Ambiguity;

/// A column that a person has to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndecidedColumn {
    /// What the column is for.
    pub role: Role,
    /// The question to the person, with the candidates.
    pub ambiguity: Ambiguity,
}
