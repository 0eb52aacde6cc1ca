//! `fieldbook import`: existing content as entries. Nothing that exists is overwritten.

use super::arguments::ImportCommand;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::folder;
use crate::importing::site::{Generator, ProposedKind};
use crate::importing::{ImportMode, as_json, as_text};
use crate::session::{Failure, ImportInput, ImportTarget, SiteSource, import};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, command: &ImportCommand) -> Result<Exit, Failure> {
    let (input, arguments) = match command {
        ImportCommand::Headings { files, common } => (ImportInput::Headings(files), common),
        ImportCommand::Answers { file, common } => (ImportInput::Table(file), common),
        ImportCommand::Folder { folder, common } => (ImportInput::Folder(folder), common),
        ImportCommand::Site { folder, generator, competitors, kinds, common, .. } => {
            let known =
                |name: &String| Generator::WORDS.iter().find(|(word, _)| word == name).map(|(_, generator)| *generator);
            let (generator, kinds) = (generator.as_ref().and_then(known), kinds.as_ref());
            (ImportInput::Site(SiteSource { folder, generator, competitors, kinds }), common)
        }
    };
    let folder = folder::site_folder(site)?;
    let proposes = matches!(command, ImportCommand::Site { propose_kinds: true, .. });
    let mode = if arguments.dry_run || proposes { ImportMode::DryRun } else { ImportMode::Write };
    let chosen = arguments.into.as_deref();
    let imported = import(input, ImportTarget { site: &folder, chosen, mode, notes: &StandardError })?;
    if proposes {
        return print_kinds(&imported.proposed);
    }
    let text = match arguments.format.as_str() {
        "json" => as_json(&imported.import, &imported.into, mode)?,
        _ => as_text(&imported.import, &imported.into),
    };
    console::print(&text)?;
    if arguments.dry_run {
        console::note("nothing was written");
    }
    Ok(Exit::Success)
}

/// Prints one line for each page that reads like another kind than `page`: path, kind and reason.
fn print_kinds(proposed: &[ProposedKind]) -> Result<Exit, Failure> {
    let lines: String = proposed.iter().map(|one| format!("{}\t{}\t{}\n", one.path, one.kind, one.reason)).collect();
    console::print(&lines)?;
    console::note("nothing was written; confirm the lines that are right with --kinds FILE");
    Ok(Exit::Success)
}
