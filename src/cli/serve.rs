//! `fieldbook serve`.

use super::arguments::ServeArguments;
use super::console::{self, StandardError};
use super::day::judged_day;
use super::exit::Exit;
use super::invocation::Invocation;
use crate::serve::WatchMode;
use crate::session::{Failure, JudgedDay, PreviewOptions, RunningPreview};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &ServeArguments) -> Result<Exit, Failure> {
    let given = arguments.scope.today;
    let invocation = Invocation::new(site, given)?;
    let session = invocation.session(&StandardError);
    let watch = if arguments.poll { WatchMode::Polling } else { WatchMode::Native };
    let options = PreviewOptions { port: arguments.port, scope: arguments.scope.options(), watch };
    let preview = RunningPreview::start(session, options)?;
    console::print(&format!("serving {}\n", preview.url()))?;
    console::note("press Ctrl-C to stop; nothing is written to disk");
    let first = JudgedDay { today: session.today, pinned: session.pinned };
    preview.rebuild_on_changes(&|| judged_day(session.folder, given).unwrap_or(first));
    Ok(Exit::Success)
}
