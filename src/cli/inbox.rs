//! `fieldbook inbox`: what became of each change file.

use super::arguments::InboxArguments;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::corrections::Change;
use crate::session::{
    Failure, Inbox, InboxFile, InboxMode, InboxOptions, InboxState, MadeChange, NewFinding, RefusedChange, inbox,
    inbox_json,
};
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &InboxArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.today)?;
    let options = InboxOptions {
        folder: arguments.folder.clone(),
        branch: arguments.branch.clone(),
        mode: if arguments.dry_run { InboxMode::DryRun } else { InboxMode::Commit },
    };
    let done = inbox(&invocation.session(&StandardError), &options)?;
    let text = if arguments.format == "json" { format!("{:#}\n", inbox_json(&done)) } else { report(&done) };
    console::print(&text)?;
    Ok(if done.has_refused() { Exit::Findings } else { Exit::Success })
}

fn report(done: &Inbox) -> String {
    let mut text: String = done.files.iter().map(describe).collect();
    for (name, reason) in &done.left_out {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}: not read: {reason}");
    }
    let count = |is_meant: fn(&InboxState) -> bool| done.files.iter().filter(|file| is_meant(&file.state)).count();
    let committed = count(|state| matches!(state, InboxState::Made(MadeChange { commit: Some(_), .. })));
    let applicable = count(|state| matches!(state, InboxState::Made(MadeChange { commit: None, .. })));
    let parts = [
        (committed, format!("{committed} committed to {}", done.branch)),
        (applicable, format!("{applicable} can be committed to {}", done.branch)),
        (count(|state| matches!(state, InboxState::AlreadyDone { .. })), String::new()),
        (count(|state| matches!(state, InboxState::Refused(_))), String::new()),
    ];
    let words = |(index, (number, words)): (usize, &(usize, String))| match (number, index) {
        (0, _) => None,
        (number, 2) => Some(format!("{number} already applied")),
        (number, 3) => Some(format!("{number} refused")),
        _ => Some(words.clone()),
    };
    let parts: Vec<String> = parts.iter().enumerate().filter_map(words).collect();
    let plural = if done.files.len() == 1 { "" } else { "s" };
    let _ = writeln!(text, "{} change file{plural}: {}", done.files.len(), parts.join(", "));
    text
}

fn describe(file: &InboxFile) -> String {
    let what = file.change.as_ref().map(|change| format!(": {}", title(change))).unwrap_or_default();
    let name = &file.name;
    match &file.state {
        InboxState::Made(made) => format!("{name}{what}\n{}", describe_made(made)),
        InboxState::AlreadyDone { entry } => format!("{name}{what}\n  already applied ({entry})\n"),
        InboxState::Refused(refused) => format!("{name}{what}\n{}", describe_refused(refused, file.change.as_ref())),
    }
}

/// What a change is, and who proposed it.
fn title(change: &Change) -> String {
    let author = change.author.as_deref().unwrap_or("not stated");
    format!("{} {} (proposed by: {author})", change.kind.word(), change.subject())
}

fn describe_made(made: &MadeChange) -> String {
    let mut text = match &made.commit {
        Some(commit) => format!("  committed {} ({})\n", commit.get(..10).unwrap_or(commit), made.path),
        None => format!("  {}\n", made.diff.trim_end_matches('\n').replace('\n', "\n  ")),
    };
    if made.has_lost_approval {
        let _ = writeln!(text, "  {} was approved; its status is in-review now", made.entry);
    }
    if let Some((page, entry)) = &made.wider_audience {
        let _ =
            writeln!(text, "  more people read it than the page: the entry is for {entry}, the page was for {page}");
    }
    text + &describe_findings(&made.findings)
}

fn describe_refused(refused: &RefusedChange, change: Option<&Change>) -> String {
    let mut text = String::new();
    for fault in &refused.faults {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  refused: {}\n    {}", fault.message, fault.help);
    }
    if let (Some(now), Some(change)) = (&refused.now, change) {
        let proposed = if change.text.is_empty() { &change.comment } else { &change.text };
        for (label, said) in [("the reader saw", &change.base), ("it says now", now), ("proposed", proposed)] {
            if !said.is_empty() {
                let _ = writeln!(text, "    {label}: {}", said.replace('\n', "\n      "));
            }
        }
    }
    text + &describe_findings(&refused.findings)
}

fn describe_findings(findings: &[NewFinding]) -> String {
    let mut text = String::new();
    for NewFinding { rule, severity, message, path, line } in findings {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  new {severity}: {path}:{line}: {message} ({rule})");
    }
    text
}
