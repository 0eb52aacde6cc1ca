//! Reading a site: once, or again and again with each content file read only when it changed.
//!
//! Each content file is read and understood in one step, on any thread; its bytes are gone when its entries exist.

use super::disk::DiskFiles;
use super::drawings::read_drawing;
use super::error::InputError;
use super::files::{Asset, Files, LeftOut, ReadFault, Stamp};
use super::inventory::{CUSTOMERS, Inventory, evidence_folders, read_site_settings};
use super::kept_entries::entries_of;
use super::missing::{missing_paths, missing_private_roots};
use super::searched_assets::{SearchedAssets, search};
use super::site::{Inputs, SearchedContent};
use super::text::{TextFault, read_optional, read_text, unreadable};
use super::unused::unused_settings;
use crate::artefacts::Artefacts;
use crate::config::{Root, Settings};
use crate::entry::{Context, EntryFile, entry_id};
use crate::evidence::LARGEST_FILE;
use crate::finding::{Finding, Severity};
use crate::library::{Lists, Served, read_list, served_picture};
use crate::releases::is_release_file;
use crate::responses::{UNREADABLE_MANIFEST, read_response};
use crate::rules::secrets::{UNSEARCHED_FILE, check_bytes, check_file, check_path};
use crate::secrets::set_own_patterns;
use crate::source::SourceFile;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The largest data file that is read, in bytes.
const LIST_LIMIT: u64 = 4 << 20;
/// The largest manifest of a response that is read, in bytes.
const MANIFEST_LIMIT: u64 = 64 << 20;
/// The largest file of a theme that is read, in bytes.
const THEME_LIMIT: u64 = 8 << 20;

/// Reads the site in `folder` on disk.
///
/// # Errors
/// A folder that cannot be listed, or a file that exists and that the machine does not let be read.
pub fn read_inputs(folder: &Path) -> Result<Inputs, InputError> {
    let files = DiskFiles::new(folder);
    let (settings, _) = read_site_settings(&files)?;
    set_own_patterns(&settings.credential_patterns);
    read_site(&files)
}

/// Reads the site that `files` hold.
///
/// # Errors
/// A folder that cannot be listed, or a file that exists and that the machine does not let be read.
pub fn read_site(files: &dyn Files) -> Result<Inputs, InputError> {
    Reader::default().read(files).map(|reading| reading.inputs)
}

/// Reads the site that `files` hold, and no entry again that `artefacts` know. `settings` take the place of its own, such as
/// those of a later commit.
///
/// # Errors
/// A folder that cannot be listed, or a file that exists and that the machine does not let be read.
pub fn read_site_with(
    files: &dyn Files,
    settings: Option<Settings>,
    artefacts: &Arc<Artefacts>,
) -> Result<Inputs, InputError> {
    let mut reader = Reader::default();
    reader.use_artefacts(artefacts);
    let reading = match settings {
        Some(settings) => reader.read_with(files, settings, Vec::new()),
        None => reader.read(files),
    };
    reading.map(|reading| reading.inputs)
}

/// Reads a site and remembers its content; what did not change is not read again. The result is always that of a first
/// reading.
#[derive(Debug, Default)]
pub struct Reader {
    /// The settings for which the files were read.
    settings: String,
    known: BTreeMap<String, KnownFile>,
    searched: SearchedAssets,
    credentials: CredentialSearch,
    /// What earlier runs read.
    artefacts: Arc<Artefacts>,
}

/// What is searched for credentials while it is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CredentialSearch {
    /// Attachments and the theme; content is searched by the rules.
    #[default]
    Made,
    /// Nothing: no rule that runs is about them.
    Omitted,
    /// Attachments, the theme, and content before it is parsed: only rules about credentials run, so that a file without one
    /// is not parsed.
    Alone,
}

/// What a reading gives.
#[derive(Debug)]
pub struct Reading {
    /// The site.
    pub inputs: Inputs,
    /// The paths of the content files that are new or changed since the last reading.
    pub changed: Vec<String>,
}

/// A content file and the state in which it was read.
#[derive(Debug, Clone)]
struct KnownFile {
    stamp: Stamp,
    file: EntryFile,
}

