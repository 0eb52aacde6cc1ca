//! The record of a response: what was said to whom, from which entry at which commit; and the same as text.

use super::decided_row::DecidedRow;
use super::respond::{Outcome, Response, ResponseRow};
use super::row_hold::RowHold;
use crate::hold::LibraryAnswer;
use chrono::NaiveDate;
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::archive::changed_parts;
use fieldbook_questionnaire::files::new_document::{NewParagraph, new_document};
use fieldbook_search::matching::{Band, Proposal};
use serde::{Deserialize, Serialize};

/// The schema of [`Manifest`].
pub const SCHEMA: &str = "fieldbook/rfp-manifest/1";

/// The JSON Schema (draft 2020-12) of [`Manifest`].
pub const MANIFEST_SCHEMA: &str = include_str!("manifest-1.json");

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
}

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ManifestRow {
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The customer's number, or empty.
    pub number: String,
    /// The question's words.
    pub question: String,
    /// The cells that were written.
    pub cells: Vec<String>,
    /// What was written into each of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// The entry that was used, or that might do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// The commit that last changed it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Identifies the content of the entry; see [`LibraryAnswer::digest`].
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

/// When and for whom a questionnaire was filled, and the file before and after.
#[derive(Debug, Clone, Copy)]
pub struct ManifestScope<'a> {
    /// The calendar day.
    pub day: NaiveDate,
    /// The key of the customer, if one was chosen.
    pub customer: Option<&'a str>,
    /// The file as it was received.
    pub received: &'a [u8],
    /// The file as it was written.
    pub written: &'a [u8],
}

impl Manifest {
    /// Records a response.
    pub fn new(scope: &ManifestScope<'_>, response: &Response, library: &[LibraryAnswer]) -> Self {
        let hash = |bytes| blake3::hash(bytes).to_hex().to_string();
        Self {
            schema: SCHEMA.to_owned(),
            day: scope.day.to_string(),
            customer: scope.customer.map(str::to_owned),
            received: hash(scope.received),
            written: hash(scope.written),
            // Other files have no parts.
            parts: changed_parts(scope.received, scope.written).unwrap_or_default(),
            questions: response.rows.len(),
            filled: response.filled(),
            rows: response.rows.iter().map(|row| manifest_row(row, library)).collect(),
        }
    }
}

/// Names a band as the manifest does.
pub fn band_name(band: Band) -> &'static str {
    match band {
        Band::Exact => "exact",
        Band::Strong => "strong",
        Band::Review => "review",
        Band::None => "none",
    }
}

fn manifest_row(row: &ResponseRow, library: &[LibraryAnswer]) -> ManifestRow {
    let (answer, cells, reasons, owner) = match &row.outcome {
        Outcome::Filled { answer, cells, .. } => (Some(*answer), cells.as_slice(), Vec::new(), None),
        Outcome::Typed { cells, .. } => (None, cells.as_slice(), Vec::new(), None),
        Outcome::Held { answer, reasons, owner } => {
            (*answer, [].as_slice(), reasons.iter().map(ToString::to_string).collect(), owner.clone())
        }
    };
    let answer = answer.and_then(|answer| library.get(answer));
    let probability = row.proposals.first().map_or(0.0, |proposal| proposal.probability);
    ManifestRow {
        sheet: row.sheet.clone(),
        row: row.row,
        number: row.number.clone(),
        question: row.question.clone(),
        cells: cells.iter().map(|planned| planned.cell.to_string()).collect(),
        texts: cells.iter().map(|planned| planned.text.clone()).collect(),
        entry: answer.map(|answer| answer.id.clone()),
        commit: answer.and_then(|answer| answer.commit.clone()),
        digest: answer.map(|answer| answer.digest.clone()),
        band: band_name(row.band).to_owned(),
        p: (probability * 1000.0).round() / 1000.0,
        reasons,
        owner,
        decided: row.decided.clone(),
    }
}

/// Explains for every question what was decided and why: matched words, runners-up, and what was against each.
pub fn explain(response: &Response, library: &[LibraryAnswer]) -> String {
    let mut text = String::new();
    for row in &response.rows {
        let place = if row.number.is_empty() { String::new() } else { format!(" {}", row.number) };
        line(&mut text, &format!("{}:{}{place} {}", row.sheet, row.row, row.question));
        match &row.outcome {
            Outcome::Filled { cells, .. } | Outcome::Typed { cells, .. } => {
                let cells: Vec<String> = cells.iter().map(|planned| planned.cell.to_string()).collect();
                line(&mut text, &format!("  filled {}", cells.join(", ")));
            }
            Outcome::Held { reasons, owner, .. } => {
                let owner = owner.as_ref().map(|owner| format!(" (ask {owner})")).unwrap_or_default();
                line(&mut text, &format!("  held: {}{owner}", phrases(reasons)));
            }
        }
        for proposal in &row.proposals {
            line(&mut text, &explain_proposal(proposal, library));
        }
    }
    text
}

/// Joins reasons in the order in which they were found.
pub fn phrases(reasons: &[RowHold]) -> String {
    reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn explain_proposal(proposal: &Proposal, library: &[LibraryAnswer]) -> String {
    let id = library.get(proposal.answer).map(|answer| answer.id.as_str()).unwrap_or_default();
    let has = joined(&[("has", proposal.matched.join(", "))]);
    let against = proposal_reasons(proposal);
    let parts = [format!("  {} {:.2} {id}", band_name(proposal.band), proposal.probability), has, against];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Says what speaks against a proposal: the words that it lacks, and how it differs from the question.
pub fn proposal_reasons(proposal: &Proposal) -> String {
    let mismatches: Vec<String> = proposal.mismatches.iter().map(ToString::to_string).collect();
    joined(&[("lacks", proposal.missing.join(", ")), ("but", mismatches.join("; "))])
}

fn joined(parts: &[(&str, String)]) -> String {
    let parts = parts.iter().filter(|(_, words)| !words.is_empty());
    parts.map(|(name, words)| format!("{name} {words}")).collect::<Vec<_>>().join(" · ")
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

/// Writes the answered and the open questions as Markdown, without our ids.
pub fn markdown(response: &Response) -> String {
    let mut text = String::new();
    for row in &response.rows {
        let number = if row.number.is_empty() { String::new() } else { format!("{} ", row.number) };
        let question = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
        text.extend(["## ", &number, &question, "\n\n"]);
        match &row.outcome {
            Outcome::Filled { text: answer, .. } | Outcome::Typed { text: answer, .. } => text.extend([answer, "\n\n"]),
            Outcome::Held { .. } => text.push_str("_Open._\n\n"),
        }
    }
    text
}

/// Writes the answered and the open questions as a Word document, without our ids.
///
/// # Errors
/// The document cannot be packed.
pub fn word_document(response: &Response) -> Result<Vec<u8>, RfpError> {
    let paragraphs = response.rows.iter().flat_map(|row| {
        let question = row.question.split_whitespace().collect::<Vec<_>>().join(" ");
        let answer = match &row.outcome {
            Outcome::Filled { text, .. } | Outcome::Typed { text, .. } => text.clone(),
            Outcome::Held { .. } => "Open.".to_owned(),
        };
        let heading = format!("{} {question}", row.number).trim().to_owned();
        [NewParagraph::Heading(heading), NewParagraph::Text(answer)]
    });
    new_document(&paragraphs.collect::<Vec<_>>())
}
