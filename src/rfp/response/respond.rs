//! From questions and proposals to a plan: which cell gets which approved text, and what is held for whom.
//!
//! Only an answer that matches exactly or strongly *and* has no reason against sending it is written; everything else is
//! held with its reasons and owner. What is written is the entry's own text, or one of the words that the customer's
//! list or header offers.

use super::row_hold::RowHold;
use crate::hold::{LibraryAnswer, SendableText};
use crate::rfp::files::cell::Cell;
use crate::rfp::files::fill::{MAX_CELL, PlannedCell};
use crate::rfp::files::format::Format;
use crate::rfp::files::grid::Grid;
use crate::rfp::layout::question::Question;
use crate::rfp::layout::questionnaire::Questionnaire;
use crate::rfp::layout::short_answer_words::{choose_word, normal, plain_word};
use fieldbook_search::matching::{Band, Matcher, Proposal, Wordings};
use rayon::prelude::*;

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
    /// The customer's number, or empty.
    pub number: String,
    /// The question's words.
    pub question: String,
    /// How sure the first proposal is.
    pub band: Band,
    /// The proposals, best first.
    pub proposals: Vec<Proposal>,
    /// What was decided.
    pub outcome: Outcome,
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

/// Finds proposals for every question, in the order of [`Questionnaire::questions`]. `synonyms` are the site's own.
pub fn propose(
    questionnaire: &Questionnaire,
    library: &[LibraryAnswer],
    synonyms: &[Vec<String>],
) -> Vec<Vec<Proposal>> {
    let wordings: Vec<Wordings<'_>> = library.iter().map(wordings_of).collect();
    let matcher = Matcher::new(&wordings, synonyms);
    let questions: Vec<&Question> = questionnaire.questions().map(|(_, question)| question).collect();
    questions.par_iter().map(|question| matcher.find(&question.full_text(), control_of(&question.id))).collect()
}

/// Decides about every question. `proposals` are those of [`propose`].
pub fn respond(questionnaire: &Questionnaire, library: &[LibraryAnswer], proposals: &[Vec<Proposal>]) -> Response {
    let none = Vec::new();
    let rows = questionnaire.questions().enumerate().map(|(index, (grid, question))| {
        let proposals = proposals.get(index).unwrap_or(&none);
        ResponseRow {
            sheet: grid.name.clone(),
            row: question.row + 1,
            number: question.id.clone(),
            question: question.full_text(),
            band: proposals.first().map_or(Band::None, |proposal| proposal.band),
            proposals: proposals.clone(),
            outcome: decide(QuestionInFile { format: questionnaire.format, grid, question }, library, proposals),
        }
    });
    Response { rows: rows.collect() }
}

impl Response {
    /// Returns every cell that is to be written.
    pub fn planned(&self) -> Vec<PlannedCell> {
        let cells = self.rows.iter().filter_map(|row| match &row.outcome {
            Outcome::Filled { cells, .. } => Some(cells.clone()),
            Outcome::Held { .. } => None,
        });
        cells.flatten().collect()
    }

    /// Returns how many questions are answered.
    pub fn filled(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Filled { .. })).count()
    }
}

fn wordings_of(answer: &LibraryAnswer) -> Wordings<'_> {
    Wordings {
        question: &answer.question,
        alternates: answer.alternates.iter().map(String::as_str).collect(),
        answer: &answer.matched_text,
        tags: answer.topics.iter().map(String::as_str).collect(),
        controls: answer.frameworks.values().flatten().map(String::as_str).collect(),
    }
}

/// An id that could be one of a framework: it has letters. A bare `1.2` numbers the customer's own rows.
fn control_of(id: &str) -> &str {
    if id.chars().any(char::is_alphabetic) && id.chars().any(|character| character.is_ascii_digit()) { id } else { "" }
}

/// A question with its place in the file.
#[derive(Clone, Copy)]
struct QuestionInFile<'a> {
    format: Format,
    grid: &'a Grid,
    question: &'a Question,
}

fn decide(question_in_file: QuestionInFile<'_>, library: &[LibraryAnswer], proposals: &[Proposal]) -> Outcome {
    let question = question_in_file.question;
    let first = proposals.first().and_then(|proposal| Some((proposal, library.get(proposal.answer)?)));
    let held = |reasons: Vec<RowHold>| Outcome::Held {
        answer: first.map(|(proposal, _)| proposal.answer),
        reasons,
        owner: first.and_then(|(_, answer)| answer.owner.clone()),
    };
    if !question.hold.is_empty() {
        return held(vec![RowHold::Layout(question.hold.clone())]);
    }
    let Some((proposal, answer)) = first else { return held(vec![RowHold::NoMatch]) };
    if proposal.band < Band::Strong {
        return held(match_holds(proposal));
    }
    if question.parts > 1 && proposal.band != Band::Exact {
        return held(vec![RowHold::SeveralParts(question.parts)]);
    }
    let sendable = match &answer.sendable {
        Ok(sendable) => sendable,
        Err(reasons) => return held(reasons.iter().cloned().map(RowHold::Answer).collect()),
    };
    match plan(question_in_file, sendable) {
        Ok((cells, text)) => Outcome::Filled { answer: proposal.answer, cells, text },
        Err(reason) => held(vec![reason]),
    }
}

