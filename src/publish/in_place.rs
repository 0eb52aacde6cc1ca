//! Writing into a folder that cannot be renamed, such as a mounted volume.
//!
//! Not atomic: readers can see files of both sites for a moment. Each file is renamed whole from a stage on the same file
//! system, so that a full disk is met before the first one. New files come first, since no old page names them; then what
//! pages need, then pages; what is no longer part of the site is removed last. A run that is interrupted is completed by
//! the next one.

use super::changes::{Changes, Placement};
use super::disk::{Disk, failed, is_immovable};
use super::error::PublishError;
use super::marker::{MARKER, MARKER_TEXT};
use super::target::Target;
use crate::platform::Call;
use std::path::{Path, PathBuf};

/// Moves the staged files to their places one by one.
pub(super) fn replace(disk: &Disk, target: &Target, changes: &Changes) -> Result<Placement, PublishError> {
    let stage = bring_inside(disk, target, changes)?;
    disk.flush(&stage)?;
    // From here on readers see changes. The marker is first, so that the next run knows the folder.
    let marker = target.output.join(MARKER);
    if disk.look(&marker)?.is_none() {
        disk.write(&marker, MARKER_TEXT)?;
    }
    let placed = place_all(disk, &stage, target, changes);
    let placed = placed.and_then(|()| remove_all(disk, target, changes)).and_then(|()| disk.remove_folder(&stage));
    match placed {
        Ok(()) => Ok(Placement::InPlace),
        Err(cause) => {
            // The next run removes what is left of it.
            let _ = disk.remove_folder(&stage);
            Err(PublishError::Partly { output: target.output.clone(), cause: Box::new(cause) })
        }
    }
}

/// Returns the stage inside the output; one that is beside it is moved or copied there.
fn bring_inside(disk: &Disk, target: &Target, changes: &Changes) -> Result<PathBuf, PublishError> {
    let inner = target.inner_stage();
    if target.stage == inner {
        return Ok(inner);
    }
    disk.remove_folder(&inner)?;
    let copied = match disk.rename(&target.stage, &inner) {
        Ok(()) => return Ok(inner),
        Err(cause) if is_immovable(&cause) => copy_all(disk, target, &inner, changes),
        Err(cause) => Err(failed(Call::Rename, &target.stage)(cause)),
    };
    if copied.is_err() {
        // The next run removes what is left of it.
        let _ = disk.remove_folder(&inner);
    }
    copied.map(|()| inner)
}

fn copy_all(disk: &Disk, target: &Target, inner: &Path, changes: &Changes) -> Result<(), PublishError> {
    disk.create_private_folder(inner)?;
    for path in changes.new.iter().chain(&changes.changed) {
        let to = inner.join(path);
        disk.create_folders(to.parent().unwrap_or(inner))?;
        disk.copy(&target.stage.join(path), &to)?;
    }
    Ok(())
}

fn place_all(disk: &Disk, stage: &Path, target: &Target, changes: &Changes) -> Result<(), PublishError> {
    let is_page = |path: &&String| Path::new(path).extension().is_some_and(|end| end == "html");
    let (new, changed) = (&changes.new, &changes.changed);
    let assets_first = |path: &&String| !is_page(path);
    let new = new.iter().filter(assets_first).chain(new.iter().filter(is_page));
    let changed = changed.iter().filter(assets_first).chain(changed.iter().filter(is_page));
    new.chain(changed).try_for_each(|path| place(disk, stage, &target.output, path))
}

fn place(disk: &Disk, stage: &Path, output: &Path, path: &str) -> Result<(), PublishError> {
    let mut folder = output.to_owned();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        folder.push(part);
        match disk.look(&folder)? {
            Some(found) if found.is_dir() => continue,
            // A file of the old site, or a link, which would lead out of the output.
            Some(_) => disk.remove_file(&folder)?,
            None => {}
        }
        disk.create_folders(&folder)?;
    }
    let to = folder.join(name);
    if disk.look(&to)?.is_some_and(|found| found.is_dir()) {
        disk.remove_folder(&to)?;
    }
    let from = stage.join(path);
    disk.rename(&from, &to).map_err(failed(Call::Rename, &from))
}

/// Removes files of the old site, and the folders that are empty then.
fn remove_all(disk: &Disk, target: &Target, changes: &Changes) -> Result<(), PublishError> {
    for path in &changes.removed {
        // A folder of the new site may have taken its place.
        if disk.look(path)?.is_some_and(|found| !found.is_dir()) {
            disk.remove_file(path)?;
        }
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != target.output) {
            if disk.look(folder)?.is_some_and(|found| found.is_dir()) {
                disk.remove_empty_folder(folder)?;
            }
        }
    }
    Ok(())
}
