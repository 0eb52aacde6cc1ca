//! The answers of a site, as far as questions are matched with them.

use serde::Deserialize;
use std::collections::BTreeMap;

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
    /// The answer in a word, such as `yes`; empty if only its text says it.
    #[serde(default)]
    pub mark: String,
    /// The text that questions are matched with, if it is not one of `texts`.
    #[serde(default)]
    pub matched: Option<String>,
    /// The texts by their length: `short`, `standard`, `detailed`.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
    /// Topics, such as `security`.
    pub topics: Vec<String>,
    /// Ids of controls, such as `IAM-08.1`.
    pub controls: Vec<String>,
}

impl ListedAnswer {
    /// Returns the text that questions are matched with: the standard one, else the short, else the detailed.
    pub fn matched_text(&self) -> &str {
        let texts = ["standard", "short", "detailed"].into_iter().find_map(|length| self.texts.get(length));
        self.matched.as_ref().or(texts).map(String::as_str).unwrap_or_default()
    }
}