/// Says why a proposal is not sure enough.
fn match_holds(proposal: &Proposal) -> Vec<RowHold> {
    if proposal.mismatches.is_empty() {
        vec![RowHold::LowProbability(proposal.probability)]
    } else {
        proposal.mismatches.iter().cloned().map(RowHold::Mismatch).collect()
    }
}

/// Plans the cells of one question, or says why it cannot be written.
fn plan(question_in_file: QuestionInFile<'_>, answer: &SendableText) -> Result<(Vec<PlannedCell>, String), RowHold> {
    let QuestionInFile { format, grid, question } = question_in_file;
    let text = answer.text();
    if format == Format::Text {
        return Ok((Vec::new(), text.to_owned()));
    }
    let planned = |cell, text: &str| PlannedCell { sheet: grid.name.clone(), cell, text: text.to_owned() };
    let mut cells = Vec::new();
    // An open question is answered in words; none of the words of a list says when or how.
    let choice =
        if is_open(&question.text) && question.comment.is_some() { None } else { choice(grid, question, answer)? };
    let is_choice = choice.is_some() || offers_choice(grid, question);
    cells.extend(choice.iter().map(|(cell, word)| planned(*cell, word)));
    // The words go to the comments where the answer itself is a choice.
    let slot = if is_choice { question.comment } else { question.response.or(question.comment) };
    if let Some(cell) = slot.filter(|_| !text.is_empty()) {
        cells.push(planned(cell, fitting(grid, cell, answer)?));
    }
    if cells.is_empty() {
        return Err(RowHold::NoColumn);
    }
    Ok((cells, text.to_owned()))
}

/// A question that begins with a question word, or asks to describe.
fn is_open(question: &str) -> bool {
    const WORDS: &[&str] = &[
        "what", "which", "when", "where", "who", "whom", "whose", "why", "how", "within", "describe", "explain",
        "list", "name", "provide", "specify", "state", "outline",
    ];
    let words = normal(question);
    let first = words.split(' ').find(|word| *word != "please").unwrap_or_default();
    WORDS.contains(&first)
}

/// Returns whether the cell of the answer takes one word of several.
fn offers_choice(grid: &Grid, question: &Question) -> bool {
    let has_list = question.response.is_some_and(|cell| grid.list_at(cell).is_some());
    has_list || !question.marks.is_empty() || !question.choices.is_empty()
}

/// Chooses the word and its cell where the answer is a choice: from a list, from columns to mark, or from the header.
fn choice(grid: &Grid, question: &Question, answer: &SendableText) -> Result<Option<(Cell, String)>, RowHold> {
    let short = || answer.short_answer().ok_or(RowHold::NoShortAnswer);
    if !question.marks.is_empty() {
        let short = short()?;
        let mark = question.marks.iter().find(|(_, own)| *own == short);
        let (cell, _) = mark.ok_or(RowHold::NoMark(plain_word(short)))?;
        return Ok(Some((*cell, "X".to_owned())));
    }
    let Some(cell) = question.response else { return Ok(None) };
    let list = grid.list_at(cell);
    if let Some(list) = list.filter(|list| list.words.is_empty()) {
        return Err(RowHold::FormulaList(list.source.clone()));
    }
    let words = list.map_or(question.choices.as_slice(), |list| list.words.as_slice());
    if words.is_empty() {
        return Ok(None);
    }
    let short = short()?;
    let offered = || RowHold::NoWord { word: plain_word(short), offered: words.iter().take(8).cloned().collect() };
    Ok(Some((cell, choose_word(short, words).ok_or_else(offered)?.to_owned())))
}

/// The longest text that the cell takes: the standard one, else the short one.
fn fitting<'a>(grid: &Grid, cell: Cell, answer: &'a SendableText) -> Result<&'a str, RowHold> {
    let most = grid.length_at(cell).map_or(MAX_CELL, |most| most as usize).min(MAX_CELL);
    let texts = [answer.text(), answer.short_text()];
    let fits = |text: &&str| !text.is_empty() && text.encode_utf16().count() <= most;
    texts.into_iter().find(fits).ok_or(RowHold::TooLong { cell, most })
}
