//! The manifests that are named on the command line, and those in the folders among them.

use super::failure::Failure;
use super::manifest_place::require_manifest;
use super::manifests::{FoundManifests, LIMIT, is_json, read_manifest};
use crate::inputs::read_file;
use crate::responses::{RecordedResponse, read_response};
use crate::source::SourceFile;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The end of the names that `rfp fill` gives manifests.
const ENDING: &str = "-manifest.json";

/// Reads the manifests at `paths`, each once, and in the folders among them every JSON file that is one. `site` is the folder of
/// the site, if there is one.
///
/// # Errors
/// A file that is named, or whose name ends with `-manifest.json`, cannot be read as a manifest, or there is none.
pub fn read_manifests(site: &Path, paths: &[PathBuf]) -> Result<FoundManifests, Failure> {
    let (mut found, mut seen) = (FoundManifests::default(), BTreeSet::new());
    let mut is_new = |path: &Path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.to_owned()));
    for path in paths {
        if !path.is_dir() {
            let manifest = require_manifest(site, path, None)?;
            if is_new(&manifest) {
                found.responses.push(read_manifest(&manifest)?);
            }
            continue;
        }
        for entry in WalkDir::new(path).follow_links(false).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_dir() || !is_new(entry.path()) {
                continue;
            }
            match manifest_in(entry.path())? {
                Some(response) => found.responses.push(response),
                None => found.not_read.push(entry.path().display().to_string()),
            }
        }
    }
    if found.responses.is_empty() {
        let others = if found.not_read.is_empty() { String::new() } else { format!("; {}", found.not_read) };
        return Err(Failure(format!("no manifest of `fieldbook rfp fill` was found{others}")));
    }
    Ok(found)
}

/// Reads a file of a folder; `None` if it is not a manifest.
fn manifest_in(path: &Path) -> Result<Option<RecordedResponse>, Failure> {
    if path.to_string_lossy().ends_with(ENDING) && path.is_file() {
        return read_manifest(path).map(Some);
    }
    if !is_json(path) || !path.is_file() {
        return Ok(None);
    }
    let Ok(text) = String::from_utf8(read_file(path, LIMIT)?) else { return Ok(None) };
    Ok(read_response(&SourceFile::new(&path.to_string_lossy(), text)).ok().flatten())
}
