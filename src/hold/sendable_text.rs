//! The text of an answer as it is written into a cell, and the part of it that may be sent.

use super::context::Recipient;
use super::placeholder::resolve;
use crate::entry::{Answer, Entry, KindFields, ShortAnswer};
use crate::markdown::plain_text;
use crate::source::Span;
use crate::visibility::VisibleLibrary;
use fieldbook_questionnaire::answer_length::AnswerLength;
use fieldbook_questionnaire::filling::sendable_texts::SendableTexts;
use std::collections::BTreeMap;

/// The texts of an answer in cells: no markup, no blank lines, and the recipient's values for declared placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AnswerTexts {
    short: String,
    standard: String,
    detailed: String,
}

impl AnswerTexts {
    pub(super) fn new(entry: &Entry, answer: &Answer, recipient: &Recipient) -> Self {
        let declared = answer.placeholders.iter().filter_map(|name| recipient.values.get_key_value(&name.value));
        let resolved: BTreeMap<String, String> = declared.map(|(name, value)| (name.clone(), value.clone())).collect();
        let text = |span: Option<Span>| {
            span.map(|span| resolve(&cell_text(entry.file.slice(span)), &resolved)).unwrap_or_default()
        };
        let lengths = answer.lengths;
        Self { short: text(lengths.short), standard: text(lengths.standard), detailed: text(lengths.detailed) }
    }

    /// Returns the text of the length `chosen`, else the standard text, else the short, else the detailed.
    pub(super) fn text(&self, chosen: Option<AnswerLength>) -> &str {
        let lengths = chosen.into_iter().chain(AnswerLength::PREFERRED);
        lengths.map(|length| self.of(length).trim()).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn of(&self, length: AnswerLength) -> &str {
        match length {
            AnswerLength::Short => &self.short,
            AnswerLength::Standard => &self.standard,
            AnswerLength::Detailed => &self.detailed,
        }
    }
}

/// What of one answer may be written into the recipient's file.
///
/// Can only be made from a [`VisibleLibrary`] for the recipient, so that writing the text of a hidden entry does not
/// compile: a cell takes its text from here. What a person typed for one question is checked by
/// [`TypedTexts`](super::TypedTexts).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendableText {
    texts: AnswerTexts,
    short_answer: Option<ShortAnswer>,
    /// The length that a person chose.
    length: Option<AnswerLength>,
}

impl SendableText {
    /// Takes the texts of the answer `id`; `None` if `visible`, the library for `recipient`, does not contain it.
    pub(super) fn new(visible: &VisibleLibrary, id: &str, recipient: &Recipient) -> Option<Self> {
        let entry = visible.find(id)?;
        let KindFields::Answer(answer) = &entry.kind_fields else { return None };
        let short_answer = answer.short_answer.as_ref().map(|short| short.value);
        Some(Self { texts: AnswerTexts::new(entry, answer, recipient), short_answer, length: None })
    }

    /// Returns the same with the text of the length that a person chose, where the answer has one.
    #[must_use]
    pub fn in_length(&self, length: Option<AnswerLength>) -> Self {
        Self { length, ..self.clone() }
    }

    /// Takes what a person typed, once no reason holds it.
    pub(super) fn typed(text: &str, short_answer: Option<ShortAnswer>) -> Self {
        let text = text.trim().replace("\r\n", "\n");
        let texts = AnswerTexts { short: text.clone(), standard: text, detailed: String::new() };
        Self { texts, short_answer, length: None }
    }
}

impl SendableTexts for SendableText {
    /// Returns the text of the chosen length, else the standard text, else the short, else the detailed.
    fn text(&self) -> &str {
        self.texts.text(self.length)
    }

    fn short_text(&self) -> &str {
        self.texts.short.trim()
    }

    fn short_answer(&self) -> Option<ShortAnswer> {
        self.short_answer
    }
}

/// Returns a part of a body as it reads in a cell: no markup, no blank lines.
fn cell_text(markdown: &str) -> String {
    let plain = plain_text(markdown);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
