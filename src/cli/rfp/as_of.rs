//! `fieldbook rfp as-of`: what the library answered at a commit.

use super::answered::note_layout;
use super::arguments::AsOfArguments;
use super::proposals::show;
use crate::cli::console::StandardError;
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::session::{Failure, LayoutFiles, answer_as_of, read_questionnaire};
use std::path::PathBuf;

/// Prints the proposals of that commit.
pub(super) fn run(site: Option<&PathBuf>, arguments: &AsOfArguments) -> Result<Exit, Failure> {
    let questionnaire = &arguments.common.questionnaire;
    let invocation = Invocation::new(site, questionnaire.scope.today)?;
    let session = invocation.session(&StandardError);
    let layouts = LayoutFiles { mapping: questionnaire.mapping.as_deref(), manifest: None, site: session.folder };
    let received = read_questionnaire(&questionnaire.file, layouts)?;
    note_layout(received.layout);
    let answered = answer_as_of(&session, &questionnaire.scope.options(), &arguments.commit, received)?;
    show(&answered, &arguments.common)?;
    Ok(Exit::Success)
}
