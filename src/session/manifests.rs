//! Manifests of filled questionnaires, read from files and folders.

use super::failure::Failure;
use super::manifest_place::require_manifest;
use super::new_files::settings_of;
use crate::config::{ResponsesFolder, Settings};
use crate::inputs::{DiskFiles, Files as _, HiddenFiles, TextFault, read_file, read_text};
use crate::responses::{RecordedResponse, parse_manifest, read_response};
use crate::source::SourceFile;
use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest manifest that is read, in bytes.
pub(super) const LIMIT: u64 = 64 << 20;
/// How many files that are not read are named.
const NAMED: usize = 5;
/// The end of the names that `rfp fill` gives manifests.
const ENDING: &str = "-manifest.json";

/// The manifests that were found, and the files that are none.
#[derive(Debug, Clone, Default)]
pub struct FoundManifests {
    /// The manifests, by path.
    pub responses: Vec<RecordedResponse>,
    /// The files of the folders that are not manifests.
    pub not_read: NotRead,
}

/// Files that are not manifests; its text counts them and names the first.
#[derive(Debug, Clone, Default)]
pub struct NotRead(Vec<String>);

impl NotRead {
    /// Returns whether every file was read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for NotRead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, further) = (self.0.len(), self.0.len().saturating_sub(NAMED));
        let named: Vec<&str> = self.0.iter().take(NAMED).map(String::as_str).collect();
        let files = if count == 1 {
            "1 file is not a manifest and was"
        } else {
            &format!("{count} files are not manifests and were")
        };
        write!(formatter, "{files} not read: {}", named.join(", "))?;
        if further > 0 { write!(formatter, " and {further} more") } else { Ok(()) }
    }
}

/// Reads a manifest.
///
/// # Errors
/// The file cannot be read, or is not a manifest of this version.
pub fn read_manifest(path: &Path) -> Result<RecordedResponse, Failure> {
    let refused = |why: String| Failure(format!("{}: {why}", path.display()));
    let text = String::from_utf8(read_file(path, LIMIT)?).map_err(|error| refused(error.to_string()))?;
    let manifest = parse_manifest(&text).map_err(|fault| refused(fault.to_string()))?;
    Ok(RecordedResponse { file: SourceFile::new(&path.to_string_lossy(), text), manifest })
}

/// Returns the folder of responses; `None` if the site has none.
pub(super) fn usable_folder(settings: &Settings) -> Result<Option<&str>, Failure> {
    match &settings.questionnaires.responses {
        ResponsesFolder::Unset => Ok(None),
        ResponsesFolder::Folder(path) => Ok(Some(&path.value)),
        ResponsesFolder::Invalid(message) => Err(Failure(format!("site.toml: {message}"))),
    }
}

/// Reads every manifest in the folder of responses of the site in `folder`; `None` if the site has no such folder. Their paths
/// begin in the folder of the site.
///
/// # Errors
/// The setting cannot be used, or a JSON file is not a manifest.
pub(super) fn responses_of(folder: &Path) -> Result<Option<FoundManifests>, Failure> {
    let settings = settings_of(folder)?;
    let Some(responses) = usable_folder(&settings)? else { return Ok(None) };
    let files = DiskFiles::new(folder);
    let mut found = FoundManifests::default();
    for path in files.list(responses, HiddenFiles::Skipped)?.files {
        if !is_json(Path::new(&path)) {
            found.not_read.0.push(path);
            continue;
        }
        let file = read_text(&files, &path, LIMIT).map_err(|fault| match fault {
            TextFault::Finding(finding) => Failure(format!("{path}: {}", finding.message)),
            TextFault::Stopped(error) => error.into(),
        })?;
        let response = read_response(&file).map_err(|finding| Failure(format!("{path}: {}", finding.message)))?;
        match response {
            Some(response) => found.responses.push(response),
            None => found.not_read.0.push(path),
        }
    }
    Ok(Some(found))
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"))
}

/// Reads every manifest of the site in `folder`.
///
/// # Errors
/// The site has no folder of responses, that has no manifest, or one cannot be read.
pub fn site_manifests(folder: &Path) -> Result<FoundManifests, Failure> {
    match responses_of(folder)? {
        None => Err(Failure(
            "the site has no folder of responses: name manifests, or set `responses` of `[rfp]` in site.toml"
                .to_owned(),
        )),
        Some(found) if found.responses.is_empty() => {
            let settings = settings_of(folder)?;
            let path = usable_folder(&settings)?.unwrap_or_default();
            Err(Failure(format!("no manifest of `fieldbook rfp fill` was found in {path}")))
        }
        Some(found) => Ok(found),
    }
}

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
                None => found.not_read.0.push(entry.path().display().to_string()),
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
