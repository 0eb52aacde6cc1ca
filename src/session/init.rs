//! A new site: the files of a sample, or settings alone where content exists.

use super::failure::Failure;
use super::new_files::{refuse_existing, write_new_files};
use crate::authoring::{GITIGNORE_LINES, starter_files, with_lines};
use crate::inputs::read_file;
use crate::user_files::{Expected, write};
use chrono::NaiveDate;
use std::path::Path;

/// What Git should not keep.
const GITIGNORE: &str = ".gitignore";

/// The largest `.gitignore` that is added to, in bytes.
const LIMIT: u64 = 1 << 20;

/// What a new site was begun with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InitialisedSite {
    /// The written files, by their paths in the site's folder.
    pub written: Vec<String>,
    /// Whether the folder had content of its own, so that no samples were written.
    pub had_content: bool,
}

/// Writes the files of a new site to `folder`, dated `today`. A folder with content gets settings and no samples.
///
/// # Errors
/// A file exists, or one cannot be read or written.
pub fn init_site(folder: &Path, today: NaiveDate) -> Result<InitialisedSite, Failure> {
    let mut files = starter_files(today);
    let had_content = has_files(&folder.join("content")) && !folder.join("site.toml").exists();
    if had_content {
        files.retain(|file| file.path == "site.toml");
    }
    refuse_existing(folder, &files)?;
    let known = gitignore(folder)?;
    write_new_files(folder, &files)?;
    let ignored = with_lines(known.as_deref().unwrap_or_default(), &GITIGNORE_LINES);
    let expected = known.as_ref().map_or(Expected::Nothing, |text| Expected::Content(text.as_bytes()));
    write(&folder.join(GITIGNORE), ignored.as_bytes(), expected)?;
    let written = files.into_iter().map(|file| file.path).chain([GITIGNORE.to_owned()]).collect();
    Ok(InitialisedSite { written, had_content })
}

/// Returns whether a folder has a file that is not hidden; an interrupted run may leave empty folders.
fn has_files(folder: &Path) -> bool {
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.into_iter().any(|entry| entry.file_type().is_file() && !is_hidden(entry.file_name()))
}

/// Reads `.gitignore`; `None` if the folder has none.
fn gitignore(folder: &Path) -> Result<Option<String>, Failure> {
    let path = folder.join(GITIGNORE);
    if !path.exists() {
        return Ok(None);
    }
    let text = String::from_utf8(read_file(&path, LIMIT)?).map_err(|_| {
        Failure(format!("{} is not UTF-8 text; add {} to it", path.display(), GITIGNORE_LINES.join(" and ")))
    })?;
    Ok(Some(text))
}
