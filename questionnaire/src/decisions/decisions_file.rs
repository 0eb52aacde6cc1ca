//! The file of decisions: JSON that people can read, compare and correct.

use super::decision::{Assignment, ChosenAnswer, Decided, Decision, TypedAnswer};
use crate::answer_length::AnswerLength;
use crate::error::RfpError;
use crate::layout::question_key::QuestionKey;
use crate::short_answer::ShortAnswer;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The name and version of the format.
pub const SCHEMA: &str = "fieldbook/rfp-decisions/1";

/// The JSON Schema (draft 2020-12) of the format.
pub const DECISIONS_SCHEMA: &str = include_str!("decisions-1.json");

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: String,
    decisions: Vec<Row>,
}

/// One decision as it is written; which fields it has follows from `decision`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Row {
    sheet: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    section: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    number: String,
    question: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<u32>,
    decision: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<AnswerLength>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_answer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<NaiveDate>,
    by: String,
    on: Option<NaiveDate>,
}

/// Reads a file of decisions.
///
/// # Errors
/// It is not JSON of this format, or a decision lacks a field; the text says which one.
pub fn read_decisions(bytes: &[u8]) -> Result<Vec<Decided>, RfpError> {
    let refused = |error: serde_json::Error| RfpError::refused(format!("not a file of decisions: {error}"));
    let document: Document = serde_json::from_slice(bytes).map_err(refused)?;
    if document.schema != SCHEMA {
        return Err(RfpError::refused(format!("the schema is {:?}, not {SCHEMA:?}", document.schema)));
    }
    let read = |(index, row): (usize, Row)| {
        row.read().map_err(|why| RfpError::refused(format!("decision {}: {why}", index + 1)))
    };
    document.decisions.into_iter().enumerate().map(read).collect()
}

/// Writes a file of decisions. `holds_secret` says whether a text contains a credential.
///
/// # Errors
/// What a person typed contains a credential.
pub fn write_decisions(decisions: &[Decided], holds_secret: &dyn Fn(&str) -> bool) -> Result<String, RfpError> {
    let rows: Vec<Row> = decisions.iter().map(Row::new).collect();
    for row in &rows {
        if row.text.iter().chain(&row.note).any(|typed| holds_secret(typed)) {
            let question = &row.question;
            return Err(RfpError::refused(format!(
                "the text for \"{question}\" contains a credential; it is not kept"
            )));
        }
    }
    let json = serde_json::to_string_pretty(&Document { schema: SCHEMA.to_owned(), decisions: rows });
    json.map(|json| json + "\n").map_err(|error| RfpError::refused(error.to_string()))
}

impl Row {
    fn new(decided: &Decided) -> Self {
        let QuestionKey { sheet, section, number, text, occurrence } = decided.question.clone();
        let row = Self {
            sheet,
            section,
            number,
            question: text,
            occurrence: (occurrence > 1).then_some(occurrence),
            decision: decided.decision.kind().to_owned(),
            by: decided.by.clone(),
            on: Some(decided.on),
            ..Self::default()
        };
        match decided.decision.clone() {
            Decision::Accept(chosen) | Decision::Choose(chosen) => {
                Self { entry: Some(chosen.entry), digest: Some(chosen.digest), length: chosen.length, ..row }
            }
            Decision::Edit(typed) => {
                let short_answer = typed.short_answer.map(|short| short.word().to_owned());
                Self { short_answer, text: Some(typed.text), ..row }
            }
            Decision::NotApplicable(note) => Self { note, ..row },
            Decision::Assign(assignment) => Self { to: Some(assignment.to), due: assignment.due, ..row },
        }
    }

    fn read(self) -> Result<Decided, String> {
        let occurrence = self.occurrence.unwrap_or(1);
        let decision = self.decision()?;
        let on = self.on.ok_or("`on`, the day, is missing")?;
        if self.question.trim().is_empty() || self.by.trim().is_empty() {
            return Err("`question` and `by` must not be empty".to_owned());
        }
        let Self { sheet, section, number, question: text, by, .. } = self;
        Ok(Decided { question: QuestionKey { sheet, section, number, text, occurrence }, decision, by, on })
    }

    fn decision(&self) -> Result<Decision, String> {
        let needed = |field: &Option<String>, name: &str| {
            field.clone().ok_or_else(|| format!("`{}` needs the field `{name}`", self.decision))
        };
        let chosen = || {
            Ok::<_, String>(ChosenAnswer {
                entry: needed(&self.entry, "entry")?,
                digest: needed(&self.digest, "digest")?,
                length: self.length,
            })
        };
        match self.decision.as_str() {
            "accept" => Ok(Decision::Accept(chosen()?)),
            "choose" => Ok(Decision::Choose(chosen()?)),
            "edit" => {
                let short_answer = self.short_answer.as_deref().map(read_short_answer).transpose()?;
                Ok(Decision::Edit(TypedAnswer { text: needed(&self.text, "text")?, short_answer }))
            }
            "not-applicable" => Ok(Decision::NotApplicable(self.note.clone())),
            "assign" => Ok(Decision::Assign(Assignment { to: needed(&self.to, "to")?, due: self.due })),
            other => Err(format!("`decision` is {other:?}; one of accept, choose, edit, not-applicable, assign")),
        }
    }
}

fn read_short_answer(word: &str) -> Result<ShortAnswer, String> {
    let found = ShortAnswer::WORDS.iter().find(|(known, _)| *known == word);
    let words = || ShortAnswer::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    found.map(|(_, short)| *short).ok_or_else(|| format!("`short_answer` is {word:?}; one of {}", words()))
}
