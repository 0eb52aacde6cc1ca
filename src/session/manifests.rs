//! Manifests of filled questionnaires: where they are kept, and which one belongs to a file.

use super::failure::Failure;
use super::new_files::settings_of;
use super::questionnaire::AnsweredQuestionnaire;
use crate::config::{ResponsesFolder, Settings};
use crate::inputs::{DiskFiles, Files as _, HiddenFiles, TextFault, read_file, read_text};
use crate::markdown::slug;
use crate::responses::{RecordedResponse, parse_manifest, read_response};
use crate::source::SourceFile;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest manifest that is read, in bytes.
const LIMIT: u64 = 64 << 20;
/// How many hexadecimal digits of a hash tell the manifests of files with one name apart.
const DIGITS: usize = 8;

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

/// Returns the manifest that `rfp fill` wrote beside a questionnaire; `path` itself if it is one.
fn manifest_beside(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|ending| ending == "json") {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-manifest.json"))
}

/// Returns the manifest of the filled questionnaire `file`: the one beside it, else the one in the folder of responses of the
/// site in `folder` that records its content or, since people edit a filled file, its name. `None` if there is none.
///
/// # Errors
/// Several manifests record the file, or one of the folder cannot be read.
pub fn find_manifest(folder: &Path, file: &Path) -> Result<Option<PathBuf>, Failure> {
    let beside = manifest_beside(file);
    if beside == file || beside.is_file() {
        return Ok(Some(beside));
    }
    let Some(responses) = responses_of(folder)? else { return Ok(None) };
    let hash = blake3::hash(&read_file(file, LIMIT)?).to_hex().to_string();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let of = |is_it: &dyn Fn(&RecordedResponse) -> bool| {
        let found = responses.iter().filter(|response| is_it(response));
        found.map(|response| response.file.path().to_owned()).collect::<Vec<_>>()
    };
    let same = of(&|response| response.manifest.written == hash);
    let found = if same.is_empty() { of(&|response| response.manifest.file == name) } else { same };
    match found.as_slice() {
        [] => Ok(None),
        [path] => Ok(Some(folder.join(path))),
        several => Err(Failure(format!(
            "several manifests record {}: {}; name one of them",
            file.display(),
            several.join(", ")
        ))),
    }
}

/// Returns the manifest of the filled questionnaire `file`, as [`find_manifest`] finds it.
///
/// # Errors
/// There is none, or several.
pub fn require_manifest(folder: &Path, file: &Path) -> Result<PathBuf, Failure> {
    // The error about the file that does not exist names where it is expected.
    Ok(find_manifest(folder, file)?.unwrap_or_else(|| manifest_beside(file)))
}

/// Returns where `rfp fill` writes the manifest of `answered`, which was read from the file `received`, if the command line
/// names no file: in the folder of responses, and beside `output` in a site without one. One file of one customer has one manifest, also if it is filled
/// again; files that only have the same name have each their own.
///
/// # Errors
/// The setting cannot be used, or its private root is not in this copy of the site.
pub fn manifest_path(answered: &AnsweredQuestionnaire, received: &Path, output: &Path) -> Result<PathBuf, Failure> {
    let site = &answered.site;
    let customer = site.scope.customer.as_deref();
    let Some(folder) = usable_folder(&site.loaded.settings)? else { return Ok(manifest_beside(output)) };
    let is_missing = |root: &&String| folder == *root || folder.starts_with(&format!("{root}/"));
    if let Some(root) = site.loaded.missing_private_roots.iter().find(is_missing) {
        return Err(Failure(format!(
            "the manifest belongs into {folder}, and the private root {root} is not in this copy of the site; name another \
             file with --manifest"
        )));
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(customer.unwrap_or_default().as_bytes()).update(&[0]).update(&answered.received.bytes);
    let digits: String = hasher.finalize().to_hex().chars().take(DIGITS).collect();
    let stem = received.file_stem().unwrap_or_default().to_string_lossy();
    let below = customer.map(slug).filter(|name| !name.is_empty()).unwrap_or_default();
    Ok(site.folder.join(folder).join(below).join(format!("{stem}-{digits}-manifest.json")))
}

/// Returns the folder of responses; `None` if the site has none.
fn usable_folder(settings: &Settings) -> Result<Option<&str>, Failure> {
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
fn responses_of(folder: &Path) -> Result<Option<Vec<RecordedResponse>>, Failure> {
    let settings = settings_of(folder)?;
    let Some(responses) = usable_folder(&settings)? else { return Ok(None) };
    let files = DiskFiles::new(folder);
    let mut found = Vec::new();
    for path in files.list(responses, HiddenFiles::Skipped)?.files {
        if Path::new(&path).extension().is_none_or(|end| !end.eq_ignore_ascii_case("json")) {
            continue;
        }
        let file = read_text(&files, &path, LIMIT).map_err(|fault| match fault {
            TextFault::Finding(finding) => Failure(format!("{path}: {}", finding.message)),
            TextFault::Stopped(error) => error.into(),
        })?;
        let response = read_response(&file).map_err(|finding| Failure(format!("{path}: {}", finding.message)))?;
        found.extend(response);
    }
    Ok(Some(found))
}

/// Reads every manifest of the site in `folder`.
///
/// # Errors
/// The site has no folder of responses, that has no manifest, or one cannot be read.
pub fn site_manifests(folder: &Path) -> Result<Vec<RecordedResponse>, Failure> {
    match responses_of(folder)? {
        None => Err(Failure(
            "the site has no folder of responses: name manifests, or set `responses` of `[rfp]` in site.toml"
                .to_owned(),
        )),
        Some(responses) if responses.is_empty() => {
            let settings = settings_of(folder)?;
            let path = usable_folder(&settings)?.unwrap_or_default();
            Err(Failure(format!("no manifest of `fieldbook rfp fill` was found in {path}")))
        }
        Some(responses) => Ok(responses),
    }
}

/// Reads the manifests at `paths`, and in the folders among them every file whose name ends with `-manifest.json`. `site` is
/// the folder of the site, if there is one.
///
/// # Errors
/// A file cannot be read as a manifest, or there is none.
pub fn read_manifests(site: &Path, paths: &[PathBuf]) -> Result<Vec<RecordedResponse>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(require_manifest(site, path)?);
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
    files.iter().map(|path| read_manifest(path)).collect()
}
