//! `fieldbook baseline`.

use super::arguments::{BaselineArguments, BaselineCommand};
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::session::{AddedSalt, BaselineOptions, BaselineTerms, Failure, add_salt, prune_baseline, write_baseline};
use std::path::PathBuf;

/// What is said when a salt was added.
const SALT: &str = "site.toml: added `[fingerprints] salt`; commit it with the baseline";

pub(super) fn run(site: Option<&PathBuf>, command: &BaselineCommand) -> Result<Exit, Failure> {
    match command {
        BaselineCommand::Write { common, reason, until } => {
            let terms = BaselineTerms { reason: reason.clone(), until: *until };
            let invocation = Invocation::new(site, common.scope.today)?;
            let edit = write_baseline(&invocation.session(&StandardError), &options(common), &terms)?;
            let path = edit.path.display();
            console::note(&format!("{path}: {} known findings, {} of them new", edit.entries, edit.changed));
            if edit.salt == AddedSalt::Yes {
                console::note(SALT);
            }
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
        BaselineCommand::Salt => {
            let invocation = Invocation::new(site, None)?;
            let added = add_salt(&invocation.session(&StandardError))?;
            console::note(if added == AddedSalt::Yes { SALT } else { "site.toml has a salt for fingerprints already" });
        }
    }
    Ok(Exit::Success)
}

fn options(arguments: &BaselineArguments) -> BaselineOptions {
    BaselineOptions { file: arguments.file.clone(), scope: arguments.scope.options() }
}
