//! The approval of a person.

use crate::source::Spanned;
use chrono::NaiveDate;

/// The approval of a person.
#[derive(Debug, Clone)]
pub struct Approval {
    /// In which role: `sme`, `security`, `legal`, `privacy`, `product`, `architect`, …
    pub role: Option<Spanned<String>>,
    /// Who.
    pub by: Option<Spanned<String>>,
    /// When.
    pub on: Option<Spanned<NaiveDate>>,
}
