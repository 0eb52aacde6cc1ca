//! `fieldbook verify --intervals`: proposals on standard output; nothing is written.

use super::console;
use super::exit::Exit;
use crate::due::IntervalProposal;
use crate::session::{DueSite, Failure, IntervalHistory, Session, find_owner, for_terminal, interval_history};
use std::fmt::Write as _;

/// Prints the proposals, for what `owner` owns if one is given.
pub(super) fn run(session: &Session<'_>, owner: Option<&str>) -> Result<Exit, Failure> {
    let site = DueSite::read(session)?;
    let owner = owner.map(|name| find_owner(session.folder, &site.library, name)).transpose()?;
    console::print(&text(&interval_history(session, &site, owner.as_deref())))?;
    Ok(Exit::Success)
}

fn text(history: &IntervalHistory) -> String {
    let IntervalHistory { found, unknown } = history;
    let mut text: String = found.proposals.iter().map(proposal).collect();
    // Writing to a text cannot fail, here and below.
    for (reason, files) in unknown {
        let ending = if *files == 1 { "file" } else { "files" };
        let _ = writeln!(text, "no history of {files} {ending} with claims: {reason}");
    }
    let _ = match (found.proposals.len(), found.considered) {
        (_, 0) => writeln!(text, "no proposal: no source page was checked a second time"),
        (0, pages) => writeln!(text, "no proposal: source pages that were checked again: {pages}"),
        (proposals, pages) => writeln!(
            text,
            "proposals: {proposals}; source pages that were checked again: {pages}; nothing was written: set `review_every` in the claims that you agree with"
        ),
    };
    text
}

fn proposal(one: &IntervalProposal) -> String {
    let changed = match one.changes {
        0 => "never changed".to_owned(),
        1 => "changed at 1 of them".to_owned(),
        changes => format!("changed at {changes} of them"),
    };
    let (url, since) = (for_terminal(&one.url), one.since);
    let mut text = format!(
        "{url}: checked again on {} days since {since}, {changed}; {} now, {} proposed\n",
        one.rechecks, one.now, one.proposed
    );
    for (name, path) in &one.claims {
        let _ = writeln!(text, "  {} ({path})", for_terminal(name));
    }
    text
}
