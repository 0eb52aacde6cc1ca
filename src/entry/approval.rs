//! The approval of a person.

use crate::source::Spanned;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The approval of a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Approval {
    /// In which role: `sme`, `security`, `legal`, `privacy`, `product`, `architect`, …
    pub role: Option<Spanned<String>>,
    /// Who.
    pub by: Option<Spanned<String>>,
    /// When.
    pub on: Option<Spanned<NaiveDate>>,
}
