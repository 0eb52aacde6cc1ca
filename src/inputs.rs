//! Reading the disk: settings, content, data files, assets.
//!
//! In goes the folder of a site, out comes everything that the stages need. What an author can fix becomes a finding
//! and the rest is read; only a folder that cannot be listed is an error. Links are never followed, and nothing but
//! regular files is opened, so that neither a loop nor a pipe can hold the run.

mod fingerprint;
mod reader;

use crate::config::{Root, Settings, read_settings};
use crate::entry::{Context, EntryFile, read_entries};
use crate::finding::{Finding, Place};
use crate::library::{Lists, read_list};
use crate::source::{SourceFile, Span};
use crate::values::UNREADABLE_FILE;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::WalkDir;

pub use fingerprint::{Fingerprint, fingerprint};
pub use reader::Reader;

/// Everything below a site's folder, read.
#[derive(Debug)]
pub struct Inputs {
    /// The settings; defaults where there is no `site.toml`.
    pub settings: Settings,
    /// Each content file with its entries.
    pub files: Vec<EntryFile>,
    /// Every text that was read, for checks of whole files.
    pub sources: Vec<Arc<SourceFile>>,
    /// People, capabilities, customers and vocabularies.
    pub lists: Lists,
    /// Files beside the content that are no Markdown, by path from the site's folder.
    pub assets: BTreeMap<String, Asset>,
    /// The files of the site's own theme, by path below `themes/NAME/`.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// What is wrong with settings, data files, and files that cannot be read.
    pub findings: Vec<Finding>,
}

/// A file beside the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// Its size in bytes.
    pub bytes: u64,
    /// The width and height of a picture in pixels.
    pub size: Option<(u32, u32)>,
}

/// Something about the machine, not the content, stopped the run.
#[derive(Debug)]
pub struct InputError {
    attempt: String,
    path: PathBuf,
    cause: std::io::Error,
}

impl fmt::Display for InputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "cannot {} {}: {}", self.attempt, self.path.display(), self.cause)
    }
}

impl std::error::Error for InputError {}

/// Reads the site in `folder`.
///
/// # Errors
/// A folder or the settings that exist and cannot be read.
pub fn read_inputs(folder: &Path) -> Result<Inputs, InputError> {
    Reader::default().read(folder).map(|(inputs, _)| inputs)
}

/// Reads the site in `folder` with what `reader` knows; returns the paths of content that it did not know as it is.
fn read_with(reader: &mut Reader, folder: &Path) -> Result<(Inputs, Vec<String>), InputError> {
    let (mut now, mut changed) = (BTreeMap::new(), Vec::new());
    let mut findings = Vec::new();
    let settings_text = read_optional(folder, "site.toml", 1 << 20, &mut findings)?;
    let settings_file = settings_text.unwrap_or_else(|| SourceFile::new("site.toml", String::new()));
    let (settings, found) = read_settings(&settings_file);
    findings.extend(found);
    reader.keep_for(&settings_file);
    let mut sources = vec![settings_file];
    let lists = read_lists(folder, &settings, &mut sources, &mut findings)?;
    let mut assets = BTreeMap::new();
    let mut files = Vec::new();
    for root in &settings.roots {
        let listed = list(folder, root, &mut findings)?;
        let read: Vec<_> =
            listed.content.par_iter().map(|path| reader.read_one(folder, path, (root, &settings))).collect();
        for outcome in read {
            match outcome {
                Ok((stamp, file)) => {
                    if stamp.is_none_or(|stamp| reader.is_new(&file, stamp)) {
                        changed.push(file.file.path().to_owned());
                    }
                    now.extend(stamp.map(|stamp| (file.file.path().to_owned(), (stamp, file.clone()))));
                    sources.push(Arc::clone(&file.file));
                    files.push(file);
                }
                Err(finding) => {
                    files.push(unread(&finding, root));
                    findings.push(*finding);
                }
            }
        }
        assets.extend(listed.assets);
    }
    let theme = read_theme(folder, &settings.site.theme)?;
    reader.known = now;
    Ok((Inputs { settings, files, sources, lists, assets, theme, findings }, changed))
}

/// Keeps the id of a file that could not be read, so that links to it are not reported as broken too.
fn unread(finding: &Finding, root: &Root) -> EntryFile {
    let file = Arc::clone(&finding.place.file);
    let id = crate::entry::entry_id(file.path(), &root.path);
    EntryFile { id, file, entries: Vec::new(), findings: Vec::new() }
}

