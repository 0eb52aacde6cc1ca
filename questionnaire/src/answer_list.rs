//! The answers of a site, as far as questions are matched with them.

use serde::Deserialize;

/// The schema of the list.
pub const SCHEMA: &str = "fieldbook/answers/1";

/// What is read of `api/answers.json`; its other fields are for the page.
#[derive(Debug, Deserialize)]
pub struct AnswerList {
    /// The schema, [`SCHEMA`].
    pub schema: String,
    /// Groups of phrases that mean the same, of the site.
    pub synonyms: Vec<Vec<String>>,
    /// The answers, in the order of the site.
    pub answers: Vec<ListedAnswer>,
}

/// What questions find an answer by.
#[derive(Debug, Deserialize)]
pub struct ListedAnswer {
    /// The question as the library words it.
    pub question: String,
    /// Other wordings that customers used.
    pub alternates: Vec<String>,
    /// The text that questions are matched with.
    pub matched: String,
    /// Topics, such as `security`.
    pub topics: Vec<String>,
    /// Ids of controls, such as `IAM-08.1`.
    pub controls: Vec<String>,
}
