//! What a filled questionnaire still lacks, and what must not be in it.

use super::rows::{Choice, FilledRow};
use super::sheet_text::SheetText;
use crate::entry::ShortAnswer;
use crate::finding::{Finding, Rule};
use crate::hold::{HoldReason, LibraryAnswer};
use crate::responses::{Manifest, ManifestRow, RecordedRows};
use crate::rfp::learning::changes::evidence_change;
use crate::rules::questionnaire as rules;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::files::delimited::SHEET;
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::questionnaire::Questionnaire;
use std::collections::BTreeMap;

/// A partial answer in fewer words does not say which part.
const PARTIAL_WORDS: usize = 5;

/// What a filled file is compared with.
#[derive(Clone, Copy)]
pub struct OutgoingContext<'a> {
    /// The path of the file, as findings name it.
    pub path: &'a str,
    /// The record of what was written, if there is one.
    pub manifest: Option<&'a Manifest>,
    /// The answers of the library as they are today.
    pub library: &'a [LibraryAnswer],
    /// Returns why a text must not be sent.
    pub reasons: &'a dyn Fn(&str) -> Vec<HoldReason>,
}

/// Returns what is missing in a filled questionnaire before it goes out.
pub fn check_outgoing(questionnaire: &Questionnaire, context: OutgoingContext<'_>) -> Vec<Finding> {
    let recorded = RecordedRows::new(context.manifest);
    let answers: BTreeMap<_, _> = context.library.iter().map(|answer| (answer.id.as_str(), answer)).collect();
    let mut sheets = BTreeMap::<&str, SheetText>::new();
    let mut found = Vec::new();
    for (grid, question) in questionnaire.questions() {
        let sheet = sheets.entry(&grid.name).or_insert_with(|| SheetText::new(&path_of(context.path, grid), grid));
        let record = recorded.find(&grid.name, question.row + 1, &question.full_text());
        let row = FilledRow::new(grid, question, record);
        let checked = RowCheck { row: &row, sheet, owner: record.and_then(|record| record.owner.clone()) };
        found.extend(checked.completeness());
        found.extend(checked.lengths());
        found.extend(checked.texts(context.reasons));
        found.extend(record.and_then(|record| checked.against_library(record, &answers)));
    }
    found
}

/// Returns the path that findings name: a workbook's with the name of the sheet.
fn path_of(path: &str, grid: &Grid) -> String {
    if grid.name == SHEET { path.to_owned() } else { format!("{path}!{}", grid.name) }
}

/// One question that is checked.
struct RowCheck<'a> {
    row: &'a FilledRow<'a>,
    sheet: &'a SheetText,
    owner: Option<String>,
}

impl RowCheck<'_> {
    fn finding(&self, rule: &'static Rule, cell: Cell, message: &str) -> Finding {
        let place = format!("{}!{cell}", self.row.grid.name);
        Finding::new(rule, self.sheet.place(cell), format!("{place}: {message}"))
            .subject(format!("{place} {}", rule.id))
            .owner(self.owner.clone())
    }

    /// Every question is answered, and every choice says what it has to.
    fn completeness(&self) -> Option<Finding> {
        let (row, question) = (self.row, self.row.question);
        let (comment, evidence) = (row.text(question.comment), row.text(question.evidence));
        let has_room = question.comment.is_some() || question.evidence.is_some();
        let is_bare = has_room && comment.is_empty() && evidence.is_empty();
        let lacks_evidence = question.evidence.is_some() && evidence.is_empty();
        match row.choice {
            _ if row.is_open() => {
                let message = if row.has_comment() { "no answer, only a comment" } else { "no answer" };
                Some(self.finding(&rules::OPEN_QUESTION, row.cell(), message))
            }
            Choice::Unknown(cell) => {
                let word = row.grid.text(cell);
                Some(self.finding(&rules::UNKNOWN_CHOICE, cell, &format!("\"{word}\" is not a choice that is known")))
            }
            Choice::Known(ShortAnswer::Yes) if lacks_evidence || is_bare => {
                Some(self.finding(&rules::YES_WITHOUT_EVIDENCE, row.cell(), "nothing shows this yes"))
            }
            Choice::Known(ShortAnswer::No) if question.comment.is_some() && comment.is_empty() => {
                Some(self.finding(&rules::NO_WITHOUT_NOTE, row.cell(), "this no has no note"))
            }
            Choice::Known(ShortAnswer::Partial)
                if question.comment.is_some() && comment.split_whitespace().count() < PARTIAL_WORDS =>
            {
                Some(self.finding(&rules::VAGUE_PARTIAL, row.cell(), "does not say which part"))
            }
            Choice::Known(_) | Choice::None => None,
        }
    }

    fn lengths(&self) -> Vec<Finding> {
        let too_long = |(cell, text): &(Cell, &str)| {
            let over = self.row.grid.limits_at(*cell).find(|limit| limit.unit.count(text) > limit.most as usize)?;
            let (count, most, word) = (over.unit.count(text), over.most, over.unit.word());
            Some(self.finding(&rules::TOO_LONG, *cell, &format!("{count} {word}, and the cell allows {most}")))
        };
        self.row.texts.iter().filter_map(too_long).collect()
    }

    /// No text has a placeholder, a credential or the name of another customer.
    fn texts(&self, reasons: &dyn Fn(&str) -> Vec<HoldReason>) -> Vec<Finding> {
        let of_text = |(cell, text): &(Cell, &str)| {
            let found = reasons(text).into_iter().filter_map(|reason| {
                let rule = match &reason {
                    HoldReason::Placeholder(_) => &rules::PLACEHOLDER,
                    HoldReason::NamesCustomer => &rules::OTHER_CUSTOMER,
                    HoldReason::Credential(_) => &rules::CREDENTIAL,
                    _ => return None,
                };
                Some(self.finding(rule, *cell, &reason.to_string()))
            });
            found.collect::<Vec<_>>()
        };
        self.row.texts.iter().flat_map(of_text).collect()
    }

    /// What came from the library is as it is there, and may still be sent.
    fn against_library(&self, record: &ManifestRow, answers: &BTreeMap<&str, &LibraryAnswer>) -> Option<Finding> {
        let entry = record.used_entry()?;
        let cell = self.row.cell();
        let Some(answer) = answers.get(entry) else {
            return Some(self.finding(&rules::CHANGED_ANSWER, cell, &format!("{entry} does not exist any more")));
        };
        if let Some(reason) = answer.hold_reasons().first() {
            let owned = Self { row: self.row, sheet: self.sheet, owner: answer.owner.clone() };
            return Some(owned.finding(&rules::HELD_ANSWER, cell, &format!("{entry}: {reason}")));
        }
        let is_changed = record.digest.as_ref().is_some_and(|digest| *digest != answer.digest);
        if is_changed {
            let message = format!("{entry} has changed since it was written here");
            return Some(self.finding(&rules::CHANGED_ANSWER, cell, &message));
        }
        let change = evidence_change(record, answer)?;
        Some(self.finding(
            &rules::CHANGED_ANSWER,
            self.row.question.evidence.unwrap_or(cell),
            &format!("{entry}: {change}"),
        ))
    }
}
