//! `fieldbook baseline`.

use super::arguments::{BaselineArguments, BaselineCommand};
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::session::{BaselineOptions, BaselineTerms, Failure, prune_baseline, write_baseline};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, command: &BaselineCommand) -> Result<Exit, Failure> {
    match command {
        BaselineCommand::Write { common, reason, until } => {
            let terms = BaselineTerms { reason: reason.clone(), until: *until };
            let invocation = Invocation::new(site, common.scope.today)?;
            let edit = write_baseline(&invocation.session(&StandardError), &options(common), &terms)?;
            let path = edit.path.display();
            console::note(&format!("{path}: {} known findings, {} of them new", edit.entries, edit.changed));
            for finding in edit.blocking {
                console::note(&format!("baselined, but still blocks publishing: {finding}"));
            }
        }
        BaselineCommand::Prune(common) => {
            let invocation = Invocation::new(site, common.scope.today)?;
            let edit = prune_baseline(&invocation.session(&StandardError), &options(common))?;
            let path = edit.path.display();
            console::note(&format!("{path}: {} known findings, {} removed", edit.entries, edit.changed));
        }
    }
    Ok(Exit::Success)
}

fn options(arguments: &BaselineArguments) -> BaselineOptions {
    BaselineOptions { file: arguments.file.clone(), scope: arguments.scope.options() }
}
