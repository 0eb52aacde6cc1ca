//! What a person says about a questionnaire's layout, where reading it leaves a choice.

use super::sheet_header::{Columns, Role, SheetHeader};
use crate::rfp::error::RfpError;
use crate::rfp::files::cell::parse_column;
use serde::{Deserialize, Serialize};

/// The schema of a mapping file.
pub const SCHEMA: &str = "fieldbook/rfp-mapping/1";

/// The layout of a questionnaire, as `inspect` writes it and a person may edit it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// `fieldbook/rfp-mapping/1`.
    pub schema: String,
    /// The sheets; those not named are read as found.
    pub sheets: Vec<SheetMapping>,
}

/// The layout of one sheet. Columns are letters, rows count from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SheetMapping {
    /// The sheet's name; `CSV` for a delimited file.
    pub sheet: String,
    /// Whether to leave the sheet alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub skip: bool,
    /// The first row of the header; 0 where there is none.
    pub header_row: u32,
    /// How many rows the header has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<u32>,
    /// The column of the questions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The column of the answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
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
}

impl Mapping {
    /// Returns what is said about a sheet.
    pub fn of(&self, sheet: &str) -> Option<&SheetMapping> {
        self.sheets.iter().find(|mapping| mapping.sheet == sheet)
    }
}

impl SheetMapping {
    /// Returns the layout that the mapping describes.
    ///
    /// # Errors
    ///
    /// The question column is missing, or a column is not one.
    pub fn header(&self) -> Result<SheetHeader, RfpError> {
        let mut columns = Columns::default();
        for (role, letters) in self.roles() {
            let Some(letters) = letters else { continue };
            let column = parse_column(letters.trim()).ok_or_else(|| {
                RfpError::refused(format!("mapping of sheet \"{}\": {letters:?} is not a column such as C", self.sheet))
            })?;
            columns.set(role, column);
        }
        if columns.of(Role::Question).is_none() {
            return Err(RfpError::refused(format!("mapping of sheet \"{}\": `question` names no column", self.sheet)));
        }
        let rows = self.header_rows.unwrap_or(1).min(16);
        let first = self.header_row.saturating_sub(1);
        let height = if self.header_row == 0 { 0 } else { rows };
        Ok(SheetHeader { first, height, columns, marks: Vec::new(), found: Vec::new() })
    }

    /// Writes a layout down.
    pub fn from_header(sheet: &str, header: &SheetHeader) -> Self {
        let letters = |role| header.columns.of(role).map(crate::rfp::files::cell::column_letters);
        Self {
            sheet: sheet.to_owned(),
            skip: false,
            header_row: if header.height == 0 { 0 } else { header.first + 1 },
            header_rows: (header.height > 1).then_some(header.height),
            question: letters(Role::Question),
            response: letters(Role::Response),
            comment: letters(Role::Comment),
            evidence: letters(Role::Evidence),
            id: letters(Role::Id),
            section: letters(Role::Section),
        }
    }

    fn roles(&self) -> [(Role, Option<&str>); 6] {
        [
            (Role::Question, self.question.as_deref()),
            (Role::Response, self.response.as_deref()),
            (Role::Comment, self.comment.as_deref()),
            (Role::Evidence, self.evidence.as_deref()),
            (Role::Id, self.id.as_deref()),
            (Role::Section, self.section.as_deref()),
        ]
    }
}
