//! `fieldbook rfp stale`: which answers that were sent have changed since.

use super::arguments::StaleArguments;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::session::{Failure, StaleAnswers, for_terminal, manifest_beside, read_manifest, stale_answers};
use std::path::PathBuf;

/// How many characters of a commit are shown.
const SHORT: usize = 7;

/// Lists the answers; the exit code is 1 if there are any.
pub(super) fn run(site: Option<&PathBuf>, arguments: &StaleArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let session = invocation.session(&StandardError);
    let path = manifest_beside(&arguments.file);
    let manifest = read_manifest(&path)?;
    let stale = stale_answers(&session, &arguments.scope.options(), &manifest)?;
    for commit in &stale.unknown {
        console::note(&format!("note: commit {commit} cannot be read; its texts are those of the manifest"));
    }
    if !console::deliver(&as_text(&stale, &manifest.day))? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(if stale.changed.is_empty() { Exit::Success } else { Exit::Findings })
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
