//! Questions that one customer got different answers to.
//!
//! Questions are the same if their words are. Where one response has the words in several sections or sheets, each of them is a
//! question of its own, and only those of equal sections are compared.

use super::manifest::ManifestRow;
use super::recorded::RecordedResponse;
use crate::entry::ShortAnswer;
use fieldbook_questionnaire::layout::short_answer_words::short_answer_of;
use fieldbook_search::words::normalise;
use std::collections::{BTreeMap, BTreeSet};

/// A question that one customer got two answers to.
#[derive(Debug, Clone)]
pub struct Contradiction<'a> {
    /// The key of the customer.
    pub customer: &'a str,
    /// The earlier and the later answer.
    pub said: [Said<'a>; 2],
}

/// An answer, and where it was written.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The response.
    pub response: &'a RecordedResponse,
    /// The place of the row in its manifest.
    pub index: usize,
    /// The row.
    pub row: &'a ManifestRow,
}

/// How a later answer compares with an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    /// It says the same.
    Same,
    /// It says less or more of the same, such as the choice without its text.
    Part,
    /// It says something else.
    Other,
}

/// What an answer says: its choices and its other texts, as they are compared.
struct Statement {
    choices: BTreeSet<&'static str>,
    texts: BTreeSet<String>,
}

impl Statement {
    /// Case, punctuation and white space do not count. A text without a choice beside it says what its first word says.
    fn new(row: &ManifestRow) -> Self {
        let word = |text: &str| short_answer_of(text).map(ShortAnswer::word);
        let (mut choices, mut texts) = (BTreeSet::new(), BTreeSet::new());
        for text in row.answer_texts() {
            match word(text) {
                Some(choice) => _ = choices.insert(choice),
                None => _ = texts.insert(normalise(text)),
            }
        }
        if choices.is_empty() {
            let first = |text: &str| text.split(['.', ',', ';', ':', '!']).next().and_then(word);
            choices.extend(row.answer_texts().filter_map(first));
        }
        Self { choices, texts }
    }

    fn compare(&self, later: &Self) -> Comparison {
        let is_part = |one: bool, other: bool| one || other;
        let choices = is_part(self.choices.is_subset(&later.choices), later.choices.is_subset(&self.choices));
        let texts = is_part(self.texts.is_subset(&later.texts), later.texts.is_subset(&self.texts));
        if !(choices && texts) {
            Comparison::Other
        } else if self.choices == later.choices && self.texts == later.texts {
            Comparison::Same
        } else {
            Comparison::Part
        }
    }
}

impl Said<'_> {
    /// Returns the cell, such as `Questionnaire!D5`; the row if no cell is recorded.
    pub fn cell(&self) -> String {
        let ManifestRow { sheet, row, cells, .. } = self.row;
        cells.first().map_or_else(|| format!("{sheet} row {row}"), |cell| format!("{sheet}!{cell}"))
    }

    fn compare(&self, later: &Self) -> Comparison {
        let same_digest = self.row.digest.is_some() && self.row.digest == later.row.digest;
        match Statement::new(self.row).compare(&Statement::new(later.row)) {
            // The same state of an entry in two lengths.
            Comparison::Other if same_digest => Comparison::Same,
            compared => compared,
        }
    }

    /// Returns whether both are in a sheet and section of the same names.
    fn is_in_section_of(&self, later: &Self) -> bool {
        let place = |said: &Self| (normalise(&said.row.sheet), normalise(&said.row.section));
        place(self) == place(later)
    }
}

/// Returns the questions that one customer got different answers to, each answer compared with those before it, the last of
/// them first, until one says the same or something else.
pub(super) fn contradictions(responses: &[RecordedResponse]) -> Vec<Contradiction<'_>> {
    let mut by_words = BTreeMap::<(&str, String), Vec<Said<'_>>>::new();
    for response in RecordedResponse::by_day(responses) {
        let Some(customer) = response.manifest.customer.as_deref() else { continue };
        for (index, row) in response.manifest.rows.iter().enumerate().filter(|(_, row)| row.is_answered()) {
            by_words.entry((customer, normalise(&row.question))).or_default().push(Said { response, index, row });
        }
    }
    by_words.into_iter().flat_map(|((customer, _), said)| among(customer, &said)).collect()
}

