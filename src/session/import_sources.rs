//! The files that an import reads.

use super::failure::Failure;
use crate::importing::Source;
use crate::inputs::read_file;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest file that is imported, in bytes.
const LIMIT: u64 = 256 << 20;
/// What is said of a larger one.
const TOO_LARGE: &str = "larger than 256 MiB";

/// Reads one file, under its name.
pub(super) fn read_source(file: &Path) -> Result<Source, Failure> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Source { path: name, bytes: read_file(file, LIMIT)? })
}

/// Reads one file, or says why it is too large to be read.
pub(super) fn read_file_within(file: &Path) -> Result<Result<Vec<u8>, &'static str>, Failure> {
    if file.metadata().is_ok_and(|found| found.len() > LIMIT) {
        return Ok(Err(TOO_LARGE));
    }
    Ok(Ok(read_file(file, LIMIT)?))
}

/// Reads the files, and every Markdown file of the folders among them.
pub(super) fn read_sources(files: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for file in files {
        if file.is_dir() {
            let is_markdown = |source: &Source| Path::new(&source.path).extension().is_some_and(|end| end == "md");
            sources.extend(walk(file)?.sources.into_iter().filter(is_markdown));
        } else {
            sources.push(read_source(file)?);
        }
    }
    Ok(sources)
}

/// The files of a folder.
#[derive(Default)]
pub(super) struct Walked {
    /// Those that were read, in order of their paths.
    pub(super) sources: Vec<Source>,
    /// Those that were not, with the reason.
    pub(super) left_out: Vec<(String, &'static str)>,
}

/// Reads a folder in order of names; hidden files, links and the like are left out and named.
pub(super) fn walk(from: &Path) -> Result<Walked, Failure> {
    let mut walked = Walked::default();
    if !from.is_dir() {
        return Err(Failure(format!("{} is not a directory", from.display())));
    }
    let mut entries = WalkDir::new(from).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let inside = entry.path().strip_prefix(from).unwrap_or(entry.path());
        let path = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        if entry.file_name().to_string_lossy().starts_with('.') {
            walked.left_out.push((path, "hidden"));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            let size = entry.metadata()?.len();
            if size > LIMIT {
                walked.left_out.push((path, TOO_LARGE));
            } else {
                walked.sources.push(Source { path, bytes: read_file(entry.path(), LIMIT)? });
            }
        } else if !entry.file_type().is_dir() {
            walked.left_out.push((path, "not a regular file"));
        }
    }
    Ok(walked)
}
