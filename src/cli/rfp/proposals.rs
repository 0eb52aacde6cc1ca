//! `fieldbook rfp match`: the proposal for each question, and what is held.

use super::answered::answer;
use super::arguments::RfpArguments;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::hold::LibraryAnswer;
use crate::rfp::response::manifest::{band_name, explain, phrases};
use crate::rfp::response::respond::{Outcome, Response, ResponseRow};
use crate::session::{AnsweredQuestionnaire, Failure};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Prints the proposals.
pub(super) fn run(site: Option<&PathBuf>, arguments: &RfpArguments) -> Result<Exit, Failure> {
    show(&answer(site, arguments)?, arguments)?;
    Ok(Exit::Success)
}

/// Prints what is answered and what is held, in the chosen form.
pub(super) fn show(answered: &AnsweredQuestionnaire, arguments: &RfpArguments) -> Result<(), Failure> {
    if arguments.format == "json" {
        let manifest = answered.manifest(&answered.received.bytes);
        console::print(&format!("{}\n", serde_json::to_string_pretty(&manifest)?))?;
    } else if arguments.explain {
        console::print(&explain(&answered.response, &answered.library))?;
    } else {
        console::print(&as_text(&answered.response, &answered.library))?;
    }
    Ok(())
}

fn as_text(response: &Response, library: &[LibraryAnswer]) -> String {
    let mut text = String::new();
    for row in &response.rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} row {}  {}", row.sheet, row.row, row.question.lines().next().unwrap_or_default());
        let best = row.proposals.first().and_then(|proposal| Some((proposal, library.get(proposal.answer)?)));
        let _ = match (&row.outcome, best) {
            (Outcome::Filled { answer, .. }, _) if row.decided.is_some() => {
                let id = library.get(*answer).map_or("", |answer| answer.id.as_str());
                writeln!(text, "  filled   {id} ({})", decided_words(row))
            }
            (Outcome::Typed { .. }, _) => writeln!(text, "  filled   {}", decided_words(row)),
            (Outcome::Filled { .. }, Some((proposal, answer))) => {
                writeln!(text, "  filled   {} ({}, {:.2})", answer.id, band_name(row.band), proposal.probability)
            }
            (Outcome::Held { reasons, owner, .. }, _) => {
                let nearest = best.map_or(String::new(), |(proposal, answer)| {
                    format!(" — nearest {} ({:.2})", answer.id, proposal.probability)
                });
                let ask = owner.as_ref().map_or(String::new(), |owner| format!("; ask {owner}"));
                writeln!(text, "  held     {}{ask}{nearest}", phrases(reasons))
            }
            (Outcome::Filled { .. }, None) => writeln!(text, "  filled"),
        };
    }
    let (filled, questions) = (response.filled(), response.rows.len());
    let _ = match questions {
        0 => writeln!(text, "no questions"),
        1 => writeln!(text, "{filled} of 1 question answered, {} held", questions - filled),
        _ => writeln!(text, "{filled} of {questions} questions answered, {} held", questions - filled),
    };
    text
}

/// Says who decided what about a question.
fn decided_words(row: &ResponseRow) -> String {
    let Some(decided) = &row.decided else { return String::new() };
    let kind = match decided.kind.as_str() {
        "accept" => "accepted",
        "choose" => "chosen",
        "edit" => "written",
        "not-applicable" => "not applicable, decided",
        _ => "decided",
    };
    format!("{kind} by {} on {}", decided.by, decided.on)
}
