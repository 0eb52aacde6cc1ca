//! How long an answer may be: what headers, questions and instructions say.

use super::asking::is_open;
use super::header_words::names_answers;
use super::question::Question;
use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use super::short_answer_words::normal;
use super::word_table::lines;
use crate::files::cell::{Area, Cell, MAX_ROWS};
use crate::files::grid::{Grid, LengthLimit, LengthUnit};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const TEXT: &str = include_str!("words/limits.txt");

/// How many words before a number, and after its unit, may say that it is a limit.
const REACH: [usize; 2] = [6, 5];
/// A sentence of at most this many words that states a limit is about the limit alone.
const SHORT: usize = 7;

struct LimitWords {
    characters: BTreeSet<&'static str>,
    words: BTreeSet<&'static str>,
    most: Vec<&'static str>,
    least: Vec<&'static str>,
}

static WORDS: LazyLock<LimitWords> = LazyLock::new(|| {
    let section = |name: &'static str| lines(TEXT).filter(move |(own, _)| *own == name).map(|(_, line)| line);
    LimitWords {
        characters: section("characters").collect(),
        words: section("words").collect(),
        most: section("most").collect(),
        least: section("least").collect(),
    }
});

/// A limit that a text states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StatedLimit {
    most: u32,
    unit: LengthUnit,
    /// Whether a word says that it is the most, and not only a number with a unit.
    is_marked: bool,
}

/// Returns the limits of length that headers state, as in `Comment (max. 500 characters)`.
pub(super) fn header_limits(grid: &Grid, layout: &SheetLayout) -> Vec<LengthLimit> {
    if layout.height == 0 || layout.answers == AnswerPlace::Below {
        return Vec::new();
    }
    let roles = [Role::Response, Role::Comment, Role::Evidence];
    let columns = roles.into_iter().filter_map(|role| layout.columns.of(role));
    let limit = |column: u32| {
        let headers = (layout.first..layout.body()).map(|row| grid.text(Cell::new(row, column)));
        let StatedLimit { most, unit, .. } = headers.filter_map(limit_of).min_by_key(|limit| limit.most)?;
        Some(below(layout, column, most, unit))
    };
    columns.filter_map(limit).collect()
}

/// Returns the limits that questions state about their own answers: in brackets (`(max. 500 characters)`), in a sentence of
/// their own, or in words (`in no more than 100 words`).
pub(super) fn question_limits(questions: &[Question]) -> Vec<LengthLimit> {
    let of_question = |question: &Question| {
        let StatedLimit { most, unit, .. } = stated_in(&question.full_text(), Stated::InQuestion)?;
        let cells = question.response.into_iter().chain(question.comment);
        let areas: Vec<Area> = cells.map(|cell| Area { first: cell, last: cell }).collect();
        (!areas.is_empty()).then_some(LengthLimit { areas, most, unit })
    };
    questions.iter().filter_map(of_question).collect()
}

/// Returns the limit that the rows above the header state for all answers of the sheet.
pub(super) fn limits_above(grid: &Grid, layout: &SheetLayout) -> Vec<LengthLimit> {
    instructed(layout, stated_before(grid, layout.first))
}

/// Returns the limit that a sheet of instructions states for all answers of the file, for a sheet with `layout`.
pub(super) fn limits_of_instructions(instructions: &[&Grid], layout: &SheetLayout) -> Vec<LengthLimit> {
    let limits = instructions.iter().filter_map(|grid| stated_before(grid, grid.row_count()));
    instructed(layout, limits.min_by_key(|limit| limit.most))
}

/// Returns the smallest limit for answers that the first `rows` rows state.
fn stated_before(grid: &Grid, rows: u32) -> Option<StatedLimit> {
    let texts = grid.cells.range(..Cell::new(rows, 0)).map(|(_, text)| text.as_str());
    texts.filter_map(|text| stated_in(text, Stated::InInstructions)).min_by_key(|limit| limit.most)
}

fn instructed(layout: &SheetLayout, stated: Option<StatedLimit>) -> Vec<LengthLimit> {
    let columns = [Role::Response, Role::Comment].into_iter().filter_map(|role| layout.columns.of(role));
    let limit = |StatedLimit { most, unit, .. }| columns.map(|column| below(layout, column, most, unit)).collect();
    stated.map_or(Vec::new(), limit)
}

/// A limit for a column below the header.
fn below(layout: &SheetLayout, column: u32, most: u32, unit: LengthUnit) -> LengthLimit {
    let area = Area { first: Cell::new(layout.body(), column), last: Cell::new(MAX_ROWS - 1, column) };
    LengthLimit { areas: vec![area], most, unit }
}

/// Where a limit is stated in prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stated {
    /// In a question, which can be about lengths itself: "Are passwords limited to 64 characters?".
    InQuestion,
    /// In instructions, which can be about names of files.
    InInstructions,
}

/// Returns the smallest limit that a text states for an answer.
fn stated_in(text: &str, place: Stated) -> Option<StatedLimit> {
    parts(text).iter().filter_map(|part| part.limit(place)).min_by_key(|limit| limit.most)
}

