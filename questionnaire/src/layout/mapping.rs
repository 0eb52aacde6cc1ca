//! What a person says about a questionnaire's layout, where reading it leaves a choice.

use super::own_words::OwnWords;
use super::sheet_layout::{AnswerPlace, Columns, Role, SheetLayout};
use crate::error::{Ambiguity, RfpError};
use crate::files::cell::{column_letters, parse_column};
use crate::short_answer::ShortAnswer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The schema of a mapping file.
pub const SCHEMA: &str = "fieldbook/rfp-mapping/1";

/// The most rows that a header may have.
const MAX_HEADER_ROWS: u32 = 16;

/// The layout of a questionnaire, as `inspect` writes it and a person may edit it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// `fieldbook/rfp-mapping/1`.
    pub schema: String,
    /// The sheets; those not named are read as found. A sheet is named once for each of its tables.
    pub sheets: Vec<SheetMapping>,
}

/// The layout of one table of a sheet: most sheets have one. Columns are letters, rows count from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SheetMapping {
    /// The sheet's name; `CSV` for a delimited file.
    pub sheet: String,
    /// What is still to be decided, with the candidates. The sheet is not read until this is removed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<String>,
    /// Whether to leave the sheet alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skip: bool,
    /// The first row of the header; 0 where there is none and questions begin in the first row.
    pub header_row: u32,
    /// How many rows the header has, by default 1; with 0, questions begin in `header_row`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// The column of the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The column of the answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
    /// The column of a second choice, such as a level of compliance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// The column of the explanations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The column of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The column of the numbers or control ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The column of the sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Where the answers are: `beside` the question, or `below` it in the next row, by default in its column.
    #[serde(skip_serializing_if = "is_beside")]
    pub answers: AnswerPlace,
    /// Columns to be marked with an X, with the short answer that each is for: `yes`, `no`, `partial`, `na`, `planned`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, String>,
    /// Words of the sheet's lists, with the short answer that each says; `null` where that is not known.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Option<String>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_beside(place: &AnswerPlace) -> bool {
    *place == AnswerPlace::Beside
}

impl Mapping {
    /// Returns what is said about the tables of a sheet, from top to bottom; empty if nothing is.
    pub fn of(&self, sheet: &str) -> Vec<&SheetMapping> {
        let mut tables: Vec<&SheetMapping> = self.sheets.iter().filter(|mapping| mapping.sheet == sheet).collect();
        tables.sort_by_key(|mapping| mapping.header_row);
        tables
    }
}

impl SheetMapping {
    /// Returns what the mapping leaves undecided.
    pub(super) fn ambiguity(&self) -> Option<Ambiguity> {
        (!self.undecided.is_empty()).then(|| Ambiguity {
            sheet: self.sheet.clone(),
            question: format!(
                "the mapping still has `undecided`: {}; choose, and remove it",
                self.undecided.join("; ")
            ),
            candidates: Vec::new(),
        })
    }

    /// Returns the layout that the mapping describes.
    ///
    /// # Errors
    ///
    /// The question column is missing, a column is not one, or a short answer is not known.
    pub fn layout(&self) -> Result<SheetLayout, RfpError> {
        let mut columns = Columns::default();
        for (role, letters) in self.roles() {
            if let Some(letters) = letters {
                columns.set(role, self.column(letters)?);
            }
        }
        let Some(question) = columns.of(Role::Question) else {
            return Err(self.refused("`question` names no column"));
        };
        if self.answers == AnswerPlace::Below && columns.of(Role::Response).is_none() {
            columns.set(Role::Response, question);
        }
        let marks = self.marks.iter().map(|(letters, short)| Ok((self.column(letters)?, self.short_answer(short)?)));
        let known = self.words.iter().filter_map(|(word, short)| Some((word.as_str(), short.as_ref()?)));
        let words = known.map(|(word, short)| Ok((word, self.short_answer(short)?)));
        let rows = self.header_rows.unwrap_or(1).min(MAX_HEADER_ROWS);
        Ok(SheetLayout {
            first: self.header_row.saturating_sub(1),
            height: if self.header_row == 0 { 0 } else { rows },
            columns,
            marks: marks.collect::<Result<_, RfpError>>()?,
            found: Vec::new(),
            answers: self.answers,
            words: Arc::new(OwnWords::new(words.collect::<Result<Vec<_>, RfpError>>()?)),
        })
    }

    /// Writes a layout down.
    pub fn from_layout(sheet: &str, layout: &SheetLayout) -> Self {
        let letters = |role| layout.columns.of(role).map(column_letters);
        let marks = layout.marks.iter().map(|(column, short)| (column_letters(*column), short.word().to_owned()));
        Self {
            sheet: sheet.to_owned(),
            header_row: if layout.body() == 0 { 0 } else { layout.first + 1 },
            header_rows: (layout.body() > 0 && layout.height != 1).then_some(layout.height),
            question: letters(Role::Question),
            response: letters(Role::Response),
            level: letters(Role::Level),
            comment: letters(Role::Comment),
            evidence: letters(Role::Evidence),
            id: letters(Role::Id),
            section: letters(Role::Section),
            answers: layout.answers,
            marks: marks.collect(),
            ..Self::default()
        }
    }

    fn column(&self, letters: &str) -> Result<u32, RfpError> {
        parse_column(letters.trim()).ok_or_else(|| self.refused(&format!("{letters:?} is not a column such as C")))
    }

    fn short_answer(&self, word: &str) -> Result<ShortAnswer, RfpError> {
        let known = ShortAnswer::WORDS.iter().find(|(own, _)| *own == word.trim());
        let words: Vec<&str> = ShortAnswer::WORDS.iter().map(|(word, _)| *word).collect();
        known
            .map(|(_, short)| *short)
            .ok_or_else(|| self.refused(&format!("{word:?} is not one of {}", words.join(", "))))
    }

    /// Makes a refusal that names the sheet.
    pub(super) fn refused(&self, reason: &str) -> RfpError {
        RfpError::refused(format!("mapping of sheet \"{}\": {reason}", self.sheet))
    }

    fn roles(&self) -> [(Role, Option<&str>); 7] {
        [
            (Role::Question, self.question.as_deref()),
            (Role::Response, self.response.as_deref()),
            (Role::Level, self.level.as_deref()),
            (Role::Comment, self.comment.as_deref()),
            (Role::Evidence, self.evidence.as_deref()),
            (Role::Id, self.id.as_deref()),
            (Role::Section, self.section.as_deref()),
        ]
    }
}
