//! From questions and proposals to a plan: which cell gets which approved text, and what is held for whom.
//!
//! Only an answer that matches exactly or strongly *and* is approved, current and meant for this audience is written;
//! everything else is held with its reason and owner. What is written is the entry's own text, or one of the words
//! that the customer's list or header offers.

use super::answer::AnswerRecord;
use super::cell::Cell;
use super::fill::{MAX_CELL, PlannedCell};
use super::grid::Grid;
use super::questionnaire::{Format, Question, Questionnaire};
use super::wording::{Verdict, normal};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is answered.
    Filled {
        /// The answer's place in the library.
        record: usize,
        /// What goes into the file; none where the format has no cells.
        cells: Vec<PlannedCell>,
        /// The answer's text.
        text: String,
    },
    /// It goes to a person.
    Held {
        /// The answer that might do, by its place in the library.
        record: Option<usize>,
        /// Why, as sentences without a full stop.
        reasons: Vec<String>,
        /// Whom to ask, where that is known.
        owner: Option<String>,
    },
}

/// Finds proposals for every question, in the order of [`Questionnaire::questions`]. `synonyms` are the site's own.
pub fn propose(
    questionnaire: &Questionnaire,
    records: &[AnswerRecord],
    synonyms: &[Vec<String>],
) -> Vec<Vec<Proposal>> {
    let wordings: Vec<Wordings<'_>> = records.iter().map(wordings_of).collect();
    let matcher = Matcher::new(&wordings, synonyms);
    let questions: Vec<&Question> = questionnaire.questions().map(|(_, question)| question).collect();
    questions.par_iter().map(|question| matcher.find(&question.asked(), control_of(&question.id))).collect()
}

