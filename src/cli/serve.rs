//! `fieldbook serve`.

use super::arguments::ServeArguments;
use super::console::{self, StandardError};
use super::day;
use super::exit::Exit;
use super::invocation::Invocation;
use crate::serve::WatchMode;
use crate::session::{Failure, PreviewOptions, RunningPreview};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &ServeArguments) -> Result<Exit, Failure> {
    let pinned = arguments.scope.today;
    let invocation = Invocation::new(site, pinned)?;
    let session = invocation.session(&StandardError);
    let watch = if arguments.poll { WatchMode::Polling } else { WatchMode::Native };
    let options = PreviewOptions { port: arguments.port, scope: arguments.scope.options(), watch };
    let preview = RunningPreview::start(session, options)?;
    console::print(&format!("serving {}\n", preview.url()))?;
    console::note("press Ctrl-C to stop; nothing is written to disk");
    preview.rebuild_on_changes(&|| day::today(pinned).unwrap_or(session.today));
    Ok(Exit::Success)
}