/// Returns a question without the limits of length that it states: they are about the form of the answer.
pub fn without_limits(question: &str) -> Cow<'_, str> {
    let parts = parts(question);
    if parts.iter().all(|part| part.limit(Stated::InQuestion).is_none()) {
        return Cow::Borrowed(question);
    }
    let mut kept = String::new();
    for part in parts {
        // "Are file names supported (up to 255 characters)?" can be about the length.
        let is_doubtful = part.is_bracketed && !kept.trim_end().ends_with(['?', '.', '!']) && !is_open(question);
        let words = match part.limit(Stated::InQuestion) {
            Some(limit) if !part.is_about_answer() => before_limit(part.text, limit).unwrap_or(part.text),
            Some(_) if !is_doubtful && part.says_no_more() => continue,
            Some(_) | None => part.text,
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

/// Returns what a sentence says before the limit that ends it: `Describe your backups in`, of `… in no more than 100 words`.
/// `None` if it goes on, or has nothing before: all of it may be asked.
fn before_limit(sentence: &str, limit: StatedLimit) -> Option<&str> {
    let number = limit.most.to_string();
    let (before, after) = sentence.split_once(number.as_str())?;
    let lower = before.to_lowercase();
    let phrases = WORDS.most.iter().filter_map(|phrase| lower.rfind(&format!(" {phrase} ")));
    let asked = phrases.min().and_then(|at| before.get(..at)).unwrap_or(before);
    let ends = after.split_whitespace().count() <= AFTER && asked.split_whitespace().count() >= BEFORE;
    ends.then_some(asked)
}

/// A sentence, or what is in brackets.
struct Part<'a> {
    text: &'a str,
    is_bracketed: bool,
}

impl Part<'_> {
    /// Returns the limit that it states for an answer. A number of characters counts only where the words are about an answer,
    /// or are about nothing else.
    fn limit(&self, place: Stated) -> Option<StatedLimit> {
        let limit = limit_of(self.text).filter(|limit| limit.is_marked)?;
        let is_length_of_text = place == Stated::InQuestion && limit.unit == LengthUnit::Words;
        (is_length_of_text || self.is_about_answer()).then_some(limit)
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

/// Reads the limit that a text states: `max. 1,000 characters`, `500 caractères max`, `Comment [250 Zeichen]`.
fn limit_of(text: &str) -> Option<StatedLimit> {
    let normal = normal(&without_groups(text));
    let words: Vec<&str> = normal.split(' ').collect();
    let stated = |(index, pair): (usize, &[&str])| {
        let [number, unit] = pair else { return None };
        let most: u32 = number.parse().ok().filter(|number| *number > 0)?;
        let is_words = WORDS.words.contains(unit);
        let unit = if is_words { LengthUnit::Words } else { LengthUnit::Characters };
        (is_words || WORDS.characters.contains(pair.last()?)).then_some((index, most, unit))
    };
    let (index, most, unit) = words.windows(2).enumerate().find_map(stated)?;
    let [before, after] = REACH;
    let near =
        [words.get(index.saturating_sub(before)..index), words.get(index + 2..words.len().min(index + 2 + after))];
    let near = near.map(|words| format!(" {} ", words.unwrap_or_default().join(" ")));
    let has = |list: &[&str]| list.iter().any(|phrase| near.iter().any(|near| near.contains(&format!(" {phrase} "))));
    let is_marked = has(&WORDS.most);
    // "at least 20 words" is no limit; "no more than 20 words" is one, although it has "more than".
    (is_marked || !has(&WORDS.least)).then_some(StatedLimit { most, unit, is_marked })
}

/// Removes the marks between groups of three digits: "1,000" and "1.000" are one number.
fn without_groups(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
        let groups = matches!(character, ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}')
            && is_digit(index.checked_sub(1))
            && (1..=3).all(|ahead| is_digit(Some(index + ahead)))
            && !is_digit(Some(index + 4));
        if !groups {
            bare.push(*character);
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a limit as `500 characters`; what no word marks as the most with a question mark.
    fn shown(limit: Option<StatedLimit>) -> String {
        let mark = |limit: &StatedLimit| if limit.is_marked { "" } else { "?" };
        limit.map_or("none".to_owned(), |limit| format!("{} {}{}", limit.most, limit.unit.word(), mark(&limit)))
    }

    #[test]
    fn limits_are_read_from_headers() {
        for (header, expected) in [
            ("Comment (max. 500 characters)", "500 characters"),
            ("Answer - maximum 1,000 chars", "1000 characters"),
            ("Antwort (höchstens 1.500 Zeichen)", "1500 characters"),
            ("Réponse [250 caractères max]", "250 characters"),
            ("Response (up to 100 words)", "100 words"),
            ("Response (200 characters)", "200 characters?"),
            ("Response (at least 20 words)", "none"),
            ("Antwort (mindestens 20 Wörter)", "none"),
            ("Response 2026", "none"),
            ("Response", "none"),
        ] {
            assert_eq!(shown(limit_of(header)), expected, "{header}");
        }
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
        ] {
            assert_eq!(of(question), expected, "{question}");
        }
    }

    #[test]
    fn a_question_is_matched_without_its_limits() {
        for (question, expected) in [
            ("Describe your backups in no more than 100 words.", "Describe your backups in"),
            ("Describe your backups (max. 500 characters).", "Describe your backups ."),
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
