//! What this stage needs to know of an approved answer.

use super::wording::Verdict;
use serde::Serialize;
use std::collections::BTreeMap;

/// One answer of the library, with the facts that decide whether it may be written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AnswerRecord {
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
    /// What the answer comes down to, for a closed question.
    pub short_answer: Option<Verdict>,
    /// Topics, such as `security`.
    pub topics: Vec<String>,
    /// Control ids by framework, such as `caiq-4` to `IAM-08.1`.
    pub frameworks: BTreeMap<String, Vec<String>>,
    /// Whether the entry is approved.
    pub status_approved: bool,
    /// Whether no claim of it is stale, unproven or challenged on the day of the response.
    pub fresh: bool,
    /// Whether the audience of this response may read it.
    pub audience_ok: bool,
    /// Whom to ask.
    pub owner: Option<String>,
    /// Further reasons not to write it, each a sentence without a full stop.
    pub hold_reasons: Vec<String>,
    /// The commit that last changed the entry, where that is known.
    pub commit: Option<String>,
}

impl AnswerRecord {
    /// Returns the text to write: the standard one, else the short, else the detailed.
    pub fn text(&self) -> &str {
        let texts = [&self.standard, &self.short, &self.detailed];
        texts.into_iter().map(|text| text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Returns why the answer must not be written, in the order a person would ask; empty where it may be.
    pub fn reasons(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if !self.status_approved {
            reasons.push("the answer is not approved".to_owned());
        }
        if !self.fresh {
            reasons.push("the answer is not current: something in it has to be checked again".to_owned());
        }
        if !self.audience_ok {
            reasons.push("the answer is not for this audience".to_owned());
        }
        reasons.extend(self.hold_reasons.iter().cloned());
        if self.text().is_empty() && self.short_answer.is_none() {
            reasons.push("the answer has no text".to_owned());
        }
        reasons
    }
}