/// A content file as one pass leaves it.
struct ContentFile {
    /// Its state; `None` if the source cannot tell one state from another.
    stamp: Option<Stamp>,
    /// Whether it is the file of the last reading.
    is_known: bool,
    file: EntryFile,
}

/// What one pass makes of a content file.
enum ReadContent {
    /// It is parsed.
    Parsed(ContentFile),
    /// It was searched and holds no credential; it is not parsed.
    Clean,
}

impl Reader {
    /// Makes a reader that searches attachments as `credentials` says; by default they are searched.
    pub fn new(credentials: CredentialSearch) -> Self {
        Self { credentials, ..Self::default() }
    }

    /// Reads no entry again that `artefacts` know.
    pub fn use_artefacts(&mut self, artefacts: &Arc<Artefacts>) {
        self.artefacts = Arc::clone(artefacts);
    }

    /// Reads the site that `files` hold.
    ///
    /// # Errors
    /// A folder that cannot be listed, or a file that exists and that the machine does not let be read.
    pub fn read(&mut self, files: &dyn Files) -> Result<Reading, InputError> {
        let (settings, findings) = read_site_settings(files)?;
        self.read_with(files, settings, findings)
    }

    /// Reads the site that `files` hold with `settings`, in which `findings` were found.
    fn read_with(
        &mut self,
        files: &dyn Files,
        settings: Settings,
        findings: Vec<Finding>,
    ) -> Result<Reading, InputError> {
        let settings_file = Arc::clone(&settings.file);
        self.forget_unless(&settings_file);
        let inventory = Inventory::new(files, &settings)?;
        let mut findings = findings;
        findings.extend(missing_paths(files, &settings, &inventory));
        let mut inputs = Inputs {
            missing_private_roots: missing_private_roots(files, &settings),
            settings,
            files: Vec::new(),
            sources: vec![settings_file],
            lists: Lists::default(),
            responses: Vec::new(),
            assets: BTreeMap::new(),
            clean_pictures: BTreeMap::new(),
            theme: BTreeMap::new(),
            has_customers: false,
            artefacts: Arc::clone(&self.artefacts),
            searched: (self.credentials == CredentialSearch::Alone).then(SearchedContent::default),
            findings,
        };
        read_lists(files, &inventory.lists, &mut inputs)?;
        read_responses(files, &inventory.responses, &mut inputs)?;
        let changed = self.read_content(files, &inventory, &mut inputs)?;
        read_theme(files, &inventory, &mut inputs)?;
        if self.credentials != CredentialSearch::Omitted {
            let assets: Vec<&String> = inputs.assets.keys().collect();
            let leaks = self.searched.search(files, &assets)?;
            let in_theme = credentials_in_theme(&inputs);
            inputs.findings.extend(leaks.into_iter().chain(in_theme));
        }
        let unused = unused_settings(files, &inputs);
        inputs.findings.extend(unused);
        Ok(Reading { inputs, changed })
    }

    /// Reads one content file of the last reading as it is now; `None` if it was not part of it, if `settings` are not its
    /// settings, or if the file cannot be read.
    pub fn read_edited(&self, files: &dyn Files, path: &str, settings: &Settings) -> Option<EntryFile> {
        let known = self.known.get(path).filter(|_| self.settings == settings.file.text())?;
        let own_root = &known.file.entries.first()?.root;
        let root = settings.roots.iter().find(|root| root.path.value.as_str() == &**own_root)?;
        let text = read_text(files, path, settings.limits.file).ok()?;
        Some(entries_of(&text, Context { settings, root }, &self.artefacts))
    }

    /// Forgets everything that was read for other settings: they decide how a file is understood.
    fn forget_unless(&mut self, settings: &SourceFile) {
        if self.settings != settings.text() {
            self.known.clear();
            self.searched = SearchedAssets::default();
            settings.text().clone_into(&mut self.settings);
        }
    }

