//! `fieldbook check --due`: what ends soon or is over. The clock alone never fails it.

use super::check_arguments::CheckArguments;
use super::console;
use super::exit::Exit;
use super::folder::site_folder;
use super::paths::from_site;
use crate::report::DueAmounts;
use crate::session::{DueOptions, Failure, Session, due_list};
use crate::source::Interval;
use std::path::PathBuf;

/// Prints the list and writes it to the files of `--report`.
pub(super) fn run(
    session: &Session<'_>,
    site: Option<&PathBuf>,
    arguments: &CheckArguments,
    within: Option<Interval>,
) -> Result<Exit, Failure> {
    let options = DueOptions {
        within,
        scope: arguments.scope.options(),
        baseline: arguments.baseline.clone(),
        paths: from_site(&site_folder(site)?, &arguments.paths)?,
        amounts: if arguments.amounts { DueAmounts::Shown } else { DueAmounts::Hidden },
    };
    let list = due_list(session, &options)?;
    let text = list.render(arguments.format)?;
    list.write(&arguments.reports)?;
    if !console::deliver(&text)? {
        return Ok(Exit::ClosedPipe);
    }
    let is_too_much = arguments.max_due.is_some_and(|most| list.count() > most);
    Ok(if is_too_much { Exit::Findings } else { Exit::Success })
}
