//! `fieldbook rfp history`: what manifests say together.

use super::arguments::HistoryArguments;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::rfp::learning::history::{Contradiction, ResponseHistory, history};
use crate::session::{Failure, for_terminal, read_manifests};

/// Prints uses, open questions and contradictions; the exit code is 1 if there is a contradiction.
pub(super) fn run(arguments: &HistoryArguments) -> Result<Exit, Failure> {
    let manifests = read_manifests(&arguments.paths)?;
    let count = manifests.len();
    let history = history(manifests);
    if !console::deliver(&as_text(&history, count))? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(if history.contradictions.is_empty() { Exit::Success } else { Exit::Findings })
}

fn as_text(history: &ResponseHistory, manifests: usize) -> String {
    let mut lines = Vec::new();
    lines.push(format!("answers used in {manifests} manifests:"));
    lines.extend(history.uses.iter().map(|used| format!("{:>6}  {}", used.count, used.name)));
    lines.push("questions without an answer:".to_owned());
    lines.extend(history.unanswered.iter().map(|open| format!("{:>6}  {}", open.count, open.name)));
    lines.push("different answers to one customer:".to_owned());
    for Contradiction { customer, question, said } in &history.contradictions {
        lines.push(format!("        {customer}: {question}"));
        for said in said {
            let texts = said.texts.join(" | ");
            lines.push(format!("          {} {} {}: {texts}", said.day, said.manifest, said.place));
        }
    }
    if history.nameless > 0 {
        let nameless = history.nameless;
        lines.push(format!("manifests without a customer, compared with no other: {nameless}; fill with --customer"));
    }
    lines.iter().map(|line| for_terminal(line) + "\n").collect()
}
