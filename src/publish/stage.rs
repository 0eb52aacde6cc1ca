//! Writing the new site beside the old one.

use super::compare::Difference;
use super::{Content, File, PublishError, create_dir_all, io};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes `files` below `stage`; a file that did not change becomes a second name of the old one.
///
/// One thread writes all files of a folder: two threads that create files in the same folder wait for each other in
/// the kernel and cost four times as much.
pub(super) fn write(stage: &Path, output: &Path, files: &[File], difference: &Difference) -> Result<(), PublishError> {
    let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        by_folder.entry(folder).or_default().push(index);
    }
    for folder in by_folder.keys() {
        create_dir_all(&stage.join(folder))?;
    }
    let folders: Vec<&Vec<usize>> = by_folder.values().collect();
    folders.par_iter().try_for_each(|indexes| {
        indexes.iter().try_for_each(|index| {
            let Some(file) = files.get(*index) else { return Ok(()) };
            write_one(stage, output, file, difference.is_changed(*index))
        })
    })
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
fn write_one(stage: &Path, output: &Path, file: &File, is_changed: bool) -> Result<(), PublishError> {
    let path = stage.join(&file.path);
    if !is_changed && fs::hard_link(output.join(&file.path), &path).is_ok() {
        return Ok(());
    }
    match &file.content {
        Content::Bytes(bytes) => fs::write(&path, bytes).map_err(io("write", &path)),
        Content::Copy(from) => fs::copy(from, &path).map(|_| ()).map_err(io("copy", from)),
    }
}
