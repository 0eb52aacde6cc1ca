//! `fieldbook export`: the library for other programs.

use super::arguments::ExportCommand;
use super::console::{StandardError, deliver};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::session::{Failure, export_records};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, command: &ExportCommand) -> Result<Exit, Failure> {
    let ExportCommand::Records { scope } = command;
    let invocation = Invocation::new(site, scope.today)?;
    let mut is_read = true;
    let mut put = |line: &str| {
        is_read = is_read && deliver(line)?;
        Ok(())
    };
    let outcome = export_records(&invocation.session(&StandardError), &scope.options(), &mut put)?;
    Ok(if is_read { outcome.into() } else { Exit::ClosedPipe })
}