fn read_one(folder: &Path, path: &str, root: &Root, settings: &Settings) -> Result<EntryFile, Box<Finding>> {
    let file = read_text(folder, path, settings.limits.file)?;
    Ok(read_entries(&file, Context { settings, root }))
}

const LISTS: [&str; 6] =
    ["people.yaml", "capabilities.yaml", "frameworks.yaml", "jargon.yaml", "synonyms.yaml", "customers.yaml"];

fn read_lists(
    folder: &Path,
    settings: &Settings,
    sources: &mut Vec<Arc<SourceFile>>,
    findings: &mut Vec<Finding>,
) -> Result<Lists, InputError> {
    let mut paths: Vec<String> =
        LISTS.iter().filter(|name| **name != "customers.yaml").map(|name| (*name).to_owned()).collect();
    if settings.synonyms != "synonyms.yaml" {
        paths.retain(|path| path != "synonyms.yaml");
        paths.push(settings.synonyms.clone());
    }
    for root in settings.roots.iter().filter(|root| root.private) {
        paths.extend(LISTS.iter().map(|name| format!("{}/{name}", root.path.value)));
    }
    let mut lists = Lists::default();
    for path in paths {
        if let Some(file) = read_optional(folder, &path, 4 << 20, findings)? {
            findings.extend(read_list(&file, &mut lists));
            sources.push(file);
        }
    }
    Ok(lists)
}

/// Reads a text that need not be there.
///
/// # Errors
/// The file exists and the machine does not let it be read.
pub fn read_optional(
    folder: &Path,
    path: &str,
    limit: u64,
    findings: &mut Vec<Finding>,
) -> Result<Option<Arc<SourceFile>>, InputError> {
    match fs::symlink_metadata(folder.join(path)) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(InputError { attempt: "read".to_owned(), path: folder.join(path), cause }),
        Ok(_) => {}
    }
    match read_text(folder, path, limit) {
        Ok(file) => Ok(Some(file)),
        Err(finding) => {
            findings.push(*finding);
            Ok(None)
        }
    }
}

/// Reads one regular file of at most `limit` bytes as UTF-8 text; a byte-order mark is left out.
///
/// # Errors
/// A finding at the file, with the first wrong byte where there is one.
pub fn read_text(folder: &Path, path: &str, limit: u64) -> Result<Arc<SourceFile>, Box<Finding>> {
    let fault = |message: String| {
        let file = SourceFile::new(path, String::new());
        Box::new(Finding::new(&UNREADABLE_FILE, Place::new(&file, Span::default()), message).subject("file"))
    };
    let mut bytes = read_bytes(&folder.join(path), limit).map_err(|error| match error {
        ReadFault::NotRegular => fault("this is no regular file; links, pipes and devices are not read".to_owned()),
        ReadFault::TooLarge(size) => fault(format!("the file has {size} bytes; at most {limit} are read")),
        ReadFault::Io(cause) => fault(format!("the file cannot be read: {cause}")),
    })?;
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(fault("the file is UTF-16; save it as UTF-8".to_owned()));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(fault(format!("byte {at} is NUL: this is no text file")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::new(path, text)),
        Err(error) => Err(fault(format!("byte {} is no UTF-8", error.utf8_error().valid_up_to()))),
    }
}

enum ReadFault {
    NotRegular,
    TooLarge(u64),
    Io(std::io::Error),
}

fn read_bytes(path: &Path, limit: u64) -> Result<Vec<u8>, ReadFault> {
    let size = regular_size(path)?;
    if size > limit {
        return Err(ReadFault::TooLarge(size));
    }
    let file = open(path).map_err(ReadFault::Io)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // The file may have grown since its size was asked.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(ReadFault::Io)?;
    let read = bytes.len() as u64;
    if read > limit { Err(ReadFault::TooLarge(read)) } else { Ok(bytes) }
}

fn regular_size(path: &Path) -> Result<u64, ReadFault> {
    let metadata = fs::symlink_metadata(path).map_err(ReadFault::Io)?;
    if metadata.is_file() { Ok(metadata.len()) } else { Err(ReadFault::NotRegular) }
}

