//! `fieldbook import`: existing content as entries. Nothing that exists is overwritten.

use super::console::{self, StandardError};
use super::day::today;
use super::exit::Exit;
use super::folder;
use super::import_arguments::{DocumentArguments, ImportArguments, ImportCommand, OriginArguments, SiteArguments};
use crate::importing::site::Generator;
use crate::importing::{ColumnChoice, ImportMode, KindChoice, UpdateMode, as_json, as_text, proposals_as_text};
use crate::inputs::read_file;
use crate::session::{
    DocumentImport, Failure, ImportInput, ImportTarget, Imported, SiteSource, import, import_documents, import_site,
};
use crate::user_files::{Expected, write};
use std::path::{Path, PathBuf};

/// The largest list of kinds, in bytes.
const LIST_LIMIT: u64 = 16 << 20;

pub(super) fn run(site: Option<&PathBuf>, command: &ImportCommand) -> Result<Exit, Failure> {
    let columns = match command {
        ImportCommand::Answers { columns, .. } => ColumnChoice::read(columns).map_err(Failure)?,
        _ => ColumnChoice::default(),
    };
    let (input, arguments) = match command {
        ImportCommand::Headings { files, common } => (ImportInput::Headings(files), common),
        ImportCommand::Answers { file, common, .. } => (ImportInput::Table(file, &columns), common),
        ImportCommand::Folder { folder, common } => (ImportInput::Folder(folder), common),
        ImportCommand::Documents(arguments) => return documents(site, arguments),
        ImportCommand::Site(arguments) => return other_site(site, arguments),
    };
    let folder = folder::site_folder(site)?;
    let imported = import(input, target(&folder, arguments)?)?;
    report(&imported, arguments)
}

fn target<'a>(folder: &'a Path, arguments: &'a ImportArguments) -> Result<ImportTarget<'a>, Failure> {
    let (chosen, mode) = (arguments.into.as_deref(), mode(arguments));
    Ok(ImportTarget { site: folder, chosen, mode, today: today(None)?, notes: &StandardError })
}

fn mode(arguments: &ImportArguments) -> ImportMode {
    if arguments.dry_run { ImportMode::DryRun } else { ImportMode::Write }
}

fn report(imported: &Imported, arguments: &ImportArguments) -> Result<Exit, Failure> {
    let text = match arguments.format.as_str() {
        "json" => as_json(&imported.import, &imported.into, mode(arguments))?,
        _ => as_text(&imported.import, &imported.into),
    };
    console::print(&text)?;
    if arguments.dry_run {
        console::note("nothing was written");
    }
    Ok(Exit::Success)
}

fn documents(site: Option<&PathBuf>, arguments: &DocumentArguments) -> Result<Exit, Failure> {
    let folder = folder::site_folder(site)?;
    let DocumentArguments { paths, origin, common } = arguments;
    let documents = DocumentImport {
        paths,
        origin: origin.origin.as_deref(),
        competitors: &origin.competitors,
        kinds: kinds(origin)?,
        update: update(origin),
    };
    let imported = import_documents(&documents, target(&folder, common)?)?;
    write_proposals(&imported, origin)?;
    report(&imported, common)
}

fn other_site(site: Option<&PathBuf>, arguments: &SiteArguments) -> Result<Exit, Failure> {
    let SiteArguments { folder: from, generator, origin, common } = arguments;
    let folder = folder::site_folder(site)?;
    let named = generator.as_ref().and_then(|name| Generator::WORDS.iter().find(|(word, _)| word == name));
    let source = SiteSource {
        folder: from,
        generator: named.map(|(_, generator)| *generator),
        origin: origin.origin.as_deref(),
        competitors: &origin.competitors,
        kinds: kinds(origin)?,
        update: update(origin),
    };
    let imported = import_site(&source, target(&folder, common)?)?;
    write_proposals(&imported, origin)?;
    report(&imported, common)
}

fn kinds(origin: &OriginArguments) -> Result<KindChoice, Failure> {
    match origin.kinds.as_str() {
        "pages" => Ok(KindChoice::Pages),
        "proposed" => Ok(KindChoice::Proposed),
        file => {
            let text = String::from_utf8(read_file(Path::new(file), LIST_LIMIT)?)
                .map_err(|_| Failure(format!("{file} is not UTF-8")))?;
            KindChoice::read(&text).map_err(|why| Failure(format!("{file}: {why}")))
        }
    }
}

fn update(origin: &OriginArguments) -> UpdateMode {
    if origin.update { UpdateMode::Write } else { UpdateMode::Report }
}

fn write_proposals(imported: &Imported, origin: &OriginArguments) -> Result<(), Failure> {
    if let Some(file) = &origin.proposals {
        write(file, proposals_as_text(&imported.import.proposals).as_bytes(), Expected::Nothing)?;
        console::note(&format!("wrote {}", file.display()));
    }
    Ok(())
}
