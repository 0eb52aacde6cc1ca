//! The spare: the published site once more, made of links, beside the output. It becomes the stage of the next build, so that
//! a build costs what it changes and not a new name for every file.
//!
//! Nothing of it is trusted. Before a stage that was a spare is exchanged, every file in it is either written by this build
//! or the very file of the published site, by its number, and nothing else is in it. A spare has only what is published: a
//! stage that is not exchanged is removed as a whole.

use super::changes::Changes;
use super::disk::{Disk, failed};
use super::error::PublishError;
use super::found_files::FoundFiles;
use super::marker::MARKER;
use super::target::{Target, is_foreign};
use crate::platform::{Call, file_stamp};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Makes the spare the stage, if there is one and the file system numbers its files; its top folder is a new one.
///
/// # Errors
/// What is there cannot be moved.
pub(super) fn adopt(disk: &Disk, target: &Target, spare: &Path) -> Result<bool, PublishError> {
    let is_numbered = disk.look(&target.output)?.is_some_and(|output| file_stamp(&output).number != 0);
    if !is_numbered || !disk.look(spare)?.is_some_and(|spare| spare.is_dir()) {
        disk.remove_folder(spare)?;
        return Ok(false);
    }
    disk.create_folders(&target.stage)?;
    for path in disk.list(spare)? {
        let name = path.file_name().unwrap_or_default();
        disk.rename(&path, &target.stage.join(name)).map_err(failed(Call::Rename, &path))?;
    }
    disk.remove_folder(spare)?;
    Ok(true)
}

/// Gives the stage every file of `unchanged` that is not there yet as it is published, removes what is not in `wanted`, and
/// returns the files of the published site that are not in `wanted`.
///
/// # Errors
/// A folder cannot be listed, or a file cannot be linked or removed.
pub(super) fn complete(
    disk: &Disk,
    target: &Target,
    unchanged: &BTreeSet<String>,
    wanted: &BTreeSet<String>,
) -> Result<Vec<PathBuf>, PublishError> {
    let published = FoundFiles::below(disk, &target.output, &|path| is_foreign(&target.output, path))?;
    let staged = FoundFiles::below(disk, &target.stage, &|_| false)?;
    let folders: BTreeSet<&str> = wanted.iter().flat_map(|path| folders_above(path)).collect();
    for path in staged.unwanted(&target.stage, wanted) {
        disk.remove_file(&path)?;
    }
    for folder in staged.folders.iter().filter(|folder| !folders.contains(folder.as_str())) {
        disk.remove_folder(&target.stage.join(folder))?;
    }
    for path in unchanged {
        let number = staged.numbers.get(path);
        if number.is_none() || number != published.numbers.get(path) {
            link(disk, target, path)?;
        }
    }
    Ok(published.unwanted(&target.output, wanted))
}

/// Makes the old site, which is at the stage, the same as the new one, and keeps it as the spare.
///
/// # Errors
/// A file cannot be linked or removed; the stage is then of no use.
pub(super) fn keep(disk: &Disk, target: &Target, spare: &Path, changes: &Changes) -> Result<(), PublishError> {
    for removed in &changes.removed {
        let Ok(path) = removed.strip_prefix(&target.output) else { continue };
        disk.remove_file(&target.stage.join(path))?;
    }
    let marker = MARKER.to_owned();
    for path in changes.new.iter().chain(&changes.changed).chain([&marker]) {
        link(disk, target, path)?;
    }
    disk.rename(&target.stage, spare).map_err(failed(Call::Rename, &target.stage))
}

/// Gives the published file at `path` a second name in the stage, in place of whatever is there.
fn link(disk: &Disk, target: &Target, path: &str) -> Result<(), PublishError> {
    let staged = target.stage.join(path);
    clear(disk, target, path)?;
    disk.create_folders(staged.parent().unwrap_or(&target.stage))?;
    disk.link(&target.output.join(path), &staged)
}

/// Removes what is in the stage at `path`, and files where its folders have to be.
///
/// # Errors
/// It cannot be looked at or removed.
pub(super) fn clear(disk: &Disk, target: &Target, path: &str) -> Result<(), PublishError> {
    for folder in folders_above(path) {
        let folder = target.stage.join(folder);
        match disk.look(&folder)? {
            Some(found) if !found.is_dir() => return disk.remove_file(&folder),
            None => return Ok(()),
            Some(_) => {}
        }
    }
    let staged = target.stage.join(path);
    match disk.look(&staged)? {
        Some(found) if found.is_dir() => disk.remove_folder(&staged),
        Some(_) => disk.remove_file(&staged),
        None => Ok(()),
    }
}

/// Returns the paths of the folders above `path`, the outermost first.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}
