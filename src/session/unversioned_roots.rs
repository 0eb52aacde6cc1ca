//! The roots of a site that its repository does not hold: ignored, private, or a repository of their own.

use crate::config::Root;
use crate::git;
use crate::inputs::{CommittedFiles, Files as _, HiddenFiles, InputError};
use std::path::Path;

/// Returns the `roots` of which `held`, a commit or the index of the site in `folder`, has no
/// file, unless they are only not added yet.
///
/// # Errors
/// A root is something other than a folder there.
pub(super) fn unversioned_roots<'a>(
    folder: &Path,
    roots: impl IntoIterator<Item = &'a Root>,
    held: &CommittedFiles,
) -> Result<Vec<String>, InputError> {
    let mut unversioned = Vec::new();
    for root in roots {
        let path = &root.path.value;
        let is_empty = held.list(path, HiddenFiles::Listed)?.files.is_empty();
        let is_elsewhere =
            || root.private || git::is_ignored(folder, path) || git::is_work_tree_of_its_own(&folder.join(path));
        if is_empty && is_elsewhere() {
            unversioned.push(path.clone());
        }
    }
    Ok(unversioned)
}
