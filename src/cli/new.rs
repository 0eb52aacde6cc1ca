//! `fieldbook new`: a file that says what to write where.

use super::arguments::NewArguments;
use super::exit::Exit;
use super::{console, day, folder};
use crate::authoring::{NewEntry, NewFile, entry_schema, new_entry, schema_path};
use crate::config::Settings;
use crate::inputs::{DiskFiles, read_site_settings};
use crate::session::Failure;
use crate::user_files::{Change, Expected, write, write_all};
use std::path::{Path, PathBuf};

pub(super) fn run(site: Option<&PathBuf>, arguments: &NewArguments) -> Result<Exit, Failure> {
    let folder = folder::site_folder(site)?;
    let settings = settings_of(&folder)?;
    let title = arguments.title.join(" ");
    let owner = arguments.owner.as_deref();
    let wanted = NewEntry { kind: arguments.kind, title: &title, owner, today: day::today(None)? };
    let file = new_entry(&wanted, &settings)?;
    write_files(&folder, std::slice::from_ref(&file))?;
    let schema = format!("{:#}\n", entry_schema(arguments.kind, &settings));
    write(&folder.join(schema_path(arguments.kind)), schema.as_bytes(), Expected::Anything)?;
    console::print(&format!("{}\n", file.path))?;
    Ok(Exit::Success)
}

/// Reads the settings of a site; what is wrong with single keys and values is reported by the check.
pub(super) fn settings_of(folder: &Path) -> Result<Settings, Failure> {
    Ok(read_site_settings(&DiskFiles::new(folder))?.0)
}

/// Writes files that are not there yet.
pub(super) fn write_files(folder: &Path, files: &[NewFile]) -> Result<(), Failure> {
    refuse_existing(folder, files)?;
    let paths: Vec<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    let changes = files.iter().zip(&paths).map(|(file, path)| Change {
        path,
        bytes: file.text.as_bytes(),
        expected: Expected::Nothing,
    });
    write_all(&changes.collect::<Vec<_>>())?;
    Ok(())
}

/// Existing files are not overwritten.
pub(super) fn refuse_existing(folder: &Path, files: &[NewFile]) -> Result<(), Failure> {
    let existing: Vec<&str> = files
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| folder.join(path).symlink_metadata().is_ok())
        .collect();
    if existing.is_empty() {
        return Ok(());
    }
    let verb = if existing.len() == 1 { "exists" } else { "exist" };
    Err(Failure(format!("{} already {verb} in {}; nothing was written", existing.join(", "), folder.display())))
}
