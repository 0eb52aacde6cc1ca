//! `fieldbook rfp match`: the proposal for each question, and what is held.

use super::answered::answer;
use super::arguments::RfpArguments;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::hold::LibraryAnswer;
use crate::rfp::response::manifest::{band_name, explain, phrases, proposal_reasons};
use crate::rfp::response::respond::{Outcome, Response, ResponseRow};
use crate::session::{AnsweredQuestionnaire, Failure, for_terminal};
use std::fmt::Write as _;
use std::path::PathBuf;

/// How many characters of a question are printed.
const SHOWN: usize = 400;

/// Prints the proposals.
pub(super) fn run(site: Option<&PathBuf>, arguments: &RfpArguments) -> Result<Exit, Failure> {
    let answered = answer(site, &arguments.questionnaire)?;
    show(&answered, arguments)?;
    answered.require_answers()?;
    Ok(Exit::Success)
}

/// Prints what is answered and what is held, in the chosen form.
pub(super) fn show(answered: &AnsweredQuestionnaire, arguments: &RfpArguments) -> Result<(), Failure> {
    if arguments.format == "json" {
        let manifest = answered.manifest(&answered.received.bytes, None);
        console::print(&format!("{}\n", serde_json::to_string_pretty(&manifest)?))?;
    } else if arguments.explain {
        console::print(&for_terminal_lines(&explain(&answered.response, &answered.library)))?;
    } else {
        console::print(&for_terminal_lines(&as_text(&answered.response, &answered.library)))?;
    }
    Ok(())
}

/// Returns the lines of a text without what would control a terminal: customers write them.
pub(super) fn for_terminal_lines(text: &str) -> String {
    text.lines().map(|line| for_terminal(line) + "\n").collect()
}

fn as_text(response: &Response, library: &[LibraryAnswer]) -> String {
    let mut text: String = response.rows.iter().map(|row| row_text(row, library)).collect();
    let (filled, questions) = (response.filled(), response.rows.len());
    // Writing to a string cannot fail.
    let _ = match questions {
        0 => writeln!(text, "no questions"),
        1 => writeln!(text, "{filled} of 1 question answered, {} held", questions - filled),
        _ => writeln!(text, "{filled} of {questions} questions answered, {} held", questions - filled),
    };
    text
}

/// Describes one question: what answers it, or why it is held, with the proposals.
fn row_text(row: &ResponseRow, library: &[LibraryAnswer]) -> String {
    let id = |answer: usize| library.get(answer).map_or("", |answer| answer.id.as_str());
    let outcome = match &row.outcome {
        Outcome::Filled { answer, .. } if row.decided.is_some() => {
            format!("  filled   {} ({})\n", id(*answer), decided_words(row))
        }
        Outcome::Filled { answer, .. } => {
            let probability = row.proposals.first().map_or(0.0, |proposal| proposal.probability);
            format!("  filled   {} ({}, {probability:.2})\n", id(*answer), band_name(row.band))
        }
        Outcome::Typed { .. } => format!("  filled   {}\n", decided_words(row)),
        Outcome::Held { reasons, owner, .. } => {
            let ask = owner.as_ref().map_or(String::new(), |owner| format!("; ask {owner}"));
            let proposals = row.proposals.iter().enumerate().map(|(index, proposal)| {
                let against = proposal_reasons(proposal);
                let against = if against.is_empty() { against } else { format!(" · {against}") };
                format!("    {}  {:.2}  {}{against}\n", index + 1, proposal.probability, id(proposal.answer))
            });
            format!("  held     {}{ask}\n{}", phrases(reasons), proposals.collect::<String>())
        }
    };
    let outcome = outcome + &left_evidence(row);
    format!("{} row {}  {}\n{outcome}", row.sheet, row.row, shown(&row.question))
}

/// Returns the first line of a question, at most [`SHOWN`] characters of it.
fn shown(question: &str) -> String {
    let line = question.lines().next().unwrap_or_default();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… ({} characters)", line.get(..end).unwrap_or_default(), line.chars().count()),
        None => line.to_owned(),
    }
}

/// Names the evidence of the answer that is not written, a line for each.
fn left_evidence(row: &ResponseRow) -> String {
    let Outcome::Filled { evidence, .. } = &row.outcome else { return String::new() };
    evidence.left_out.iter().flat_map(|left| ["  evidence left out: ", left, "\n"]).collect()
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

#[cfg(test)]
mod tests {
    use super::{SHOWN, shown};

    #[test]
    fn a_long_question_is_cut_and_counted() {
        let (fits, long) = ("ä".repeat(SHOWN), "ä".repeat(SHOWN + 1));
        assert_eq!(shown(&fits), fits);
        assert_eq!(shown(&format!("{long}\nDescribe it.")), format!("{fits}… (401 characters)"));
        assert_eq!(shown(""), "");
    }
}
