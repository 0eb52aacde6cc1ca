//! `fieldbook rfp stale`: which answers that were sent have changed since.

use super::arguments::StaleArguments;
use super::history::all_responses;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::responses::RecordedResponse;
use crate::session::{
    Failure, StaleAnswers, for_terminal, read_manifest, require_manifest, site_manifests, stale_answers,
};
use std::path::PathBuf;

/// How many characters of a commit are shown.
const SHORT: usize = 7;

/// Lists the answers; the exit code is 1 if there are any.
pub(super) fn run(site: Option<&PathBuf>, arguments: &StaleArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let session = invocation.session(&StandardError);
    let responses = match &arguments.file {
        Some(file) => {
            let customer = arguments.scope.customer.as_deref();
            vec![read_manifest(&require_manifest(session.folder, file, customer)?)?]
        }
        None => all_responses(site_manifests(session.folder)?),
    };
    let (mut text, mut is_changed) = (String::new(), false);
    for RecordedResponse { file, manifest } in &responses {
        let stale = stale_answers(&session, &arguments.scope.options(), manifest)?;
        for commit in &stale.unknown {
            console::note(&format!("note: commit {commit} cannot be read; its texts are those of the manifest"));
        }
        is_changed |= !stale.changed.is_empty();
        if arguments.file.is_none() {
            text.extend([&for_terminal(file.path()), ":\n"]);
        }
        text.push_str(&as_text(&stale, &manifest.day));
    }
    if !console::deliver(&text)? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(if is_changed { Exit::Findings } else { Exit::Success })
}

fn as_text(stale: &StaleAnswers<'_>, day: &str) -> String {
    let short = |commit: &Option<String>| {
        commit.as_ref().map_or("unknown".to_owned(), |commit| commit.chars().take(SHORT).collect())
    };
    let mut lines = Vec::new();
    for changed in &stale.changed {
        let row = changed.row;
        lines.push(format!("{} row {}  {}", row.sheet, row.row, for_terminal(&row.question)));
        let (then, now) = (short(&row.commit), short(&stale.now));
        lines.push(format!("  {} ({then} to {now}): {}", changed.entry, for_terminal(&changed.change.to_string())));
    }
    let (changed, sent) = (stale.changed.len(), stale.sent);
    lines.push(format!("{changed} of {sent} answers sent on {day} have changed since"));
    lines.join("\n") + "\n"
}
