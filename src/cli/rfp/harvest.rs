//! `fieldbook rfp harvest`: what a finished questionnaire teaches, as a change of the library.

use super::answered::note_layout;
use super::arguments::HarvestArguments;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::session::{
    Failure, Harvest, LayoutFiles, find_person, for_terminal, harvest, read_manifest, read_questionnaire,
    require_manifest,
};
use std::path::PathBuf;

/// Prints the change, or makes it.
pub(super) fn run(site: Option<&PathBuf>, arguments: &HarvestArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let session = invocation.session(&StandardError);
    let manifest = match &arguments.manifest {
        Some(manifest) => manifest.clone(),
        None => require_manifest(session.folder, &arguments.file, arguments.scope.customer.as_deref())?,
    };
    let manifest = &read_manifest(&manifest)?.manifest;
    let layouts = LayoutFiles { mapping: arguments.mapping.as_deref(), manifest: Some(manifest), site: session.folder };
    let filled = read_questionnaire(&arguments.file, layouts)?;
    note_layout(filled.layout);
    let owner = arguments.owner.as_deref();
    let harvested = harvest(&session, &arguments.scope.options(), &filled, manifest, owner)?;
    if let Some(owner) = owner {
        find_person(harvested.people(), owner)?;
    }
    if arguments.write {
        harvested.write()?;
    } else if !console::deliver(&harvested.diff())? {
        return Ok(Exit::ClosedPipe);
    }
    console::note(&summary(&harvested, arguments));
    Ok(Exit::Success)
}

fn summary(harvested: &Harvest, arguments: &HarvestArguments) -> String {
    let lessons = &harvested.lessons;
    let mut lines = Vec::new();
    for left in &lessons.left {
        lines.push(format!("left out: {} row {}: {}", left.sheet, left.row, left.cause));
    }
    lines.extend(harvested.by_hand.iter().map(|what| format!("add by hand: {what}")));
    lines.extend(lessons.unanswered.iter().map(|question| format!("not answered: {question}")));
    let (wordings, answers) = (lessons.wordings.len(), lessons.answers.len());
    lines.push(format!(
        "{wordings} new wordings, {answers} new answers, {} known, {} left out, {} not answered",
        lessons.known,
        lessons.left.len(),
        lessons.unanswered.len()
    ));
    lines.push(match (harvested.file_count(), arguments.write) {
        (0, _) => "nothing to change".to_owned(),
        (count, true) => format!("files written: {count}"),
        (count, false) => format!("files that --write changes: {count}"),
    });
    lines.iter().map(|line| for_terminal(line)).collect::<Vec<_>>().join("\n")
}
