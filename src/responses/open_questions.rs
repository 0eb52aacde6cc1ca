//! The questions of customers that the library has no answer to.

use super::manifest::ManifestRow;
use super::recorded::RecordedResponse;
use super::same_questions::same_questions;
use fieldbook_search::matching::{Band, Matcher, Wordings};
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

/// What the library has, for questions to be compared with.
pub struct KnownQuestions<'a> {
    /// The questions and alternates of its answers, as [`normalise`] writes them.
    pub words: BTreeSet<String>,
    /// The same, for the matcher.
    pub wordings: Vec<Wordings<'a>>,
    /// Groups of phrases that mean the same.
    pub synonyms: &'a [Vec<String>],
}

impl OpenQuestions {
    /// Gathers them from `responses`. Questions that the matcher takes for the same are one, in the words of the last customer
    /// who asked it.
    pub fn new<'a>(responses: impl IntoIterator<Item = &'a RecordedResponse>, known: &KnownQuestions<'_>) -> Self {
        let mut found = Self::default();
        let mut open = BTreeMap::<String, Asked>::new();
        let mut answerable = BTreeSet::new();
        for response in responses {
            for row in response.manifest.rows.iter().filter(|row| !row.is_answered()) {
                let words = normalise(&row.question);
                if has_answer(row) || known.words.contains(&words) {
                    answerable.insert(words);
                } else {
                    open.entry(words).or_default().add(row, response, found.responses);
                }
            }
            found.responses += 1;
        }
        let matcher = (!open.is_empty()).then(|| Matcher::new(&known.wordings, known.synonyms));
        let has_match = |asked: &Asked| {
            let proposals = matcher.as_ref().map(|matcher| matcher.find(&asked.question, "")).unwrap_or_default();
            proposals.first().is_some_and(|best| best.band >= Band::Strong)
        };
        let (answered, open): (BTreeMap<_, _>, BTreeMap<_, _>) =
            open.into_iter().partition(|(_, asked)| has_match(asked));
        answerable.extend(answered.into_keys());
        found.answerable = answerable.len();
        found.questions = grouped(open.into_values().collect(), known.synonyms);
        found.questions.sort_by(|one, other| {
            let key = |question: &OpenQuestion| (question.responses, question.last.clone());
            key(other).cmp(&key(one)).then_with(|| one.question.cmp(&other.question))
        });
        found
    }
}

/// Joins questions that are the same in other words.
fn grouped(asked: Vec<Asked>, synonyms: &[Vec<String>]) -> Vec<OpenQuestion> {
    let words: Vec<&str> = asked.iter().map(|asked| asked.question.as_str()).collect();
    let first = same_questions(&words, synonyms);
    let mut groups = BTreeMap::<usize, Asked>::new();
    for (asked, first) in asked.into_iter().zip(first) {
        groups.entry(first).or_default().join(asked);
    }
    groups.into_values().map(Asked::into_question).collect()
}

/// A question with the responses that have it.
#[derive(Default)]
struct Asked {
    question: String,
    last: String,
    nearest: Option<String>,
    /// The numbers of the responses.
    responses: BTreeSet<usize>,
}

impl Asked {
    fn add(&mut self, row: &ManifestRow, response: &RecordedResponse, number: usize) {
        let question = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
        let last = response.manifest.day.clone();
        self.join(Self { question, last, nearest: row.entry.clone(), responses: BTreeSet::from([number]) });
    }

    fn join(&mut self, other: Self) {
        self.responses.extend(other.responses);
        if self.last <= other.last {
            (self.question, self.last, self.nearest) = (other.question, other.last, other.nearest);
        }
    }

    fn into_question(self) -> OpenQuestion {
        let Self { question, last, nearest, responses } = self;
        OpenQuestion { question, responses: responses.len(), last, nearest }
    }
}

/// Returns whether an entry answered the question and was held for another reason.
fn has_answer(row: &ManifestRow) -> bool {
    row.entry.is_some() && matches!(row.band.as_str(), "exact" | "strong")
}
