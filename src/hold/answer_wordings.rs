//! What questions find an answer by.

use super::context::Recipient;
use super::sendable_text::AnswerTexts;
use crate::entry::{Answer, Entry};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// What questions find an answer by: its own words, whether or not they may be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerWordings {
    /// The question as the library words it, or the title if it has none.
    pub question: String,
    /// Other wordings that customers used.
    pub alternates: Vec<String>,
    /// The answer in a word, such as `yes`; empty if only its text says it.
    pub short_answer: &'static str,
    /// The text that questions are matched with.
    pub text: String,
    /// The title, the tags and the topics, such as `security`.
    pub tags: Vec<String>,
    /// Control ids by framework, such as `caiq-4` to `IAM-08.1`.
    pub frameworks: BTreeMap<String, Vec<String>>,
}

impl AnswerWordings {
    /// Takes them from `entry`, whose fields as an answer are `answer`; placeholders have the values for `recipient`.
    pub fn new(entry: &Entry, answer: &Answer, recipient: &Recipient) -> Self {
        let values = |texts: &[Spanned<String>]| texts.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
        let frameworks = answer.frameworks.iter().map(|(name, controls)| (name.value.clone(), values(controls)));
        let title = std::iter::once(entry.title.value.clone());
        Self {
            question: answer.question.as_ref().unwrap_or(&entry.title).value.clone(),
            alternates: values(&answer.alternates),
            short_answer: answer.short_answer.as_ref().map_or("", |short| short.value.word()),
            text: AnswerTexts::new(entry, answer, recipient).text(None).to_owned(),
            tags: title.chain(values(&entry.tags)).chain(values(&answer.topics)).collect(),
            frameworks: frameworks.collect(),
        }
    }
}
