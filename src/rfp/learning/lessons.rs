//! What one finished questionnaire teaches.

use super::lesson::{LeftCause, LeftLesson, Lessons, NewAnswer, NewWording};
use crate::hold::{HoldReason, LibraryAnswer, SendableText};
use crate::responses::{Manifest, ManifestRow, RecordedRows};
use crate::rfp::outgoing::rows::{Choice, FilledRow};
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::filling::sendable_texts::SendableTexts as _;
use fieldbook_questionnaire::layout::question::Question;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use fieldbook_questionnaire::layout::short_answer_words::normal;
use fieldbook_search::matching::opposite_polarity;
use std::collections::BTreeMap;

/// What a finished questionnaire is compared with.
#[derive(Clone, Copy)]
pub struct LessonContext<'a> {
    /// The record of what was written from the library.
    pub manifest: &'a Manifest,
    /// The answers of the library.
    pub library: &'a [LibraryAnswer],
    /// Returns why a text must not be in an answer.
    pub reasons: &'a dyn Fn(&str) -> Vec<HoldReason>,
}

/// Returns what `questionnaire`, as it went out, teaches.
pub fn lessons(questionnaire: &Questionnaire, context: LessonContext<'_>) -> Lessons {
    let rows = RecordedRows::new(Some(context.manifest));
    let by_id = context.library.iter().map(|answer| (answer.id.as_str(), answer)).collect();
    let mut by_wording = BTreeMap::new();
    for answer in context.library {
        for wording in std::iter::once(&answer.question).chain(&answer.alternates) {
            by_wording.entry(normal(wording)).or_insert(answer);
        }
    }
    let mut learning = Learning { context, rows, by_id, by_wording, lessons: Lessons::default() };
    for (grid, question) in questionnaire.questions() {
        learning.learn(grid, question);
    }
    learning.lessons
}

struct Learning<'a> {
    context: LessonContext<'a>,
    rows: RecordedRows<'a>,
    by_id: BTreeMap<&'a str, &'a LibraryAnswer>,
    /// The answer that has a question or an alternate in these words.
    by_wording: BTreeMap<String, &'a LibraryAnswer>,
    lessons: Lessons,
}

impl Learning<'_> {
    fn learn(&mut self, grid: &Grid, question: &Question) {
        let record = self.rows.find(&grid.name, question.row + 1, &question.full_text());
        let row = FilledRow::new(grid, question, record);
        if row.is_open() {
            let (row, words) = (question.row + 1, question.full_text());
            return self.lessons.unanswered.push(format!("{} row {row}  {words}", grid.name));
        }
        let used = record.and_then(|record| Some((record.used_entry()?, record)));
        let taught = match used {
            Some((entry, record)) => self.wording(entry, &row, record),
            None => match self.reworded(grid, &row, record) {
                Some(entry) => Err(LeftCause::OtherQuestion(entry.to_owned())),
                None => self.answer(&row, record),
            },
        };
        if let Err(cause) = taught {
            self.lessons.left.push(LeftLesson { sheet: grid.name.clone(), row: question.row + 1, cause });
        }
    }

    /// Returns the entry whose answer is in the row, if the question has other words than the one that it was written for.
    fn reworded(&self, grid: &Grid, row: &FilledRow<'_>, record: Option<&ManifestRow>) -> Option<&str> {
        let in_place = self.rows.in_place(&grid.name, row.question.row + 1).filter(|_| record.is_none())?;
        let is_same = !in_place.texts.is_empty() && !is_edited(in_place, row);
        in_place.used_entry().filter(|_| is_same)
    }

    /// The entry was used: the customer's words are another wording of its question.
    fn wording(&mut self, entry: &str, row: &FilledRow<'_>, record: &ManifestRow) -> Result<(), LeftCause> {
        let wording = one_line(&row.question.full_text());
        let answer = self.by_id.get(entry).copied().ok_or_else(|| LeftCause::MissingEntry(entry.to_owned()))?;
        match self.by_wording.get(&normal(&wording)) {
            Some(known) if known.id == answer.id => {
                self.lessons.known += 1;
                return Ok(());
            }
            Some(other) => return Err(LeftCause::OtherEntry(other.id.clone())),
            None => {}
        }
        let known = std::iter::once(&answer.question).chain(&answer.alternates);
        if known.into_iter().any(|known| opposite_polarity(known, &wording).is_some()) {
            return Err(LeftCause::Opposite(entry.to_owned()));
        }
        let short = answer.sendable.as_ref().ok().and_then(SendableText::short_answer);
        if let (Choice::Known(choice), Some(short)) = (row.choice, short)
            && choice != short
        {
            return Err(LeftCause::OtherChoice(entry.to_owned()));
        }
        if is_edited(record, row) {
            return Err(LeftCause::Edited(entry.to_owned()));
        }
        self.fit(&wording)?;
        self.by_wording.insert(normal(&wording), answer);
        self.lessons.wordings.push(NewWording { entry: entry.to_owned(), wording });
        Ok(())
    }

    /// People answered: the library lacks the answer, unless it has the question.
    fn answer(&mut self, row: &FilledRow<'_>, record: Option<&ManifestRow>) -> Result<(), LeftCause> {
        let question = one_line(&row.question.full_text());
        if let Some(known) = self.by_wording.get(&normal(&question)) {
            return Err(LeftCause::AnsweredOtherwise(known.id.clone()));
        }
        let is_twice = |answer: &NewAnswer| normal(&answer.question) == normal(&question);
        if self.lessons.answers.iter().any(is_twice) {
            self.lessons.known += 1;
            return Ok(());
        }
        let short_answer = match row.choice {
            Choice::Known(short) => Some(short),
            Choice::None | Choice::Unknown(_) => None,
        };
        let slot = if short_answer.is_some() { None } else { row.question.response };
        let texts = [row.text(slot), row.text(row.question.comment)];
        let text = texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        let evidence = row.text(row.question.evidence).to_owned();
        for words in [&question, &text, &evidence] {
            self.fit(words)?;
        }
        let owner = record.and_then(|record| record.decided.as_ref()).map(|decided| decided.by.clone());
        self.lessons.answers.push(NewAnswer { question, short_answer, text, evidence, owner });
        Ok(())
    }

    /// Words with a placeholder, a credential or the name of a customer do not go into the library.
    fn fit(&self, words: &str) -> Result<(), LeftCause> {
        match (self.context.reasons)(words).first() {
            Some(reason) => Err(LeftCause::Unfit(reason.to_string())),
            None => Ok(()),
        }
    }
}

/// Returns whether a person changed a text that was written from the library. Of a text no cells are recorded.
fn is_edited(record: &ManifestRow, row: &FilledRow<'_>) -> bool {
    let is_there = |text: &String| row.texts.iter().any(|(_, own)| normal(own) == normal(text));
    !record.cells.is_empty() && !record.texts.iter().all(is_there)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