    /// Reads what is below the roots and returns the paths of new and changed content.
    fn read_content(
        &mut self,
        files: &dyn Files,
        inventory: &Inventory,
        inputs: &mut Inputs,
    ) -> Result<Vec<String>, InputError> {
        let (mut known, mut changed) = (BTreeMap::new(), Vec::new());
        let settings = &inputs.settings;
        for (root, listed) in settings.roots.iter().zip(&inventory.roots) {
            inputs.findings.extend(listed.left_out.iter().map(finding_of));
            let context = Context { settings, root };
            let read: Vec<Result<ReadContent, TextFault>> =
                listed.content.par_iter().map(|path| self.read_one(files, path, context)).collect();
            for (path, outcome) in listed.content.iter().zip(read) {
                if let Some(searched) = &mut inputs.searched {
                    let is_clean = matches!(outcome, Ok(ReadContent::Clean));
                    if is_clean { &mut searched.clean } else { &mut searched.parsed }.push(path.clone());
                }
                match outcome {
                    Ok(ReadContent::Clean) => {}
                    Ok(ReadContent::Parsed(ContentFile { stamp, is_known, file })) => {
                        let path = file.file.path();
                        if !is_known {
                            changed.push(path.to_owned());
                        }
                        known.extend(stamp.map(|stamp| (path.to_owned(), KnownFile { stamp, file: file.clone() })));
                        inputs.sources.push(Arc::clone(&file.file));
                        inputs.files.push(file);
                    }
                    Err(TextFault::Finding(finding)) => {
                        inputs.files.push(unread(&finding, root));
                        // A file that is not readable as a page may still hold a credential.
                        if self.credentials != CredentialSearch::Omitted {
                            let found = search(files, finding.place.file.path())?.into_iter();
                            // That it was not searched as text is what the other finding says.
                            inputs.findings.extend(found.filter(|finding| finding.rule != &UNSEARCHED_FILE));
                        }
                        inputs.findings.push(*finding);
                    }
                    Err(TextFault::Stopped(error)) => return Err(error),
                }
            }
            measure_assets(files, &listed.assets, &mut inputs.assets, &mut inputs.findings)?;
        }
        read_drawings(files, inputs);
        self.known = known;
        Ok(changed)
    }

    fn read_one(&self, files: &dyn Files, path: &str, context: Context<'_>) -> Result<ReadContent, TextFault> {
        // Before the bytes: a change in between is then seen the next time.
        let stamp = files.stamp(path);
        if let Some(known) = self.known.get(path).filter(|known| Some(known.stamp) == stamp) {
            return Ok(ReadContent::Parsed(ContentFile { stamp, is_known: true, file: known.file.clone() }));
        }
        let text = read_text(files, path, context.settings.limits.file)?;
        if self.credentials == CredentialSearch::Alone && check_file(&text).is_empty() && check_path(&text).is_empty() {
            return Ok(ReadContent::Clean);
        }
        Ok(ReadContent::Parsed(ContentFile {
            stamp,
            is_known: false,
            file: entries_of(&text, context, &self.artefacts),
        }))
    }
}

/// Measures the files at `paths`; of one that cannot be read, only that is known.
fn measure_assets(
    files: &dyn Files,
    paths: &[String],
    assets: &mut BTreeMap<String, Asset>,
    findings: &mut Vec<Finding>,
) -> Result<(), InputError> {
    for path in paths {
        let asset = match files.measure(path) {
            Ok(asset) => asset,
            Err(ReadFault::Stopped(error)) => return Err(error),
            Err(ReadFault::Unreadable(cause)) => {
                findings.push(unreadable(path, format!("the file cannot be read: {cause}")));
                Asset::default()
            }
            // It was removed, or is no longer a file, since it was listed.
            Err(_) => Asset::default(),
        };
        assets.insert(path.clone(), asset);
    }
    Ok(())
}

fn credentials_in_theme(inputs: &Inputs) -> Vec<Finding> {
    let theme = &inputs.settings.site.theme.value;
    let found = inputs.theme.iter().flat_map(|(path, bytes)| check_bytes(&format!("themes/{theme}/{path}"), bytes));
    // Fonts and the search engine are part of every theme.
    let is_media = |finding: &Finding| finding.rule == &UNSEARCHED_FILE && finding.severity == Severity::Info;
    found.filter(|finding| !is_media(finding)).collect()
}