/// Decides about every question. `proposals` are those of [`propose`].
pub fn respond(questionnaire: &Questionnaire, records: &[AnswerRecord], proposals: &[Vec<Proposal>]) -> Response {
    let none = Vec::new();
    let rows = questionnaire.questions().enumerate().map(|(index, (grid, question))| {
        let proposals = proposals.get(index).unwrap_or(&none);
        ResponseRow {
            sheet: grid.name.clone(),
            row: question.row + 1,
            number: question.id.clone(),
            question: question.asked(),
            band: proposals.first().map_or(Band::None, |proposal| proposal.band),
            proposals: proposals.clone(),
            outcome: decide(questionnaire, grid, question, (records, proposals)),
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

fn wordings_of(record: &AnswerRecord) -> Wordings<'_> {
    Wordings {
        question: &record.question,
        alternates: record.alternates.iter().map(String::as_str).collect(),
        answer: record.text(),
        tags: record.topics.iter().map(String::as_str).collect(),
        controls: record.frameworks.values().flatten().map(String::as_str).collect(),
    }
}

/// An id that could be one of a framework: it has letters. A bare `1.2` numbers the customer's own rows.
fn control_of(id: &str) -> &str {
    if id.chars().any(char::is_alphabetic) && id.chars().any(|character| character.is_ascii_digit()) { id } else { "" }
}

fn decide(
    questionnaire: &Questionnaire,
    grid: &Grid,
    question: &Question,
    (records, proposals): (&[AnswerRecord], &[Proposal]),
) -> Outcome {
    let first = proposals.first().and_then(|proposal| Some((proposal, records.get(proposal.record)?)));
    let number = first.map(|(proposal, _)| proposal.record);
    let owner = first.and_then(|(_, record)| record.owner.clone());
    let held = |reasons: Vec<String>| Outcome::Held { record: number, reasons, owner: owner.clone() };
    if !question.hold.is_empty() {
        return held(vec![question.hold.clone()]);
    }
    let Some((proposal, record)) = first else { return held(vec!["nothing in the library fits".to_owned()]) };
    if proposal.band < Band::Strong {
        return held(review_reasons(proposal));
    }
    if question.parts > 1 && proposal.band != Band::Exact {
        return held(vec![format!("the cell asks {} things at once", question.parts)]);
    }
    let reasons = record.reasons().into_iter().chain(text_reasons(record)).collect::<Vec<_>>();
    if !reasons.is_empty() {
        return held(reasons);
    }
    match plan(questionnaire.format, grid, question, record) {
        Ok((cells, text)) => Outcome::Filled { record: proposal.record, cells, text },
        Err(reason) => held(vec![reason]),
    }
}

fn review_reasons(proposal: &Proposal) -> Vec<String> {
    let mismatches: Vec<String> = proposal.mismatches.iter().map(ToString::to_string).collect();
    if mismatches.is_empty() {
        vec![format!("the likeliest answer has a probability of {:.2}", proposal.probability)]
    } else {
        mismatches
    }
}

/// What in a text keeps it from going out.
fn text_reasons(record: &AnswerRecord) -> Vec<String> {
    let mut reasons = Vec::new();
    if record.short_answer == Some(Verdict::Planned) {
        reasons.push("the answer is about something planned".to_owned());
    }
    let open = [&record.standard, &record.short, &record.detailed].into_iter().find_map(|text| placeholder(text));
    reasons.extend(open.map(|open| format!("the answer has an open placeholder {open}")));
    reasons
}

fn placeholder(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("{{")?;
    let (name, _) = rest.split_once("}}")?;
    Some(name.trim())
}

/// Plans the cells of one question, or says why it cannot be written.
fn plan(
    format: Format,
    grid: &Grid,
    question: &Question,
    record: &AnswerRecord,
) -> Result<(Vec<PlannedCell>, String), String> {
    let text = record.text();
    if format == Format::Text {
        return Ok((Vec::new(), text.to_owned()));
    }
    let planned = |cell, text: &str| PlannedCell { sheet: grid.name.clone(), cell, text: text.to_owned() };
    let mut cells = Vec::new();
    // An open question is answered in words; none of the words of a list says when or how.
    let choice =
        if is_open(&question.text) && question.comment.is_some() { None } else { choice(grid, question, record)? };
    let is_choice = choice.is_some() || offers_choice(grid, question);
    cells.extend(choice.iter().map(|(cell, word)| planned(*cell, word)));
    // The words go to the comments where the answer itself is a choice.
    let slot = if is_choice { question.comment } else { question.response.or(question.comment) };
    if let Some(cell) = slot.filter(|_| !text.is_empty()) {
        cells.push(planned(cell, fitting(grid, cell, record)?));
    }
    if cells.is_empty() {
        return Err("the sheet has no column for the answer".to_owned());
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

/// Whether the cell of the answer wants one word of several.
fn offers_choice(grid: &Grid, question: &Question) -> bool {
    let has_list = question.response.is_some_and(|cell| grid.list_at(cell).is_some());
    has_list || !question.marks.is_empty() || !question.choices.is_empty()
}

/// Chooses the word and its cell where the answer is a choice: from a list, from columns to mark, or from the header.
fn choice(grid: &Grid, question: &Question, record: &AnswerRecord) -> Result<Option<(Cell, String)>, String> {
    let verdict = || {
        record.short_answer.ok_or_else(|| "the answer says neither yes nor no, and the cell wants a choice".to_owned())
    };
    if !question.marks.is_empty() {
        let verdict = verdict()?;
        let mark = question.marks.iter().find(|(_, own)| *own == verdict);
        let (cell, _) = mark.ok_or_else(|| format!("no column stands for \"{}\"", verdict.word()))?;
        return Ok(Some((*cell, "X".to_owned())));
    }
    let Some(cell) = question.response else { return Ok(None) };
    let list = grid.list_at(cell);
    if let Some(list) = list.filter(|list| list.words.is_empty()) {
        return Err(format!("the list's words come from a formula ({})", list.source));
    }
    let words = list.map_or(question.choices.as_slice(), |list| list.words.as_slice());
    if words.is_empty() {
        return Ok(None);
    }
    let verdict = verdict()?;
    let word = verdict.choose(words).ok_or_else(|| {
        let offered: Vec<String> = words.iter().take(8).map(|word| format!("\"{word}\"")).collect();
        format!("no one word of the list says \"{}\": it offers {}", verdict.word(), offered.join(", "))
    })?;
    Ok(Some((cell, word.to_owned())))
}

/// The longest text that the cell takes: the standard one, else the short one.
fn fitting<'a>(grid: &Grid, cell: Cell, record: &'a AnswerRecord) -> Result<&'a str, String> {
    let most = grid.length_at(cell).map_or(MAX_CELL, |most| most as usize).min(MAX_CELL);
    let texts = [record.text(), record.short.trim()];
    let fits = |text: &&str| !text.is_empty() && text.encode_utf16().count() <= most;
    texts.into_iter().find(fits).ok_or_else(|| format!("{cell} takes {most} characters, and the answer is longer"))
}
