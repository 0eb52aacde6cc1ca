//! One question as `rfp review` shows it: why it is held, and the proposals with what speaks against each.

use crate::hold::LibraryAnswer;
use crate::rfp::response::manifest::{phrases, proposal_reasons};
use crate::rfp::response::respond::{Outcome, ResponseRow};
use crate::session::{AnsweredQuestionnaire, for_terminal};
use fieldbook_search::matching::Proposal;

/// How many characters of an answer are shown.
const SHOWN: usize = 240;

/// Where a question is in the walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    /// From 1.
    pub(super) number: usize,
    /// How many there are.
    pub(super) of: usize,
}

/// Describes a question with its proposals.
pub(super) fn card(answered: &AnsweredQuestionnaire, row: &ResponseRow, position: Position) -> String {
    let Position { number, of } = position;
    let id = if row.number.is_empty() { String::new() } else { format!(" · {}", for_terminal(&row.number)) };
    let mut lines = vec![format!("[{number}/{of}] {} row {}{id}", for_terminal(&row.sheet), row.row)];
    lines.push(format!("  {}", for_terminal(&row.question)));
    lines.push(format!("  {}", outcome_words(row)));
    for (index, proposal) in row.proposals.iter().enumerate() {
        if let Some(answer) = answered.library.get(proposal.answer) {
            lines.extend(proposal_lines(index + 1, proposal, answer));
        }
    }
    lines.join("\n") + "\n"
}

/// Says what becomes of a question as it is decided now.
pub(super) fn outcome_words(row: &ResponseRow) -> String {
    match &row.outcome {
        Outcome::Filled { cells, .. } | Outcome::Typed { cells, .. } => {
            let cells: Vec<String> = cells.iter().map(|planned| planned.cell.to_string()).collect();
            let cells = if cells.is_empty() { String::new() } else { format!(": {}", cells.join(", ")) };
            format!("filled{cells}")
        }
        Outcome::Held { reasons, owner, .. } => {
            let owner = owner.as_ref().map_or(String::new(), |owner| format!("; owner {}", for_terminal(owner)));
            format!("held: {}{owner}", for_terminal(&phrases(reasons)))
        }
    }
}

fn proposal_lines(number: usize, proposal: &Proposal, answer: &LibraryAnswer) -> Vec<String> {
    let (question, id) = (for_terminal(&answer.question), for_terminal(&answer.id));
    let mut lines = vec![format!("  {number}  {:.2}  {question} ({id})", proposal.probability)];
    let text = for_terminal(&answer.matched_text);
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if text.chars().count() > SHOWN { "…" } else { "" };
    lines.push(format!("     {shown}{more}"));
    let against = for_terminal(&proposal_reasons(proposal));
    lines.extend((!against.is_empty()).then(|| format!("     {against}")));
    let holds: Vec<String> = answer.hold_reasons().iter().map(|reason| for_terminal(&reason.to_string())).collect();
    lines.extend((!holds.is_empty()).then(|| format!("     must not be sent: {}", holds.join("; "))));
    lines
}
