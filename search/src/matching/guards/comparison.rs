//! A question beside one wording of an entry, its other wordings, and its answer.

use super::statement::Statement;
use super::table::{Found, Table};
use std::cell::OnceCell;
use std::sync::LazyLock;

static LIMITS: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("limits.txt")));

/// The answer of an entry, read when it is needed.
pub(super) struct Answer<'a> {
    text: &'a str,
    read: OnceCell<Statement>,
    sentences: OnceCell<Vec<Sentence>>,
}

/// A sentence of an answer.
struct Sentence {
    statement: Statement,
    /// Whether it says something without `not`, `only`, `planned` and the like.
    is_plain: bool,
}

impl<'a> Answer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, read: OnceCell::new(), sentences: OnceCell::new() }
    }

    pub(super) fn statement(&self) -> &Statement {
        self.read.get_or_init(|| Statement::of(self.text))
    }

    /// The sentences that limit nothing.
    pub(super) fn plain(&self) -> impl Iterator<Item = &Statement> {
        self.sentences().iter().filter(|sentence| sentence.is_plain).map(|sentence| &sentence.statement)
    }

    /// Whether the sentence with this number is about a time to come.
    pub(super) fn is_later(&self, sentence: usize) -> bool {
        let words = self.statement().reading.sentence(sentence);
        LIMITS.find(words).iter().any(|found| LIMITS.name(found.row) == "later")
    }

    fn sentences(&self) -> &[Sentence] {
        self.sentences.get_or_init(|| {
            let whole = self.statement();
            // "No. There is no escrow." confirms by negating.
            let is_no = whole.word(0) == "no";
            let sentence = |number| {
                let statement = whole.sentence(number);
                let is_plain = is_no || LIMITS.find(&statement.reading.words).is_empty();
                Sentence { statement, is_plain }
            };
            (0..whole.reading.sentences).map(sentence).collect()
        })
    }
}

/// Where a text that is compared with a question is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The entry's question or an alternate.
    Wording,
    /// A sentence of the answer, which goes on from the entry's question.
    Answer,
}

/// A question beside one wording of an entry.
#[derive(Clone, Copy)]
pub(super) struct Comparison<'a> {
    pub(super) question: &'a Statement,
    /// The places of the question's content words without names, numbers and intervals, which have guards of their own.
    pub(super) plain: &'a [usize],
    /// The wording, or the sentence of the answer, that is compared.
    pub(super) wording: &'a Statement,
    pub(super) source: Source,
    /// All wordings; the entry's question first.
    pub(super) wordings: &'a [Statement],
    pub(super) answer: &'a Answer<'a>,
}

impl Comparison<'_> {
    /// Whether what is compared has the word at `at` of the question; a sentence of the answer has those of the entry's
    /// question too.
    pub(super) fn is_worded(&self, at: usize) -> bool {
        self.wording.has(self.question, at) || self.source == Source::Answer && self.is_topic(at)
    }

    /// Whether the entry's question has the word at `at` of the question.
    fn is_topic(&self, at: usize) -> bool {
        self.wordings.first().is_some_and(|own| own.has(self.question, at))
    }

    /// Whether the clause of a sentence of the answer around the word at `at` is about what the question asks: it has
    /// every word of it that the entry's question has not.
    pub(super) fn is_about_question(&self, sentence: &Statement, at: usize) -> bool {
        // "Every week …" at the beginning is about all of the sentence.
        let part = (at > 0).then(|| sentence.clause(at));
        let clause = part.as_ref().unwrap_or(sentence);
        let further = |at: &&usize| !self.is_topic(**at);
        self.plain.iter().filter(further).all(|at| clause.has(self.question, *at))
    }

    /// Whether a sentence of the answer that confirms the question has the word at `at` of it.
    pub(super) fn is_confirmed(&self, at: usize) -> bool {
        self.confirming().any(|sentence| sentence.has(self.question, at))
    }

    /// The sentences of the answer that limit nothing and are about the question: the first ones, which go on from
    /// its words, and those that share a content word.
    pub(super) fn confirming(&self) -> impl Iterator<Item = &Statement> {
        let content = self.question.content();
        let is_near = move |number: usize, sentence: &Statement| {
            number < 2 || content.iter().any(|at| sentence.has(self.question, *at))
        };
        let sentences = self.answer.sentences().iter().enumerate().filter(|(_, sentence)| sentence.is_plain);
        let near = sentences.filter(move |(number, sentence)| is_near(*number, &sentence.statement));
        near.map(|(_, sentence)| &sentence.statement)
    }

    /// Whether the wording, the entry's question or a confirming sentence has a phrase of `row`.
    pub(super) fn says(&self, table: &Table, row: usize) -> bool {
        let has = |statement: &Statement| table.find(&statement.reading.words).iter().any(|found| found.row == row);
        has(self.wording) || self.wordings.first().is_some_and(has) || self.confirming().any(has)
    }

    /// The phrases of a table that the question has.
    pub(super) fn asked(&self, table: &Table) -> Vec<Found> {
        table.find_longest(&self.question.reading.words)
    }
}
