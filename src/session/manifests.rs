//! Manifests of filled questionnaires, as they are read again.

use super::failure::Failure;
use crate::inputs::read_file;
use crate::rfp::learning::history::NamedManifest;
use crate::rfp::response::manifest::{Manifest, SCHEMA};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest manifest that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// Reads a manifest.
///
/// # Errors
/// The file cannot be read, or is not a manifest of this version.
pub fn read_manifest(path: &Path) -> Result<Manifest, Failure> {
    let bytes = read_file(path, LIMIT)?;
    let refused = |why: String| Failure(format!("{}: {why}", path.display()));
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .map_err(|error| refused(format!("not a manifest of `fieldbook rfp fill`: {error}")))?;
    if manifest.schema != SCHEMA {
        return Err(refused(format!("the schema is {:?}, not {SCHEMA:?}", manifest.schema)));
    }
    Ok(manifest)
}

/// Returns the manifest that `rfp fill` wrote beside a questionnaire; `path` itself if it is one.
pub fn manifest_beside(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending == "json") {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-manifest.json"))
}

/// Reads the manifests at `paths`, and in the folders among them every file whose name ends with `-manifest.json`.
///
/// # Errors
/// A file cannot be read as a manifest, or there is none.
pub fn read_manifests(paths: &[PathBuf]) -> Result<Vec<NamedManifest>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(manifest_beside(path));
            continue;
        }
        for entry in WalkDir::new(path).follow_links(false).sort_by_file_name() {
            let entry = entry?;
            let is_manifest = entry.file_name().to_string_lossy().ends_with("-manifest.json");
            if is_manifest && entry.file_type().is_file() {
                files.push(entry.into_path());
            }
        }
    }
    if files.is_empty() {
        return Err(Failure("no manifest of `fieldbook rfp fill` was found".to_owned()));
    }
    let named = |path: PathBuf| {
        let manifest = read_manifest(&path)?;
        Ok(NamedManifest { name: path.display().to_string(), manifest })
    };
    files.into_iter().map(named).collect()
}
