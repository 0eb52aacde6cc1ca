//! `init --ci`: the file that a forge reads, where it looks for it.

use super::failure::Failure;
use super::new_files::write_new_files;
use crate::authoring::{Forge, GITLAB_CI, check_workflow, gitlab_ci};
use crate::git;
use crate::inputs::read_file;
use std::path::{Path, PathBuf};

/// The largest `.gitlab-ci.yml` that is looked into, in bytes.
const LIMIT: u64 = 1 << 20;
/// What a `.gitlab-ci.yml` holds that includes the files of sites.
const INCLUDED: &str = ".gitlab/fieldbook";

/// The files of a forge that were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenWorkflow {
    /// The top of the repository; the site's folder outside of one.
    pub top: PathBuf,
    /// Their paths from there.
    pub paths: Vec<String>,
    /// The lines that an existing `.gitlab-ci.yml` needs, if it does not include the files of sites.
    pub missing_include: Option<String>,
}

/// Writes the files with which `forge` checks the site in `folder`, to the top of the repository around it.
///
/// # Errors
/// A file of this site exists, the site's path cannot be named in it, or a file cannot be read or written.
pub fn write_workflow(folder: &Path, forge: Forge) -> Result<WrittenWorkflow, Failure> {
    let folder =
        folder.canonicalize().map_err(|cause| Failure(format!("cannot find {}: {cause}", folder.display())))?;
    let top = git::repository_top(&folder).unwrap_or(&folder).to_owned();
    let inside = folder.strip_prefix(&top).unwrap_or(Path::new("")).components();
    let parts: Vec<String> = inside.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let file = check_workflow(forge, &parts.join("/")).map_err(|fault| Failure(fault.to_string()))?;
    let (mut files, mut missing_include) = (vec![file], None);
    if forge == Forge::Gitlab {
        let path = top.join(GITLAB_CI);
        if !path.exists() {
            files.push(gitlab_ci());
        } else if !String::from_utf8_lossy(&read_file(&path, LIMIT)?).contains(INCLUDED) {
            missing_include = Some(gitlab_ci().text);
        }
    }
    write_new_files(&top, &files)?;
    Ok(WrittenWorkflow { top, paths: files.into_iter().map(|file| file.path).collect(), missing_include })
}
