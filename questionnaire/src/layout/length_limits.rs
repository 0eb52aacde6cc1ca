//! How long an answer may be: what headers, questions and instructions say.

use super::asking::is_open;
use super::header_words::names_answers;
use super::question::Question;
use super::sheet_layout::{AnswerPlace, Role};
use super::stated_limit::{StatedLimit, limits_of, place_of, smallest};
use super::tables::Table;
use crate::files::cell::{Area, Cell};
use crate::files::grid::{Grid, LengthLimit, LengthUnit};
use std::borrow::Cow;

/// A sentence of at most this many words that states a limit is about the limit alone.
const SHORT: usize = 7;

/// Returns the limits of length that headers state, as in `Comment (max. 500 characters)`.
pub(super) fn header_limits(grid: &Grid, tables: &[Table]) -> Vec<LengthLimit> {
    let is_headed = |table: &&Table| table.layout.height > 0 && table.layout.answers == AnswerPlace::Beside;
    tables.iter().filter(is_headed).flat_map(|table| limits_of_header(grid, table)).collect()
}

fn limits_of_header(grid: &Grid, table: &Table) -> Vec<LengthLimit> {
    let layout = &table.layout;
    let roles = [Role::Response, Role::Comment, Role::Evidence];
    let columns = roles.into_iter().filter_map(|role| layout.columns.of(role));
    let limits = |column: u32| {
        let headers = (layout.first..layout.body()).map(|row| grid.text(Cell::new(row, column)));
        smallest(headers.flat_map(limits_of)).into_iter().map(move |limit| below(table, column, limit))
    };
    columns.flat_map(limits).collect()
}

/// Returns the limits that questions state about their own answers: in brackets (`(max. 500 characters)`), in a sentence of
/// their own, or in words (`in no more than 100 words`).
pub(super) fn question_limits(questions: &[Question]) -> Vec<LengthLimit> {
    let of_question = |question: &Question| {
        let cells = question.response.into_iter().chain(question.comment);
        let areas: Vec<Area> = cells.map(|cell| Area { first: cell, last: cell }).collect();
        let limits = stated_in(&question.full_text(), Stated::InQuestion).into_iter().filter(|_| !areas.is_empty());
        let limit = |StatedLimit { most, unit, .. }| LengthLimit { areas: areas.clone(), most, unit };
        limits.map(limit).collect::<Vec<_>>()
    };
    questions.iter().flat_map(of_question).collect()
}

/// Returns the limits that the first `rows` rows, those above the header, state for all answers of the sheet.
pub(super) fn limits_above(grid: &Grid, rows: u32, tables: &[Table]) -> Vec<LengthLimit> {
    instructed(tables, &stated_before(grid, rows))
}

/// Returns the limits that sheets of instructions state for all answers of the file, for a sheet with `tables`.
pub(super) fn limits_of_instructions(instructions: &[&Grid], tables: &[Table]) -> Vec<LengthLimit> {
    let limits = instructions.iter().flat_map(|grid| stated_before(grid, grid.row_count()));
    instructed(tables, &smallest(limits))
}

/// Returns the smallest limits for answers that the first `rows` rows state, one for each unit.
fn stated_before(grid: &Grid, rows: u32) -> Vec<StatedLimit> {
    let texts = grid.cells.range(..Cell::new(rows, 0)).map(|(_, text)| text.as_str());
    smallest(texts.flat_map(|text| stated_in(text, Stated::InInstructions)))
}

fn instructed(tables: &[Table], stated: &[StatedLimit]) -> Vec<LengthLimit> {
    let of_table = |table: &Table| {
        let columns = [Role::Response, Role::Comment].into_iter().filter_map(|role| table.layout.columns.of(role));
        let limits = columns.flat_map(|column| stated.iter().map(move |limit| (column, *limit)));
        limits.map(|(column, limit)| below(table, column, limit)).collect::<Vec<_>>()
    };
    tables.iter().flat_map(of_table).collect()
}

/// A limit for a column of a table below its header.
fn below(table: &Table, column: u32, limit: StatedLimit) -> LengthLimit {
    let rows = table.rows();
    let last = rows.end.max(rows.start + 1) - 1;
    let area = Area { first: Cell::new(rows.start, column), last: Cell::new(last, column) };
    LengthLimit { areas: vec![area], most: limit.most, unit: limit.unit }
}

/// Where a limit is stated in prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stated {
    /// In a question, which can be about lengths itself: "Are passwords limited to 64 characters?".
    InQuestion,
    /// In instructions, which can be about names of files.
    InInstructions,
}

/// Returns the smallest limits that a text states for an answer, one for each unit.
fn stated_in(text: &str, place: Stated) -> Vec<StatedLimit> {
    smallest(parts(text).iter().flat_map(|part| part.limits(place)))
}

