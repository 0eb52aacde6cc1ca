//! What a person chose for one question in the page.

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
}