#[expect(clippy::disallowed_methods, reason = "this is the module that reads the disk")]
fn open(path: &Path) -> std::io::Result<fs::File> {
    fs::File::open(path)
}

/// Reads any file whole, such as a questionnaire that a person names.
///
/// # Errors
/// The file is missing, no regular file, larger than `limit` bytes, or cannot be read.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, InputError> {
    read_bytes(path, limit).map_err(|fault| {
        let cause = match fault {
            ReadFault::NotRegular => std::io::Error::other("this is no regular file"),
            ReadFault::TooLarge(size) => {
                std::io::Error::other(format!("it has {size} bytes; at most {limit} are read"))
            }
            ReadFault::Io(cause) => cause,
        };
        InputError { attempt: "read".to_owned(), path: path.to_owned(), cause }
    })
}

#[derive(Default)]
struct Listing {
    content: Vec<String>,
    assets: Vec<(String, Asset)>,
}

/// The deepest folder that is looked into; deeper ones are a finding.
const DEPTH: usize = 64;

fn list(folder: &Path, root: &Root, findings: &mut Vec<Finding>) -> Result<Listing, InputError> {
    let base = folder.join(&root.path.value);
    let mut listing = Listing::default();
    match fs::symlink_metadata(&base) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let cause = std::io::Error::other("a root must be a folder");
            return Err(InputError { attempt: "list".to_owned(), path: base, cause });
        }
        // A private root is often a repository of its own that not everybody has.
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(listing),
        Err(cause) => return Err(InputError { attempt: "list".to_owned(), path: base, cause }),
    }
    let hidden = |entry: &walkdir::DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    let walk = WalkDir::new(&base).follow_links(false).max_depth(DEPTH).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = entry.map_err(|error| InputError {
            attempt: "list".to_owned(),
            path: error.path().unwrap_or(&base).to_owned(),
            cause: error.into(),
        })?;
        if entry.depth() > 0 {
            note(folder, &entry, &mut listing, findings);
        }
    }
    Ok(listing)
}

fn note(folder: &Path, entry: &walkdir::DirEntry, listing: &mut Listing, findings: &mut Vec<Finding>) {
    let shown = relative(folder, entry.path());
    let mut fault = |message: String| {
        let file = SourceFile::new(&shown, String::new());
        findings.push(Finding::new(&UNREADABLE_FILE, Place::new(&file, Span::default()), message).subject("name"));
    };
    if entry.path().to_str().is_none() {
        return fault("the name is no UTF-8; rename the file".to_owned());
    }
    if entry.file_type().is_dir() {
        if entry.depth() == DEPTH {
            fault(format!("folders deeper than {DEPTH} levels are not looked into"));
        }
        return;
    }
    if !entry.file_type().is_file() {
        return fault("this is no regular file; links, pipes and devices are not followed".to_owned());
    }
    let is_markdown =
        Path::new(&shown).extension().is_some_and(|end| end.eq_ignore_ascii_case("md") || end == "markdown");
    let is_list = LISTS.contains(&entry.file_name().to_string_lossy().as_ref());
    if is_markdown {
        listing.content.push(shown);
    } else if !is_list {
        let bytes = entry.metadata().map_or(0, |metadata| metadata.len());
        let size = imagesize::size(entry.path()).ok();
        let size = size.and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
        listing.assets.push((shown, Asset { bytes, size }));
    }
}

/// The largest file that a theme may have.
const THEME_FILE: u64 = 8 << 20;

/// Reads the files with which the site overrides the theme that is built in.
fn read_theme(folder: &Path, name: &str) -> Result<BTreeMap<String, Vec<u8>>, InputError> {
    let base = folder.join("themes").join(name);
    let mut files = BTreeMap::new();
    if name.contains(['/', '\\']) || !base.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(&base).follow_links(false).max_depth(DEPTH).sort_by_file_name() {
        let entry = entry.map_err(|error| InputError {
            attempt: "list".to_owned(),
            path: error.path().unwrap_or(&base).to_owned(),
            cause: error.into(),
        })?;
        if entry.file_type().is_file() {
            let bytes = read_file(entry.path(), THEME_FILE)?;
            files.insert(relative(&base, entry.path()), bytes);
        }
    }
    Ok(files)
}

/// Returns `path` from the site's folder, with `/` between its parts.
fn relative(folder: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