/// Compares the answers to questions of the same words.
fn among<'a>(customer: &'a str, said: &[Said<'a>]) -> Vec<Contradiction<'a>> {
    let is_one_response =
        |pair: &[Said<'_>]| matches!(pair, [one, other] if one.response.file.path() == other.response.file.path());
    let is_repeated = said.windows(2).any(is_one_response);
    let mut found = Vec::new();
    for (index, later) in said.iter().enumerate() {
        let earlier = said.get(..index).unwrap_or_default().iter().rev();
        let same_question = earlier.filter(|earlier| !is_repeated || earlier.is_in_section_of(later));
        let compared = same_question.map(|earlier| (earlier, earlier.compare(later)));
        let decisive = compared.into_iter().find(|(_, compared)| *compared != Comparison::Part);
        if let Some((earlier, Comparison::Other)) = decisive {
            found.push(Contradiction { customer, said: [*earlier, *later] });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    /// A response of the given day, with rows of a section, a question, and texts joined by bars.
    fn response(day: &str, rows: &[[&str; 3]]) -> RecordedResponse {
        let row = |(index, [section, question, texts]): (usize, &[&str; 3])| {
            let texts: Vec<&str> = texts.split('|').collect();
            let cells: Vec<String> = (0..texts.len()).map(|column| format!("C{index}{column}")).collect();
            serde_json::json!({"sheet": "S", "row": index + 1, "section": section, "number": "", "question": question,
                "cells": cells, "texts": texts, "band": "exact", "p": 1.0, "reasons": []})
        };
        let manifest = serde_json::json!({"schema": "fieldbook/rfp-manifest/1", "day": day, "customer": "acme",
            "received": "a", "written": "b", "questions": rows.len(), "filled": rows.len(),
            "rows": rows.iter().enumerate().map(row).collect::<Vec<_>>()});
        let file = SourceFile::new(&format!("deals/{day}.json"), manifest.to_string());
        RecordedResponse { manifest: serde_json::from_value(manifest).unwrap(), file }
    }

    /// Shows the contradictions among answers to one question, given in the order of their days.
    fn found(answers: &[&str]) -> Vec<String> {
        let responses: Vec<_> = answers
            .iter()
            .enumerate()
            .map(|(index, texts)| response(&format!("2026-11-{:02}", index + 1), &[["", "Is it on?", texts]]))
            .collect();
        shown(&responses)
    }

    fn shown(responses: &[RecordedResponse]) -> Vec<String> {
        let texts = |said: &Said<'_>| said.row.texts.join("|");
        contradictions(responses).iter().map(|found| found.said.each_ref().map(texts).join(" / ")).collect()
    }

    #[test]
    fn an_answer_is_compared_with_all_before_it() {
        for (answers, expected) in [
            (&["Yes|On.", "Yes|on!"][..], &[][..]),
            (&["Yes|On.", "Yes"], &[]),
            (&["Yes", "No"], &["Yes / No"]),
            (&["Yes|On.", "Yes|Off."], &["Yes|On. / Yes|Off."]),
            (&["Yes|On.", "Yes", "Yes|Off."], &["Yes|On. / Yes|Off."]),
            (&["Yes|On.", "Yes", "Yes|On."], &[]),
            (&["On.", "Off.", "Off.", "On."], &["On. / Off.", "Off. / On."]),
            (&["No, we do not.", "Yes"], &["No, we do not. / Yes"]),
            (&["Yes. It is on.", "Yes"], &[]),
            (&["Yes|On.", "On."], &[]),
        ] {
            assert_eq!(found(answers), expected, "{answers:?}");
        }
    }

    #[test]
    fn the_same_words_in_two_sections_of_a_response_are_two_questions() {
        let rows = |transit: &'static str| {
            [["At rest", "Is it encrypted?", "Yes"], ["In transit", "Is it encrypted?", transit]]
        };
        assert_eq!(shown(&[response("2026-11-01", &rows("No"))]), [""; 0]);
        let later = response("2026-11-02", &rows("Yes"));
        assert_eq!(shown(&[response("2026-11-01", &rows("No")), later]), ["No / Yes"]);
        // Two customers' files name their sections differently.
        let one = |day, section, answer| response(day, &[[section, "Is it on?", answer]]);
        assert_eq!(shown(&[one("2026-11-01", "Access", "Yes"), one("2026-11-02", "IAM", "No")]), ["Yes / No"]);
        let twice = response("2026-11-01", &[["A", "Is it on?", "Yes"], ["A", "Is it on?", "No"]]);
        assert_eq!(shown(&[twice]), ["Yes / No"], "the control");
    }
}
