//! The questions of customers that the library has no answer to.

use super::manifest::ManifestRow;
use super::recorded::RecordedResponse;
use fieldbook_search::words::normalise;
use std::collections::{BTreeMap, BTreeSet};

/// The questions of some responses that no answer of the library has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenQuestions {
    /// The questions, those of most responses first, then the latest.
    pub questions: Vec<OpenQuestion>,
    /// How many further questions were held although an answer has their words now or matched then: what holds those is in
    /// the answer, not in a gap.
    pub answerable: usize,
    /// How many responses were read.
    pub responses: usize,
}

/// A question without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The words of the last customer who asked it.
    pub question: String,
    /// In how many responses it is.
    pub responses: usize,
    /// The day of the last of them, `YYYY-MM-DD`.
    pub last: String,
    /// The id of the entry that was nearest then; it does not answer the question.
    pub nearest: Option<String>,
}

impl OpenQuestions {
    /// Gathers them from `responses`. `known` are the questions and alternates of the library, as
    /// [`normalise`] writes them.
    pub fn new<'a>(responses: impl IntoIterator<Item = &'a RecordedResponse>, known: &BTreeSet<String>) -> Self {
        let mut found = Self::default();
        let mut open = BTreeMap::<String, OpenQuestion>::new();
        let mut answerable = BTreeSet::new();
        for response in responses {
            found.responses += 1;
            let mut here = BTreeSet::new();
            for row in response.manifest.rows.iter().filter(|row| !row.is_answered()) {
                let words = normalise(&row.question);
                if has_answer(row) || known.contains(&words) {
                    answerable.insert(words);
                } else if here.insert(words.clone()) {
                    add(open.entry(words), row, &response.manifest.day);
                }
            }
        }
        found.answerable = answerable.len();
        found.questions = open.into_values().collect();
        found.questions.sort_by(|one, other| {
            let key = |question: &OpenQuestion| (question.responses, question.last.clone());
            key(other).cmp(&key(one)).then_with(|| one.question.cmp(&other.question))
        });
        found
    }
}

/// Returns whether an entry answered the question and was held for another reason.
fn has_answer(row: &ManifestRow) -> bool {
    row.entry.is_some() && matches!(row.band.as_str(), "exact" | "strong")
}

fn add(entry: std::collections::btree_map::Entry<'_, String, OpenQuestion>, row: &ManifestRow, day: &str) {
    let none = OpenQuestion { question: String::new(), responses: 0, last: String::new(), nearest: None };
    let question = entry.or_insert(none);
    question.responses += 1;
    if *question.last <= *day {
        question.question = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
        day.clone_into(&mut question.last);
        question.nearest.clone_from(&row.entry);
    }
}
