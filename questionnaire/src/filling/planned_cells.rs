//! The cells of one question: the word of the customer's list, the text beside it, and what fits where.

use super::question_hold::QuestionHold;
use super::sendable_texts::SendableTexts;
use crate::files::cell::Cell;
use crate::files::fill::{MAX_CELL, PlannedCell, is_unwritable};
use crate::files::format::Format;
use crate::files::grid::{ChoiceList, Grid, LengthLimit, LengthUnit};
use crate::layout::asking::is_open;
use crate::layout::question::Question;
use crate::layout::short_answer_words::plain_word;

/// A question with its place in the file.
#[derive(Clone, Copy)]
pub struct QuestionInFile<'a> {
    /// The kind of file.
    pub format: Format,
    /// The sheet.
    pub grid: &'a Grid,
    /// The question.
    pub question: &'a Question,
}

/// Plans the cells of one question, and returns them with the text of the answer.
///
/// # Errors
/// The file has no cell for the answer, or the cell does not take it.
pub fn plan(
    question_in_file: QuestionInFile<'_>,
    answer: &impl SendableTexts,
) -> Result<(Vec<PlannedCell>, String), QuestionHold> {
    let QuestionInFile { format, grid, question } = question_in_file;
    if format == Format::Text {
        return Ok((Vec::new(), answer.text().to_owned()));
    }
    let choices = if offers_choice(grid, question) && is_open(&question.text) {
        // None of the words of a list says when or how: the answer is written beside it, or not at all.
        question.comment.map(|_| Vec::new()).ok_or(QuestionHold::OpenQuestion)?
    } else {
        choices(grid, question, answer)?
    };
    with_text(question_in_file, answer, &choices)
}

/// Plans the cells for what a person decided about one question. A short answer that the person chose is written
/// whatever the question looks like, and a text that has no cell is a reason to hold.
///
/// # Errors
/// As for [`plan`].
pub fn plan_typed(
    question_in_file: QuestionInFile<'_>,
    answer: &impl SendableTexts,
) -> Result<(Vec<PlannedCell>, String), QuestionHold> {
    let QuestionInFile { format, grid, question } = question_in_file;
    let takes_choice = format != Format::Text && offers_choice(grid, question);
    let (cells, text) = if takes_choice && answer.short_answer().is_some() {
        with_text(question_in_file, answer, &choices(grid, question, answer)?)?
    } else {
        plan(question_in_file, answer)?
    };
    let is_lost = format != Format::Text && !text.is_empty() && cells.iter().all(|planned| planned.text != text);
    if is_lost { Err(QuestionHold::NoColumn) } else { Ok((cells, text)) }
}

/// Plans the cells of `choices`, and the one of the text.
fn with_text(
    question_in_file: QuestionInFile<'_>,
    answer: &impl SendableTexts,
    choices: &[(Cell, String)],
) -> Result<(Vec<PlannedCell>, String), QuestionHold> {
    let QuestionInFile { grid, question, .. } = question_in_file;
    let (text, is_choice) = (answer.text(), offers_choice(grid, question));
    let planned = |cell, text: &str| PlannedCell { sheet: grid.name.clone(), cell, text: text.to_owned() };
    let mut cells: Vec<_> = choices.iter().map(|(cell, word)| planned(*cell, word)).collect();
    // The words go to the comments where the answer itself is a choice.
    let slot = if is_choice { question.comment } else { question.response.or(question.comment) };
    if let Some(cell) = slot.filter(|_| !text.is_empty()) {
        cells.push(planned(cell, fitting(grid, cell, answer)?));
    }
    if cells.is_empty() {
        return Err(QuestionHold::NoColumn);
    }
    Ok((cells, text.to_owned()))
}

/// Returns whether the cell of the answer takes one word of several.
pub fn offers_choice(grid: &Grid, question: &Question) -> bool {
    let has_list = question.response.is_some_and(|cell| grid.list_at(cell).is_some());
    has_list || !question.marks.is_empty() || !question.choices.is_empty()
}

/// Chooses the words and their cells where the answer is a choice: in the columns to mark, in the cell of the answer,
/// and in the one of the level beside it.
fn choices(grid: &Grid, question: &Question, answer: &impl SendableTexts) -> Result<Vec<(Cell, String)>, QuestionHold> {
    let mut choices = Vec::new();
    if !question.marks.is_empty() {
        let short = answer.short_answer().ok_or(QuestionHold::NoShortAnswer)?;
        let mark = question.marks.iter().find(|(_, own)| *own == short);
        let (cell, _) = mark.ok_or(QuestionHold::NoMark(plain_word(short)))?;
        choices.push((*cell, "X".to_owned()));
    }
    let slots = [(question.response, question.choices.as_slice()), (question.level, &[])];
    for (cell, words) in slots {
        let Some(cell) = cell.filter(|_| question.marks.is_empty() || cell == question.level) else { continue };
        choices.extend(choice(grid.list_at(cell), words, question, answer)?.map(|word| (cell, word)));
    }
    Ok(choices)
}

/// Chooses the word of a list, or of those that the header offers; `None` if there are neither.
fn choice(
    list: Option<&ChoiceList>,
    header: &[String],
    question: &Question,
    answer: &impl SendableTexts,
) -> Result<Option<String>, QuestionHold> {
    if let Some(list) = list.filter(|list| list.words.is_empty()) {
        return Err(QuestionHold::FormulaList(list.source.clone()));
    }
    let words = list.map_or(header, |list| list.words.as_slice());
    if words.is_empty() {
        return Ok(None);
    }
    let short = answer.short_answer().ok_or(QuestionHold::NoShortAnswer)?;
    let offered = || QuestionHold::NoWord { word: plain_word(short), offered: words.iter().take(8).cloned().collect() };
    Ok(Some(question.words.choose(short, words).ok_or_else(offered)?.to_owned()))
}

/// The longest text that the cell takes: the standard one, else the short one.
fn fitting<'a>(grid: &Grid, cell: Cell, answer: &'a impl SendableTexts) -> Result<&'a str, QuestionHold> {
    let excel = LengthLimit {
        areas: Vec::new(),
        most: u32::try_from(MAX_CELL).unwrap_or(u32::MAX),
        unit: LengthUnit::Characters,
    };
    let limits: Vec<&LengthLimit> = grid.limits_at(cell).chain([&excel]).collect();
    let exceeded = |text: &str| limits.iter().find(|limit| limit.unit.count(text) > limit.most as usize);
    let mut texts = [answer.text(), answer.short_text()].into_iter().filter(|text| !text.is_empty());
    let text = texts.find(|text| exceeded(text).is_none()).ok_or_else(|| {
        let limit = exceeded(answer.text()).copied().unwrap_or(&excel);
        QuestionHold::TooLong { cell, most: limit.most, unit: limit.unit }
    })?;
    match text.chars().find(|character| is_unwritable(*character)) {
        Some(control) => Err(QuestionHold::ControlCharacter(control)),
        None => Ok(text),
    }
}