fn read_drawings(files: &dyn Files, inputs: &mut Inputs) {
    let paths: Vec<&String> = inputs.assets.keys().filter(|path| served_picture(path) == Served::Cleaned).collect();
    let read: Vec<_> = paths.par_iter().map(|path| read_drawing(files, path)).collect();
    for (path, (drawing, finding)) in paths.into_iter().zip(read) {
        inputs.clean_pictures.extend(drawing.map(|drawing| (path.clone(), drawing)));
        inputs.findings.extend(finding);
    }
}

/// Keeps the id of a file that could not be read, so that links to it are not reported as broken too.
fn unread(finding: &Finding, root: &Root) -> EntryFile {
    let file = Arc::clone(&finding.place.file);
    let id = entry_id(file.path(), &root.path);
    EntryFile { id, file, entries: Vec::new(), findings: Vec::new() }
}

fn finding_of(left_out: &LeftOut) -> Finding {
    unreadable(&left_out.path, left_out.reason.to_string()).subject("name")
}

/// Returns whether a data file has records of looks at sources; all others are YAML.
fn is_record(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "jsonl")
}

fn read_lists(files: &dyn Files, paths: &[String], inputs: &mut Inputs) -> Result<(), InputError> {
    let folders = evidence_folders(&inputs.settings);
    for path in paths {
        let is_release = folders.iter().any(|folder| is_release_file(path, folder));
        let limit = if is_record(path) && !is_release { LARGEST_FILE } else { LIST_LIMIT };
        if let Some(file) = read_optional(files, path, limit, &mut inputs.findings)? {
            if is_release {
                inputs.findings.extend(inputs.lists.releases.add(&file));
            } else if is_record(path) {
                inputs.findings.extend(inputs.lists.evidence.add(&file));
            } else {
                inputs.findings.extend(read_list(&file, &mut inputs.lists));
            }
            inputs.has_customers |= path.ends_with(CUSTOMERS);
            inputs.sources.push(file);
        }
    }
    Ok(())
}

/// Reads the manifests in the folder of responses. One that cannot be read is a finding, since what a customer was
/// answered is then not known.
fn read_responses(files: &dyn Files, paths: &[String], inputs: &mut Inputs) -> Result<(), InputError> {
    for path in paths {
        match read_text(files, path, MANIFEST_LIMIT) {
            Ok(file) => match read_response(&file) {
                Ok(response) => inputs.responses.extend(response),
                Err(finding) => inputs.findings.push(*finding),
            },
            Err(TextFault::Finding(finding)) => {
                let unread = Finding::new(&UNREADABLE_MANIFEST, finding.place.clone(), finding.message.clone());
                inputs.findings.push(unread.subject("manifest"));
            }
            Err(TextFault::Stopped(error)) => return Err(error),
        }
    }
    Ok(())
}

/// Reads the files with which the site overrides the built-in theme.
fn read_theme(files: &dyn Files, inventory: &Inventory, inputs: &mut Inputs) -> Result<(), InputError> {
    inputs.findings.extend(inventory.theme.left_out.iter().map(finding_of));
    for path in &inventory.theme.files {
        let bytes = files.read(path, THEME_LIMIT).map_err(|fault| fault.into_error(Path::new(path), THEME_LIMIT))?;
        let inside = path.strip_prefix(&inventory.theme_folder).unwrap_or(path).trim_start_matches('/');
        inputs.theme.insert(inside.to_owned(), bytes);
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes its site")]
mod tests {
    use super::*;

    #[test]
    fn other_settings_make_attachments_be_searched_again() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("content")).unwrap();
        std::fs::write(folder.path().join("content/a.txt"), "text").unwrap();
        let mut reader = Reader::default();
        reader.read(&DiskFiles::new(folder.path())).unwrap();
        let searched = |reader: &Reader| format!("{:?}", reader.searched);
        let before = searched(&reader);
        assert_ne!(before, searched(&Reader::default()), "the control");
        reader.forget_unless(&SourceFile::new("site.toml", String::new()));
        assert_eq!(searched(&reader), before, "the same settings");
        reader.forget_unless(&SourceFile::new("site.toml", "[site]\n".to_owned()));
        assert_eq!(searched(&reader), searched(&Reader::default()));
    }
}
