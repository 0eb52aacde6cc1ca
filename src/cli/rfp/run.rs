//! The commands below `fieldbook rfp`.

use super::arguments::RfpCommand;
use super::{as_of, assign, check, export, fill, harvest, history, import_answers, inspect, proposals, review, stale};
use crate::cli::exit::Exit;
use crate::session::{Failure, Replace};
use std::path::PathBuf;

/// Runs one of the commands.
pub(in crate::cli) fn run(site: Option<&PathBuf>, command: &RfpCommand) -> Result<Exit, Failure> {
    match command {
        RfpCommand::Inspect(arguments) => inspect::run(site, arguments),
        RfpCommand::Match(arguments) => proposals::run(site, arguments),
        RfpCommand::Review(arguments) => review::run(site, arguments),
        RfpCommand::Assign(arguments) => assign::run(site, arguments),
        RfpCommand::Check(arguments) => check::run(site, arguments),
        RfpCommand::Export(arguments) => export::run(site, arguments),
        RfpCommand::ImportAnswers(arguments) => import_answers::run(site, arguments),
        RfpCommand::Harvest(arguments) => harvest::run(site, arguments),
        RfpCommand::Stale(arguments) => stale::run(site, arguments),
        RfpCommand::AsOf(arguments) => as_of::run(site, arguments),
        RfpCommand::History(arguments) => history::run(site, arguments),
        RfpCommand::Fill { common, output, manifest, force } => {
            let paths = fill::OutputPaths { output: output.as_deref(), manifest: manifest.as_deref() };
            let replace = if *force { Replace::Changed } else { Replace::Unchanged };
            fill::run(site, common, paths, replace)
        }
    }
}
