//! `fieldbook rfp history`: what manifests say together.

use super::arguments::HistoryArguments;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::cli::folder::site_folder;
use crate::responses::{Contradiction, RecordedResponse, ResponseHistory, Said, history};
use crate::session::{Failure, FoundManifests, for_terminal, read_manifests, site_manifests};
use std::path::PathBuf;

/// Prints uses, open questions and contradictions; the exit code is 1 if there is a contradiction.
pub(super) fn run(site: Option<&PathBuf>, arguments: &HistoryArguments) -> Result<Exit, Failure> {
    let folder = site_folder(site)?;
    let responses = all_responses(match arguments.paths.as_slice() {
        [] => site_manifests(&folder)?,
        paths => read_manifests(&folder, paths)?,
    });
    let history = history(&responses);
    if !console::deliver(&as_text(&history, responses.len()))? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(if history.contradictions.is_empty() { Exit::Success } else { Exit::Findings })
}

/// Returns the responses, and names the files beside them that were not read.
pub(super) fn all_responses(found: FoundManifests) -> Vec<RecordedResponse> {
    if !found.not_read.is_empty() {
        console::note(&format!("note: {}", for_terminal(&found.not_read.to_string())));
    }
    found.responses
}

fn as_text(history: &ResponseHistory<'_>, manifests: usize) -> String {
    let mut lines = Vec::new();
    lines.push(format!("answers used in {manifests} manifests:"));
    lines.extend(history.uses.iter().map(|used| format!("{:>6}  {}", used.count, used.name)));
    lines.push("questions without an answer:".to_owned());
    lines.extend(history.unanswered.iter().map(|open| format!("{:>6}  {}", open.count, open.name)));
    lines.push("different answers to one customer:".to_owned());
    for Contradiction { customer, said } in &history.contradictions {
        let [_, later] = said;
        lines.push(format!("        {customer}: {}", later.row.question));
        lines.extend(said.iter().map(said_line));
    }
    if history.nameless > 0 {
        let nameless = history.nameless;
        lines.push(format!("manifests without a customer, compared with no other: {nameless}; fill with --customer"));
    }
    lines.iter().map(|line| for_terminal(line) + "\n").collect()
}

fn said_line(said: &Said<'_>) -> String {
    let (day, path) = (&said.response.manifest.day, said.response.file.path());
    format!("          {day} {path} {}: {}", said.cell(), said.row.answer_texts().collect::<Vec<_>>().join(" | "))
}
