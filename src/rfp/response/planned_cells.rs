//! The cells of one question: the word of the customer's list, the text beside it, and what fits where.

use super::row_hold::RowHold;
use crate::hold::SendableText;
use crate::rfp::files::cell::Cell;
use crate::rfp::files::fill::{MAX_CELL, PlannedCell};
use crate::rfp::files::format::Format;
use crate::rfp::files::grid::Grid;
use crate::rfp::layout::question::Question;
use crate::rfp::layout::short_answer_words::{choose_word, normal, plain_word};

/// A question with its place in the file.
#[derive(Clone, Copy)]
pub(super) struct QuestionInFile<'a> {
    pub(super) format: Format,
    pub(super) grid: &'a Grid,
    pub(super) question: &'a Question,
}

/// Plans the cells of one question, or says why it cannot be written.
pub(super) fn plan(
    question_in_file: QuestionInFile<'_>,
    answer: &SendableText,
) -> Result<(Vec<PlannedCell>, String), RowHold> {
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
pub fn offers_choice(grid: &Grid, question: &Question) -> bool {
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
