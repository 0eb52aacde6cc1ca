//! The import of a site of another generator: its files, and what the present site knows.

use super::failure::Failure;
use crate::config::Settings;
use crate::entry::KindFields;
use crate::importing::site::{
    FoundSite, Generator, Repository, RepositoryFile, SiteImport, SiteOptions, find_sites, import_site,
};
use crate::importing::{Source, Written};
use crate::inputs::{read_file, read_inputs};
use crate::kinds::Kind;
use crate::values::Choice as _;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The largest text that is read, in bytes.
const TEXT_LIMIT: u64 = 8 << 20;
/// The largest picture or other file that is copied, in bytes.
const FILE_LIMIT: u64 = 64 << 20;
/// The endings of files that are pictures, fonts, archives and the like; others may be texts that pages include.
const BINARY: [&str; 26] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "pdf", "zip", "gz", "tgz", "tar", "mp4", "webm", "mov",
    "mp3", "woff", "woff2", "ttf", "otf", "eot", "docx", "pptx", "xlsx", "wasm",
];
/// Folders of packages, which hold thousands of pages of others.
const PACKAGES: [&str; 3] = ["node_modules", "bower_components", "__pycache__"];

/// What of a site is imported.
#[derive(Debug, Clone, Copy)]
pub struct SiteSource<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The generator that the site was written for, if the folder holds several sites.
    pub generator: Option<Generator>,
    /// Further names of competitors.
    pub competitors: &'a [String],
    /// The file with the kinds that were confirmed.
    pub kinds: Option<&'a PathBuf>,
}

/// Where the pages go: the site's folder, its settings and the target folder in it.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    pub(super) site: &'a Path,
    pub(super) settings: &'a Settings,
    pub(super) into: &'a str,
}

/// Imports the site in `source`.
///
/// # Errors
/// A file cannot be read, the folder holds several sites and none was chosen, or the file of kinds is wrong.
pub(super) fn read_site(source: SiteSource<'_>, target: Target<'_>) -> Result<SiteImport, Failure> {
    let (repository, left_out) = repository_in(source.folder)?;
    let site = chosen(find_sites(&repository), source)?;
    let roots = target.settings.roots.iter().map(|root| root.path.value.as_str());
    let below =
        roots.filter_map(|root| target.into.strip_prefix(root).filter(|rest| rest.is_empty() || rest.starts_with('/')));
    let id_prefix = below.min_by_key(|rest| rest.len()).unwrap_or_default().trim_matches('/').to_owned();
    let competitors = source.competitors.iter().cloned().chain(known_competitors(target.site)?).collect();
    let kinds = source.kinds.map(|file| read_kinds(file)).transpose()?.unwrap_or_default();
    let confirmed: Vec<String> = kinds.keys().cloned().collect();
    let mut made = import_site(&repository, &site, &SiteOptions { id_prefix, kinds, competitors });
    if let Some(unknown) = confirmed.iter().find(|path| !made.import.files.iter().any(|file| file.path == **path)) {
        return Err(Failure(format!("--kinds: the import makes no page {unknown}; nothing was written")));
    }
    for (from, to) in &made.copies {
        let bytes = read_file(&source.folder.join(from), FILE_LIMIT)?;
        made.import.files.push(Written { path: to.clone(), bytes });
    }
    for (path, why) in left_out {
        made.import.leave_out(&path, why);
    }
    for proposed in &made.proposed {
        let row = made.import.rows.iter_mut().find(|row| row.target.as_ref() == Some(&proposed.path));
        if let Some(row) = row.filter(|_| !confirmed.contains(&proposed.path)) {
            row.notes.push(format!("reads like kind {}: {}", proposed.kind, proposed.reason));
        }
    }
    Ok(made)
}

