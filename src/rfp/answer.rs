//! What this stage needs to know of an answer.

use crate::entry::ShortAnswer;
use crate::hold::HoldReason;
use std::collections::BTreeMap;

/// One answer of the library, with the reasons against sending it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryAnswer {
    /// The entry's id. Goes into the manifest, never into the customer's file.
    pub id: String,
    /// The question as the library words it.
    pub question: String,
    /// Other wordings that customers used.
    pub alternates: Vec<String>,
    /// The text of at most 40 words, or empty.
    pub short: String,
    /// The text of at most 150 words, or empty.
    pub standard: String,
    /// The text of at most 400 words, or empty.
    pub detailed: String,
    /// The answer in one word, for a closed question.
    pub short_answer: Option<ShortAnswer>,
    /// Topics, such as `security`.
    pub topics: Vec<String>,
    /// Control ids by framework, such as `caiq-4` to `IAM-08.1`.
    pub frameworks: BTreeMap<String, Vec<String>>,
    /// Why the answer must not be sent; empty if it may be.
    pub holds: Vec<HoldReason>,
    /// Whom to ask.
    pub owner: Option<String>,
    /// The commit of the library, if it is known.
    pub commit: Option<String>,
}

impl LibraryAnswer {
    /// Returns the text to write: the standard one, else the short, else the detailed.
    pub fn text(&self) -> &str {
        let texts = [&self.standard, &self.short, &self.detailed];
        texts.into_iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
    }
}