/// Returns a question without the limits of length that it states: they are about the form of the answer.
pub fn without_limits(question: &str) -> Cow<'_, str> {
    let parts = parts(question);
    if parts.iter().all(|part| part.limits(Stated::InQuestion).is_empty()) {
        return Cow::Borrowed(question);
    }
    let mut kept = String::new();
    for part in parts {
        // "Are file names supported (up to 255 characters)?" can be about the length.
        let is_doubtful = part.is_bracketed && !kept.trim_end().ends_with(['?', '.', '!']) && !is_open(question);
        let limits = part.limits(Stated::InQuestion);
        let words = if limits.is_empty() {
            part.text
        } else if !part.is_about_answer() {
            before_limits(part.text, &limits).unwrap_or(part.text)
        } else if !is_doubtful && part.says_no_more() {
            continue;
        } else {
            part.text
        };
        let [open, close] = if part.is_bracketed { ["(", ")"] } else { ["", ""] };
        kept.extend([open, words, close]);
    }
    let kept = kept.trim();
    if kept.is_empty() { Cow::Borrowed(question) } else { Cow::Owned(kept.to_owned()) }
}

/// The most words that a limit has after its number: `words at most`.
const AFTER: usize = 3;
/// The fewest words of a question before its limit.
const BEFORE: usize = 3;
/// The most words of a sentence that only says how long the answer may be.
const LIMIT_ONLY: usize = 12;

/// Returns what a sentence says before the limits that end it: `Describe your backups in`, of `… in no more than 100 words`.
/// `None` if it goes on, or has nothing before: all of it may be asked.
fn before_limits<'a>(sentence: &'a str, limits: &[StatedLimit]) -> Option<&'a str> {
    let places = limits.iter().map(|limit| place_of(sentence, *limit)).collect::<Option<Vec<_>>>()?;
    let [phrase, _, end] = places.iter().copied().min()?;
    let [_, last, after] = places.into_iter().max_by_key(|[_, number, _]| *number)?;
    let count = |text: &str| text.split_whitespace().count();
    let asked = sentence.get(..phrase)?;
    let is_one_limit = last <= end || count(sentence.get(end..last)?) <= AFTER;
    (is_one_limit && count(sentence.get(after..)?) <= AFTER && count(asked) >= BEFORE).then_some(asked)
}

/// A sentence, or what is in brackets.
struct Part<'a> {
    text: &'a str,
    is_bracketed: bool,
}

impl Part<'_> {
    /// Returns the limits that it states for an answer. A number of characters counts only where the words are about an answer,
    /// or are about nothing else.
    fn limits(&self, place: Stated) -> Vec<StatedLimit> {
        let mut limits = limits_of(self.text);
        limits.retain(|limit| limit.is_marked);
        // A cell can have megabytes of text, whose words need not be looked up.
        if limits.is_empty() {
            return limits;
        }
        // "in at most 100 words or 600 characters"
        let is_length_of_text = limits.iter().any(|limit| limit.unit == LengthUnit::Words);
        if !(place == Stated::InQuestion && is_length_of_text || self.is_about_answer()) {
            limits.clear();
        }
        limits
    }

    /// Returns whether it is short enough to have no content besides a limit.
    fn says_no_more(&self) -> bool {
        self.text.split_whitespace().count() <= LIMIT_ONLY
    }

    /// Returns whether it is about the answer alone: in brackets, short, or with a word for answers.
    fn is_about_answer(&self) -> bool {
        let is_short = self.text.split_whitespace().count() <= SHORT && !self.text.trim_end().ends_with('?');
        self.is_bracketed || is_short && !is_open(self.text) || names_answers(self.text)
    }
}

