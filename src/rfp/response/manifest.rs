//! The manifest of a response, and the same as text.

use super::respond::{AnswerEvidence, Outcome, Response, ResponseRow};
use super::row_hold::RowHold;
use crate::hold::LibraryAnswer;
use crate::responses::{Manifest, ManifestRow, SCHEMA};
use chrono::NaiveDate;
use fieldbook_questionnaire::error::RfpError;
use fieldbook_questionnaire::files::archive::changed_parts;
use fieldbook_questionnaire::files::fill::PlannedCell;
use fieldbook_questionnaire::files::new_document::{NewParagraph, new_document};
use fieldbook_questionnaire::layout::remembered::RememberedLayout;
use fieldbook_search::matching::{Band, Proposal};

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
    /// The name of the file that was written, without its folder.
    pub file: Option<&'a str>,
    /// The layout by which the file was read; `None` of a text.
    pub layout: Option<&'a RememberedLayout>,
}

/// Records a response.
pub fn manifest(scope: &ManifestScope<'_>, response: &Response, library: &[LibraryAnswer]) -> Manifest {
    let hash = |bytes| blake3::hash(bytes).to_hex().to_string();
    Manifest {
        schema: SCHEMA.to_owned(),
        day: scope.day.to_string(),
        customer: scope.customer.map(str::to_owned),
        file: scope.file.map(str::to_owned),
        received: hash(scope.received),
        written: hash(scope.written),
        // Other files have no parts.
        parts: changed_parts(scope.received, scope.written).unwrap_or_default(),
        questions: response.rows.len(),
        filled: response.filled(),
        rows: response.rows.iter().map(|row| manifest_row(row, library)).collect(),
        layout: scope.layout.cloned(),
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
    let (answer, (cells, texts), reasons, owner) = match &row.outcome {
        Outcome::Filled { answer, cells, text, .. } => (Some(*answer), written(cells, text), Vec::new(), None),
        Outcome::Typed { cells, text } => (None, written(cells, text), Vec::new(), None),
        Outcome::Held { answer, reasons, owner } => {
            (*answer, Default::default(), reasons.iter().map(ToString::to_string).collect(), owner.clone())
        }
    };
    let evidence = match &row.outcome {
        Outcome::Filled { evidence, .. } => evidence.clone(),
        Outcome::Typed { .. } | Outcome::Held { .. } => AnswerEvidence::default(),
    };
    let answer = answer.and_then(|answer| library.get(answer));
    let probability = row.proposals.first().map_or(0.0, |proposal| proposal.probability);
    ManifestRow {
        sheet: row.sheet.clone(),
        row: row.row,
        section: row.section.clone(),
        number: row.number.clone(),
        question: row.question.clone(),
        cells,
        texts,
        evidence: evidence.cell.map(|cell| cell.to_string()),
        evidence_left_out: evidence.left_out,
        prefilled: row.prefilled.clone(),
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

/// Returns the cells of an answer and what is written into each; of a text, which has no cells, the answer alone.
fn written(cells: &[PlannedCell], text: &str) -> (Vec<String>, Vec<String>) {
    if cells.is_empty() {
        return (Vec::new(), vec![text.to_owned()]);
    }
    cells.iter().map(|planned| (planned.cell.to_string(), planned.text.clone())).unzip()
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
                if let Outcome::Filled { evidence, .. } = &row.outcome {
                    evidence.left_out.iter().for_each(|left| line(&mut text, &format!("  evidence left out: {left}")));
                }
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
