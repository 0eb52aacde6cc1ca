//! Where the manifest of a filled questionnaire is written, and which one belongs to a file.

use super::failure::Failure;
use super::manifests::{FoundManifests, LIMIT, read_manifest, responses_of, usable_folder};
use super::new_files::settings_of;
use super::questionnaire::AnsweredQuestionnaire;
use crate::inputs::read_file;
use crate::markdown::slug;
use crate::responses::{Manifest, RecordedResponse};
use std::path::{Path, PathBuf};

/// How many hexadecimal digits of a hash tell the manifests of files with one name apart.
const DIGITS: usize = 8;
/// The most manifests of one file of one customer.
const MOST: usize = 1000;

/// Where the manifest of a response goes.
#[derive(Debug, Clone)]
pub struct ManifestPlace {
    /// The file.
    pub path: PathBuf,
    /// The manifests of earlier responses to the same file of the same customer, which stay.
    pub earlier: Vec<PathBuf>,
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
/// site in `folder` that records its content or, since people edit a filled file, its name. With a `customer`, those of
/// others do not count. `None` if there is none.
///
/// # Errors
/// Several manifests record the file, or one of the folder cannot be read.
pub fn find_manifest(folder: &Path, file: &Path, customer: Option<&str>) -> Result<Option<PathBuf>, Failure> {
    let beside = manifest_beside(file);
    if beside == file || beside.is_file() {
        return Ok(Some(beside));
    }
    let Some(FoundManifests { responses, .. }) = responses_of(folder)? else { return Ok(None) };
    let hash = blake3::hash(&read_file(file, LIMIT)?).to_hex().to_string();
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let is_theirs = |manifest: &Manifest| {
        let own = manifest.customer.as_deref();
        customer.is_none() || own.is_none() || own == customer
    };
    let theirs: Vec<&RecordedResponse> = responses.iter().filter(|response| is_theirs(&response.manifest)).collect();
    let has_name = |response: &RecordedResponse| response.manifest.file == name;
    let same = |response: &RecordedResponse| response.manifest.written == hash;
    let mut found = kept(&theirs, same);
    if found.is_empty() {
        found = kept(&theirs, has_name);
    }
    narrow(&mut found, |response| customer.is_some() && response.manifest.customer.as_deref() == customer);
    narrow(&mut found, has_name);
    // The output of the last of several responses to one file is the one that is there.
    let key = |response: &RecordedResponse| {
        let Manifest { received, file, customer, .. } = &response.manifest;
        (received.clone(), file.clone(), customer.clone())
    };
    let is_one = found.windows(2).all(|pair| matches!(pair, [one, other] if key(one) == key(other)));
    let order = |response: &&RecordedResponse| {
        let path = response.file.path();
        (response.manifest.day.clone(), path.len(), path.to_owned())
    };
    match (is_one, found.iter().max_by_key(|response| order(response))) {
        (_, None) => Ok(None),
        (true, Some(last)) => Ok(Some(folder.join(last.file.path()))),
        (false, Some(_)) => {
            let paths: Vec<&str> = found.iter().map(|response| response.file.path()).collect();
            let why = "choose one with --customer, name it with --manifest, or name the manifest instead of the file";
            Err(Failure(format!("several manifests record {}: {}; {why}", file.display(), paths.join(", "))))
        }
    }
}

fn kept<'a>(
    responses: &[&'a RecordedResponse],
    is_it: impl Fn(&RecordedResponse) -> bool,
) -> Vec<&'a RecordedResponse> {
    responses.iter().copied().filter(|response| is_it(response)).collect()
}

/// Keeps the responses that pass, if any do.
fn narrow(responses: &mut Vec<&RecordedResponse>, passes: impl Fn(&RecordedResponse) -> bool) {
    if responses.iter().any(|response| passes(response)) {
        responses.retain(|response| passes(response));
    }
}

/// Returns the manifest of the filled questionnaire `file`, as [`find_manifest`] finds it.
///
/// # Errors
/// There is none, or several.
pub fn require_manifest(folder: &Path, file: &Path, customer: Option<&str>) -> Result<PathBuf, Failure> {
    if let Some(found) = find_manifest(folder, file, customer)? {
        return Ok(found);
    }
    if !file.exists() {
        return Err(Failure(format!("{} does not exist", file.display())));
    }
    let settings = settings_of(folder)?;
    let beside = manifest_beside(file);
    let of = customer.map(|key| format!(" of {key}")).unwrap_or_default();
    let places = match usable_folder(&settings)? {
        Some(responses) => {
            format!("no manifest{of} in {responses} records it, and {} does not exist", beside.display())
        }
        None => format!("{} does not exist", beside.display()),
    };
    Err(Failure(format!(
        "{} has no manifest: {places}; `rfp fill` writes it, and --manifest or its own path names another",
        file.display()
    )))
}

/// Returns where `rfp fill` writes the manifest of `answered`, which was read from the file `received`, if the command line
/// names no file: in the folder of responses, and beside `output` in a site without one. `written` is the manifest. A response
/// with another output or other content than an earlier one to the same file has a manifest of its own: both are what the
/// customer may have received.
///
/// # Errors
/// The setting cannot be used, its private root is not in this copy of the site, or an earlier manifest cannot be read.
pub fn manifest_place(
    answered: &AnsweredQuestionnaire,
    written: &Manifest,
    received: &Path,
    output: &Path,
) -> Result<ManifestPlace, Failure> {
    let site = &answered.site;
    let customer = site.scope.customer.as_deref();
    let Some(folder) = usable_folder(&site.loaded.settings)? else {
        return Ok(ManifestPlace { path: manifest_beside(output), earlier: Vec::new() });
    };
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
    let folder = site.folder.join(folder).join(below);
    let mut earlier = Vec::new();
    for count in 1..=MOST {
        let number = if count == 1 { String::new() } else { format!("-{count}") };
        let path = folder.join(format!("{stem}-{digits}{number}-manifest.json"));
        if path.symlink_metadata().is_err() {
            return Ok(ManifestPlace { path, earlier });
        }
        let there = read_manifest(&path).map_err(|Failure(why)| {
            Failure(format!("{why}; it was not replaced: name another file with --manifest, or move it away"))
        })?;
        if there.manifest.file == written.file && there.manifest.written == written.written {
            return Ok(ManifestPlace { path, earlier });
        }
        earlier.push(path);
    }
    Err(Failure(format!("{} has {MOST} manifests; name another file with --manifest", received.display())))
}
