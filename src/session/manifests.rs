//! Manifests of filled questionnaires, read from files and folders.

use super::failure::Failure;
use super::new_files::settings_of;
use crate::config::{ResponsesFolder, Settings};
use crate::inputs::{DiskFiles, Files as _, HiddenFiles, TextFault, read_file, read_text};
use crate::responses::{RecordedResponse, parse_manifest, read_response};
use crate::source::SourceFile;
use std::fmt;
use std::path::Path;

/// The largest manifest that is read, in bytes.
pub(super) const LIMIT: u64 = 64 << 20;
/// How many files that are not read are named.
const NAMED: usize = 5;

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
    /// Adds a file.
    pub(super) fn push(&mut self, path: String) {
        self.0.push(path);
    }

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

pub(super) fn is_json(path: &Path) -> bool {
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
