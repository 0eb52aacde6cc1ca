//! What a person chose for one question in the page.

use super::decided_choice::DecidedChoice;
use crate::answer_list::ListedAnswer;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a person chose for one question. Without an answer and a text of the person, the question is undecided.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The place of the question in the file, from 0.
    pub question: usize,
    /// The id of the answer; empty without one.
    pub answer: String,
    /// The length of the answer's text: `short`, `standard` or `detailed`.
    pub length: String,
    /// The texts of the answer when it was picked, by their length.
    pub picked: BTreeMap<String, String>,
    /// The short answer: that of the answer when it was picked, or what the person chose; empty without one.
    pub mark: String,
    /// What the person wrote instead of the answer's text.
    pub text: Option<String>,
    /// What the person decided; `None` if the match chose the answer.
    pub decided: Option<DecidedChoice>,
}

impl Choice {
    /// Returns whether `answer` has other texts or another short answer than when it was picked.
    pub(super) fn is_outdated(&self, answer: &ListedAnswer) -> bool {
        filled(&self.picked) != filled(&answer.texts) || self.mark != answer.mark
    }
}

/// Returns the texts that are not empty.
fn filled(texts: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    let texts = texts.iter().map(|(length, text)| (length.as_str(), text.trim()));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}
