//! What names a question, whatever its row.

use super::question::Question;
use super::questionnaire::Questionnaire;
use crate::files::grid::Grid;
use std::collections::BTreeMap;

/// What names a question in any version of its questionnaire. Keys that are kept in a repository have no credentials: see
/// [`question_keys`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct QuestionKey {
    /// The sheet.
    pub sheet: String,
    /// Its section; empty without one.
    pub section: String,
    /// The customer's number or control id; empty without one.
    pub number: String,
    /// Its words, with those of the question that it is a part of.
    pub text: String,
    /// Which one it is of several with the same sheet, section, number and words, from 1.
    pub occurrence: u32,
}

impl QuestionKey {
    /// Returns the words in the form that is compared: letters and digits in lower case, one space between words.
    pub fn compared_text(&self) -> String {
        compared(&self.text)
    }

    /// Returns 16 hexadecimal digits that identify the key, for files that leave and come back.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [&self.sheet, &self.section, &self.number, &self.compared_text(), &self.occurrence.to_string()] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    }
}

/// Returns the key of every question, in the order of [`Questionnaire::questions`]. `mask` hides credentials in a text.
pub fn question_keys(questionnaire: &Questionnaire, mask: &dyn Fn(&str) -> String) -> Vec<QuestionKey> {
    let mut seen = BTreeMap::<QuestionKey, u32>::new();
    let keys = questionnaire.questions().map(|(grid, question)| {
        let key = bare_key(grid, question, mask);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        QuestionKey { occurrence: *count, ..key }
    });
    keys.collect()
}

fn bare_key(grid: &Grid, question: &Question, mask: &dyn Fn(&str) -> String) -> QuestionKey {
    QuestionKey {
        sheet: grid.name.clone(),
        section: mask(&question.section),
        number: mask(&question.id),
        text: mask(&question.full_text()),
        occurrence: 1,
    }
}

/// Returns `text` in the form that is compared.
pub fn compared(text: &str) -> String {
    let words = text.split(|symbol: char| !symbol.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
