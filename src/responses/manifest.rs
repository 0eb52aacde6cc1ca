//! The record of a response: what was said to whom, from which entry at which commit.

use super::decided_row::DecidedRow;
use fieldbook_questionnaire::files::cell::Cell;
use fieldbook_questionnaire::layout::remembered::RememberedLayout;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The schema of [`Manifest`].
pub const SCHEMA: &str = "fieldbook/rfp-manifest/1";

/// The JSON Schema (draft 2020-12) of [`Manifest`].
pub const MANIFEST_SCHEMA: &str = include_str!("manifest-1.json");

/// How many hexadecimal digits identify a text.
const DIGITS: usize = 16;

/// Everything that was decided about one file. It names our entries, so it stays with us.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// `fieldbook/rfp-manifest/1`.
    pub schema: String,
    /// The calendar day of the response.
    pub day: String,
    /// The key of the customer, if one was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<String>,
    /// The name of the file as it was written, without its folder; `None` if it was not written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// BLAKE3 of the file as it came, in hexadecimal.
    pub received: String,
    /// BLAKE3 of the file as it was written.
    pub written: String,
    /// The parts of the archive that differ in both, such as `xl/worksheets/sheet1.xml`; none for other files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// How many questions there are.
    pub questions: usize,
    /// How many are answered.
    pub filled: usize,
    /// The questions in the order of the file.
    pub rows: Vec<ManifestRow>,
    /// The layout by which the file was read, so that the filled file is read in the same way; `None` of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<RememberedLayout>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The section; empty without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// The customer's number, or empty.
    pub number: String,
    /// The question's words.
    pub question: String,
    /// The cells that were written; none in a text, which has no cells.
    pub cells: Vec<String>,
    /// What was written into each of them; for a text, the answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// The one of the cells that has the evidence; `None` without evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The evidence of the entry that was not written, with the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence_left_out: Vec<String>,
    /// The cells that had a text when the file came, by what they are for, such as `comment`: BLAKE3 of the text, the first 16
    /// hexadecimal digits.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub prefilled: BTreeMap<String, String>,
    /// The entry that was used, or that might do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The commit that last changed it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Identifies the content of the entry: its texts and its short answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// `exact`, `strong`, `review` or `none`.
    pub band: String,
    /// The probability that the entry is acceptable, to three digits.
    pub p: f64,
    /// Why it is held; empty if it is filled.
    pub reasons: Vec<String>,
    /// Whom to ask, where it is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The decision of a person that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<DecidedRow>,
}

impl ManifestRow {
    /// Returns whether the question was answered. Of a text no cells are recorded, only that nothing held it.
    pub fn is_answered(&self) -> bool {
        self.reasons.is_empty()
    }

    /// Returns the texts of the answer, without its evidence: the choice, and the text last.
    pub fn answer_texts(&self) -> impl Iterator<Item = &str> {
        let is_evidence = |index: usize| self.evidence.is_some() && self.cells.get(index) == self.evidence.as_ref();
        let texts = self.texts.iter().enumerate().filter(move |(index, _)| !is_evidence(*index));
        texts.map(|(_, text)| text.as_str())
    }

    /// Returns whether `text` in the cell for `role`, such as `comment`, is what the customer had written there. A manifest of an
    /// earlier version records the cell alone, as the reason why the question is held.
    pub fn was_prefilled(&self, role: &str, cell: Cell, text: &str) -> bool {
        let is_reason = || self.reasons.iter().any(|reason| *reason == format!("{cell} is filled already"));
        match self.prefilled.get(role) {
            Some(digest) => *digest == text_digest(text),
            None => self.prefilled.is_empty() && is_reason(),
        }
    }

    /// Returns the evidence that was written, one item after the other; none without a cell for it.
    pub fn evidence_items(&self) -> impl Iterator<Item = &str> {
        let cell = self.evidence.as_ref();
        let at = self.cells.iter().position(|own| Some(own) == cell);
        at.and_then(|at| self.texts.get(at)).into_iter().flat_map(|text| text.lines())
    }

    /// Returns the entry whose text was written; `None` for what is held and for what a person wrote.
    pub fn used_entry(&self) -> Option<&str> {
        self.entry.as_deref().filter(|_| self.is_answered())
    }
}

/// Returns what identifies a text in a cell, whatever the white space around it.
pub fn text_digest(text: &str) -> String {
    blake3::hash(text.trim().as_bytes()).to_hex().chars().take(DIGITS).collect()
}
