//! What a snapshot does not have although its source does.

use serde::Serialize;

/// A row that was seen and is not among the opportunities.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    /// The row's id.
    pub id: String,
    /// Its name; empty if it has none.
    pub name: String,
    /// Why it is left out, such as `in the trash`.
    pub reason: String,
    /// Where the row is in its source; never a signed address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A value that could not be read, of a row that is among the opportunities.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOutValue {
    /// The id of the opportunity; empty if the values of all of them are left out.
    pub id: String,
    /// The name of the role whose value is missing; see [`super::Role::name`].
    pub role: String,
    /// Why it is left out, such as `not a number, 0 or greater`.
    pub reason: String,
}

/// An open opportunity of which the page or the comments were not read, although they may have changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct UnreadPage {
    /// The id of the opportunity.
    pub id: String,
    /// Why, such as `the budget of 60 requests was used up`.
    pub reason: String,
}
