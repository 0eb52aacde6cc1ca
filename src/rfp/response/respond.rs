//! From questions and proposals to a plan: which cell gets which approved text, and what is held for whom.
//!
//! Only an answer that matches exactly or strongly *and* has no reason against sending it is written; everything else is
//! held with its reasons and owner. What is written is the entry's own text, or one of the words that the customer's
//! list or header offers.

use super::row_hold::RowHold;
use crate::hold::LibraryAnswer;
use crate::responses::{DecidedRow, text_digest};
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::fill::PlannedCell;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::filling::evidence::plan_evidence;
use fieldbook_questionnaire::filling::planned_cells::{QuestionInFile, plan};
use fieldbook_questionnaire::filling::question_hold::QuestionHold;
use fieldbook_questionnaire::filling::sure_proposal::{self, fitting, sure_proposal};
use fieldbook_questionnaire::layout::question::Question;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use fieldbook_questionnaire::layout::sheet_layout::Role;
use fieldbook_search::matching::{Band, Matcher, Proposal, Wordings};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The answer to a whole questionnaire.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// One row for each question, in the order of the file.
    pub rows: Vec<ResponseRow>,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The section; empty without one.
    pub section: String,
    /// The customer's number, or empty.
    pub number: String,
    /// The question's words.
    pub question: String,
    /// The digests of the texts that its cells had when the file came, by what the cells are for.
    pub prefilled: BTreeMap<String, String>,
    /// How sure the first proposal is.
    pub band: Band,
    /// The proposals, best first.
    pub proposals: Vec<Proposal>,
    /// What was decided.
    pub outcome: Outcome,
    /// The decision of a person that led to it, if there is one.
    pub decided: Option<DecidedRow>,
}

/// What was decided about one question.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is answered.
    Filled {
        /// The answer's place in the library.
        answer: usize,
        /// What goes into the file; none if the format has no cells.
        cells: Vec<PlannedCell>,
        /// The answer's text.
        text: String,
        /// What is written as evidence, and what is not.
        evidence: AnswerEvidence,
    },
    /// It is answered with what a person wrote, or by saying that it does not apply.
    Typed {
        /// What goes into the file; none if the format has no cells.
        cells: Vec<PlannedCell>,
        /// The text.
        text: String,
    },
    /// It goes to a person.
    Held {
        /// The best match, by its place in the library.
        answer: Option<usize>,
        /// Why.
        reasons: Vec<RowHold>,
        /// Whom to ask, if that is known.
        owner: Option<String>,
    },
}

/// The evidence of an answer in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerEvidence {
    /// The cell that it is written into, which is also one of the cells of the answer; `None` if nothing is.
    pub cell: Option<Cell>,
    /// What is not written, with the reason. A question without a cell for evidence takes none, and nothing is listed.
    pub left_out: Vec<String>,
}

/// An answer of the library that is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChosenLibraryAnswer<'a> {
    /// Its place in the library.
    pub(super) index: usize,
    /// The answer.
    pub(super) answer: &'a LibraryAnswer,
}

/// Returns the outcome of a question that `chosen` answers with `cells`, to which the one for its evidence is added.
pub(super) fn filled(
    question_in_file: QuestionInFile<'_>,
    chosen: ChosenLibraryAnswer<'_>,
    mut cells: Vec<PlannedCell>,
    text: String,
) -> Outcome {
    let ChosenLibraryAnswer { index, answer } = chosen;
    let mut evidence = AnswerEvidence::default();
    if question_in_file.question.evidence.is_some() {
        let planned = plan_evidence(question_in_file, &answer.evidence.items);
        evidence.left_out = answer.evidence.left_out.iter().map(ToString::to_string).collect();
        evidence.left_out.extend(planned.left_out);
        evidence.cell = planned.cell.as_ref().map(|planned| planned.cell);
        cells.extend(planned.cell);
    }
    Outcome::Filled { answer: index, cells, text, evidence }
}