/// Splits a text into its sentences and what is in brackets. A full stop ends a sentence before white space and a capital, so
/// that "max. 500" is one.
fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut start, mut is_bracketed) = (Vec::new(), 0, false);
    let mut push = |range: std::ops::Range<usize>, is_bracketed| {
        let text = text.get(range).unwrap_or_default();
        if !text.trim().is_empty() {
            parts.push(Part { text, is_bracketed });
        }
    };
    for (at, symbol) in text.char_indices() {
        let next = at + symbol.len_utf8();
        let mut rest = text.get(next..).unwrap_or_default().chars();
        let ends_sentence = match symbol {
            '?' | '!' | '\n' | ';' => true,
            '.' => rest.next().is_none_or(char::is_whitespace) && rest.next().is_none_or(char::is_uppercase),
            _ => false,
        };
        if matches!(symbol, '(' | '[' | ')' | ']') {
            push(start..at, is_bracketed);
            (start, is_bracketed) = (next, matches!(symbol, '(' | '['));
        } else if ends_sentence {
            push(start..next, is_bracketed);
            start = next;
        }
    }
    push(start..text.len(), is_bracketed);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows limits as `500 characters`.
    fn shown(limits: Vec<StatedLimit>) -> String {
        let lines = limits.into_iter().map(|limit| format!("{} {}", limit.most, limit.unit.word()));
        Some(lines.collect::<Vec<_>>().join(", ")).filter(|text| !text.is_empty()).unwrap_or("none".to_owned())
    }

    #[test]
    fn limits_are_read_from_questions_that_state_them_about_the_answer() {
        let of = |text: &str| shown(stated_in(text, Stated::InQuestion));
        for (question, expected) in [
            ("Describe your backups in no more than 100 words.", "100 words"),
            ("Describe your backups (max. 500 characters).", "500 characters"),
            ("How are backups made? Max. 500 characters.", "500 characters"),
            ("How are backups made? Your answer must not exceed 1,000 characters.", "1000 characters"),
            ("How are backups made? Please use 50 to 150 words at most.", "150 words"),
            ("Wie werden Sicherungen erstellt? Antworten Sie mit höchstens 80 Wörtern.", "80 words"),
            ("Comment sauvegardez-vous? (500 caractères maximum)", "500 characters"),
            ("¿Cómo se hacen las copias? La respuesta no debe superar 300 caracteres.", "300 characters"),
            ("Come fate i backup? Risposta di massimo 60 parole.", "60 words"),
            ("Hoe maakt u back-ups? (maximaal 250 tekens)", "250 characters"),
            ("Como são feitas as cópias? (máximo de 90 palavras)", "90 words"),
            ("Are passwords limited to 64 characters?", "none"),
            ("Is the password at most 64 characters long, and why?", "none"),
            ("Do passwords have at least 12 characters?", "none"),
            ("Describe your backups in at least 100 words.", "none"),
            ("Describe your backups in more than 100 words.", "none"),
            ("Are at most 10 administrators appointed?", "none"),
            ("Describe your backups in fewer than 100 words.", "99 words"),
            ("How are backups made? (max. 1 100 characters, 150 words)", "1100 characters, 150 words"),
        ] {
            assert_eq!(of(question), expected, "{question}");
        }
    }

    #[test]
    fn a_question_is_matched_without_its_limits() {
        for (question, expected) in [
            ("Describe your backups in no more than 100 words.", "Describe your backups in"),
            ("Describe your backups (max. 500 characters).", "Describe your backups ."),
            ("Describe your backups in fewer than 1,000 words.", "Describe your backups in"),
            ("Describe your backups in at most 100 words or 600 characters.", "Describe your backups in"),
            ("How are backups made? Max. 500 characters.", "How are backups made?"),
            ("How (in short) are backups made? Answer in at most 40 words!", "How (in short) are backups made?"),
            ("Are passwords limited to 64 characters?", "Are passwords limited to 64 characters?"),
            ("Are long names kept (up to 255 characters)?", "Are long names kept (up to 255 characters)?"),
            ("Max. 500 characters.", "Max. 500 characters."),
            (
                "Is data encrypted, explained in no more than 100 words, and is the code in escrow?",
                "Is data encrypted, explained in no more than 100 words, and is the code in escrow?",
            ),
            (
                "Is data encrypted in up to 100 words with our keys?",
                "Is data encrypted in up to 100 words with our keys?",
            ),
            ("In no more than 100 words, describe your backups.", "In no more than 100 words, describe your backups."),
            (
                "Is data encrypted? Your answer must not exceed 100 words and must say whether the code is in escrow too.",
                "Is data encrypted? Your answer must not exceed 100 words and must say whether the code is in escrow too.",
            ),
            ("Are backups [of all data] kept (how long)?", "Are backups [of all data] kept (how long)?"),
        ] {
            assert_eq!(without_limits(question), expected);
        }
    }

    #[test]
    fn limits_are_read_from_instructions_about_answers() {
        let of = |text: &str| shown(stated_in(text, Stated::InInstructions));
        for (text, expected) in [
            ("Answers may not exceed 500 characters.", "500 characters"),
            ("Please answer every question. Keep each response to at most 100 words. Thank you.", "100 words"),
            ("Maximum 250 characters", "250 characters"),
            ("Die Antworten sind auf maximal 400 Zeichen begrenzt.", "400 characters"),
            (
                "File names of attachments must not be longer than 60 characters, at most 80 characters with the ending.",
                "none",
            ),
            ("The glossary explains terms in fewer than 100 words each, for readers of other departments.", "none"),
            ("Answers should have at least 100 characters.", "none"),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
