//! The texts of a published answer as they are written into cells.

use crate::answer_list::ListedAnswer;
use crate::filling::sendable_texts::SendableTexts;
use crate::short_answer::ShortAnswer;

/// The texts of one answer, or what a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTexts {
    text: String,
    short: String,
    short_answer: Option<ShortAnswer>,
}

impl ListedTexts {
    /// Takes the texts of an answer. `length` is the one to write; if the answer has no text of this length, the first of
    /// the standard, the short and the detailed one is written.
    ///
    /// # Errors
    /// The reasons against sending it on the day `today`.
    pub fn new(answer: &ListedAnswer, length: &str, today: &str) -> Result<Self, Vec<String>> {
        let reasons = answer.hold_reasons(today);
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let text = |length: &str| answer.texts.get(length).map(|text| cell_text(text)).unwrap_or_default();
        let texts = [length, "standard", "short", "detailed"].map(text);
        let first = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        Ok(Self { text: first, short: text("short"), short_answer: ShortAnswer::of_word(&answer.mark) })
    }

    /// Takes what a person wrote.
    pub(super) fn typed(text: &str, short_answer: Option<ShortAnswer>) -> Self {
        let text = text.trim().replace("\r\n", "\n");
        Self { short: text.clone(), text, short_answer }
    }
}

impl SendableTexts for ListedTexts {
    fn text(&self) -> &str {
        &self.text
    }

    fn short_text(&self) -> &str {
        &self.short
    }

    fn short_answer(&self) -> Option<ShortAnswer> {
        self.short_answer
    }
}

/// Returns a published text as it reads in a cell: no blank lines, no white space around lines.
fn cell_text(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
