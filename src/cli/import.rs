//! `fieldbook import`: existing content as entries. Nothing that exists is overwritten.

use super::arguments::ImportCommand;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::folder;
use crate::importing::{ImportMode, as_json, as_text};
use crate::session::{Failure, ImportInput, ImportTarget, import};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, command: &ImportCommand) -> Result<Exit, Failure> {
    let (input, arguments) = match command {
        ImportCommand::Headings { files, common } => (ImportInput::Headings(files), common),
        ImportCommand::Answers { file, common } => (ImportInput::Table(file), common),
        ImportCommand::Folder { folder, common } => (ImportInput::Folder(folder), common),
    };
    let folder = folder::site_folder(site)?;
    let mode = if arguments.dry_run { ImportMode::DryRun } else { ImportMode::Write };
    let chosen = arguments.into.as_deref();
    let imported = import(input, ImportTarget { site: &folder, chosen, mode, notes: &StandardError })?;
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
