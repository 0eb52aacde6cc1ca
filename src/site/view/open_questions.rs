//! The questions of customers that have no answer, on the page of gaps.

use super::link::LinkView;
use super::parts::reference;
use crate::responses::OpenQuestion;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use serde::Serialize;

/// The most questions that the page lists; the others are counted.
const SHOWN: usize = 500;

/// The questions without an answer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpenQuestionsView {
    total: usize,
    /// How many of them are not listed.
    more: usize,
    /// How many further questions were held although an answer has them.
    answerable: usize,
    /// How many responses were read.
    responses: usize,
    rows: Vec<OpenQuestionRow>,
}

#[derive(Debug, Clone, Serialize)]
struct OpenQuestionRow {
    question: String,
    /// In how many responses it was asked.
    responses: usize,
    last: String,
    /// The entry that was nearest, if the readers may see it.
    nearest: Option<LinkView>,
}

impl OpenQuestionsView {
    /// Lists the questions that the readers may see; `None` if they may see no response.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address) -> Option<Self> {
        let open = catalogue.input.library.open_questions();
        let row = |question: &OpenQuestion| OpenQuestionRow {
            question: question.question.clone(),
            responses: question.responses,
            last: question.last.clone(),
            nearest: question
                .nearest
                .as_deref()
                .filter(|id| catalogue.target(id).is_some())
                .map(|id| reference(catalogue, from, id)),
        };
        (open.responses > 0).then(|| Self {
            total: open.questions.len(),
            more: open.questions.len().saturating_sub(SHOWN),
            answerable: open.answerable,
            responses: open.responses,
            rows: open.questions.iter().take(SHOWN).map(row).collect(),
        })
    }
}