/// Returns the only site, or the one of the chosen generator.
fn chosen(found: Vec<FoundSite>, source: SiteSource<'_>) -> Result<FoundSite, Failure> {
    let plain = FoundSite { generator: Generator::Plain, settings: String::new() };
    if source.generator == Some(Generator::Plain) {
        return Ok(plain);
    }
    let fitting: Vec<FoundSite> = found
        .iter()
        .filter(|site| source.generator.is_none_or(|generator| site.generator == generator))
        .cloned()
        .collect();
    let names = |sites: &[FoundSite]| {
        sites
            .iter()
            .map(|site| format!("{} in {}", site.generator.word(), site.settings))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let folder = source.folder.display();
    match (fitting.as_slice(), source.generator) {
        ([site], _) => Ok(site.clone()),
        ([], None) => Ok(plain),
        ([], Some(generator)) if found.is_empty() => Err(Failure(format!(
            "{folder} has no settings of {}; without --generator it is read as plain Markdown",
            generator.word()
        ))),
        ([], Some(generator)) => {
            Err(Failure(format!("{folder} has no settings of {}; found: {}", generator.word(), names(&found))))
        }
        (sites, _) => Err(Failure(format!(
            "{folder} holds {} sites: {}; choose one with --generator, or name its folder",
            sites.len(),
            names(sites)
        ))),
    }
}

/// What is in a folder and is not read, with the reason.
type LeftOut = Vec<(String, &'static str)>;

fn repository_in(folder: &Path) -> Result<(Repository, LeftOut), Failure> {
    if !folder.is_dir() {
        return Err(Failure(format!("{} is not a directory", folder.display())));
    }
    let (mut files, mut left_out) = (BTreeMap::new(), LeftOut::new());
    let mut entries = WalkDir::new(folder).min_depth(1).follow_links(false).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry?;
        let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let name = entry.file_name().to_string_lossy();
        if name.starts_with('.') || PACKAGES.contains(&name.as_ref()) {
            left_out.push((path, if name.starts_with('.') { "hidden" } else { "packages of programs" }));
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
        } else if entry.file_type().is_file() {
            let size = entry.metadata()?.len();
            files.insert(path, read_one(entry.path(), size)?);
        } else if !entry.file_type().is_dir() {
            left_out.push((path, "not a regular file"));
        }
    }
    Ok((Repository::new(files), left_out))
}

fn read_one(path: &Path, size: u64) -> Result<RepositoryFile, Failure> {
    let ending = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is_page = matches!(ending.as_str(), "md" | "mdx" | "markdown");
    if size > FILE_LIMIT {
        return Ok(RepositoryFile::Unread("larger than 64 MiB"));
    }
    if size > TEXT_LIMIT {
        return Ok(if is_page { RepositoryFile::Unread("a page larger than 8 MiB") } else { RepositoryFile::Other });
    }
    if BINARY.contains(&ending.as_str()) {
        return Ok(RepositoryFile::Other);
    }
    Ok(match String::from_utf8(read_file(path, TEXT_LIMIT)?) {
        Ok(text) => RepositoryFile::Text(text.replace("\r\n", "\n")),
        Err(_) if is_page => RepositoryFile::Unread("no UTF-8 text"),
        Err(_) => RepositoryFile::Other,
    })
}

/// Returns the names and aliases of the competitors of the present site.
fn known_competitors(site: &Path) -> Result<Vec<String>, Failure> {
    let inputs = read_inputs(site)?;
    let mut names = Vec::new();
    for entry in inputs.files.iter().flat_map(|file| &file.entries) {
        if let KindFields::Competitor(competitor) = &entry.kind_fields {
            names.extend(competitor.name.iter().chain(&entry.aliases).map(|name| name.value.clone()));
        }
    }
    Ok(names)
}

/// Reads lines of a path, a tab and a kind; what follows another tab is not read.
fn read_kinds(file: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let Source { bytes, .. } = super::import_sources::read_source(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut kinds = BTreeMap::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
    {
        let place = || format!("{}:{}", file.display(), index + 1);
        let mut parts = line.split('\t');
        let (Some(path), Some(kind)) = (parts.next(), parts.next()) else {
            return Err(Failure(format!("{}: a line is a path, a tab and a kind", place())));
        };
        if !Kind::WORDS.iter().any(|(word, _)| *word == kind.trim()) {
            let words: Vec<&str> = Kind::WORDS.iter().map(|(word, _)| *word).collect();
            return Err(Failure(format!(
                "{}: `{}` is not a kind; kinds are {}",
                place(),
                kind.trim(),
                words.join(", ")
            )));
        }
        if kinds.insert(path.trim().to_owned(), kind.trim().to_owned()).is_some() {
            return Err(Failure(format!("{}: {} has a kind already", place(), path.trim())));
        }
    }
    Ok(kinds)
}
