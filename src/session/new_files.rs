//! Files that a command writes for the first time: none of them replaces another.

use super::failure::Failure;
use crate::authoring::NewFile;
use crate::config::Settings;
use crate::inputs::{DiskFiles, read_site_settings};
use crate::user_files::{Change, Expected, write_all};
use std::path::{Path, PathBuf};

/// Reads the settings of the site in `folder`; single keys and values that are wrong are reported by the check.
///
/// # Errors
/// The settings cannot be read.
pub fn settings_of(folder: &Path) -> Result<Settings, Failure> {
    Ok(read_site_settings(&DiskFiles::new(folder))?.0)
}

/// Writes `files` below `folder`, all or none.
///
/// # Errors
/// A file exists, or cannot be written.
pub fn write_new_files(folder: &Path, files: &[NewFile]) -> Result<(), Failure> {
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

/// Checks that none of `files` exists below `folder`.
///
/// # Errors
/// Names those that exist.
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