/// Finds proposals for every question, in the order of [`Questionnaire::questions`]. `synonyms` are the site's own.
pub fn propose(
    questionnaire: &Questionnaire,
    library: &[LibraryAnswer],
    synonyms: &[Vec<String>],
) -> Vec<Vec<Proposal>> {
    let wordings: Vec<Wordings<'_>> = library.iter().map(wordings_of).collect();
    let matcher = Matcher::new(&wordings, synonyms);
    let questions: Vec<&Question> = questionnaire.questions().map(|(_, question)| question).collect();
    questions.par_iter().map(|question| sure_proposal::propose(&matcher, question)).collect()
}

/// Decides about every question. `proposals` are those of [`propose`].
pub fn respond(questionnaire: &Questionnaire, library: &[LibraryAnswer], proposals: &[Vec<Proposal>]) -> Response {
    let none = Vec::new();
    let rows = questionnaire.questions().enumerate().map(|(index, (grid, question))| {
        let proposals = proposals.get(index).unwrap_or(&none);
        ResponseRow {
            sheet: grid.name.clone(),
            row: question.row + 1,
            section: question.section.clone(),
            number: question.id.clone(),
            question: question.full_text(),
            prefilled: prefilled(grid, question),
            band: proposals.first().map_or(Band::None, |proposal| proposal.band),
            proposals: proposals.clone(),
            outcome: decide(QuestionInFile { format: questionnaire.format, grid, question }, library, proposals),
            decided: None,
        }
    });
    Response { rows: rows.collect() }
}

fn prefilled(grid: &Grid, question: &Question) -> BTreeMap<String, String> {
    let cells = [(Role::Response, question.response), (Role::Level, question.level), (Role::Comment, question.comment)];
    let texts = cells.into_iter().filter_map(|(role, cell)| Some((role, grid.text(cell?))));
    let texts = texts.filter(|(_, text)| !text.is_empty());
    texts.map(|(role, text)| (role.word().to_owned(), text_digest(text))).collect()
}

impl Response {
    /// Returns every cell that is to be written.
    pub fn planned(&self) -> Vec<PlannedCell> {
        let cells = self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Filled { cells, .. } | Outcome::Typed { cells, .. } => Some(cells.clone()),
            Outcome::Held { .. } => None,
        });
        cells.flatten().collect()
    }

    /// Returns how many questions are answered.
    pub fn filled(&self) -> usize {
        self.rows.iter().filter(|row| !matches!(row.outcome, Outcome::Held { .. })).count()
    }
}

fn wordings_of(answer: &LibraryAnswer) -> Wordings<'_> {
    Wordings {
        question: &answer.question,
        alternates: answer.alternates.iter().map(String::as_str).collect(),
        short_answer: answer.short_answer,
        answer: &answer.matched_text,
        tags: answer.tags.iter().map(String::as_str).collect(),
        controls: answer.frameworks.values().flatten().map(String::as_str).collect(),
    }
}

fn decide(question_in_file: QuestionInFile<'_>, library: &[LibraryAnswer], proposals: &[Proposal]) -> Outcome {
    let question = question_in_file.question;
    let first = fitting(proposals).and_then(|proposal| Some((proposal, library.get(proposal.answer)?)));
    let held = |reasons: Vec<RowHold>| Outcome::Held {
        answer: first.map(|(proposal, _)| proposal.answer),
        reasons,
        owner: first.and_then(|(_, answer)| answer.owner.clone()),
    };
    let (proposal, answer) = match (sure_proposal(question, proposals), first) {
        (Ok(_), Some(found)) => found,
        (Ok(_), None) => return held(vec![RowHold::Question(QuestionHold::NoMatch)]),
        (Err(reasons), _) => return held(reasons.into_iter().map(RowHold::Question).collect()),
    };
    let sendable = match &answer.sendable {
        Ok(sendable) => sendable,
        Err(reasons) => return held(reasons.iter().cloned().map(RowHold::Answer).collect()),
    };
    match plan(question_in_file, sendable) {
        Ok((cells, text)) => {
            filled(question_in_file, ChosenLibraryAnswer { index: proposal.answer, answer }, cells, text)
        }
        Err(reason) => held(vec![RowHold::Question(reason)]),
    }
}
