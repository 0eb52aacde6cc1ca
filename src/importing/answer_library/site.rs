//! What answers are imported into.

use super::columns::ColumnChoice;
use chrono::NaiveDate;

/// A person of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerPerson {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The address.
    pub email: Option<String>,
}

/// What answers are imported into.
#[derive(Debug, Clone, Copy)]
pub struct AnswerSite<'a> {
    /// The people of the site; none if it has no list of them.
    pub people: &'a [AnswerPerson],
    /// The columns that a person named.
    pub columns: &'a ColumnChoice,
    /// The present day; a review is not after it.
    pub today: NaiveDate,
}
