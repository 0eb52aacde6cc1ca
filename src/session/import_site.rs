//! The import of a site of another generator: its files, and what the present site knows.

use super::failure::Failure;
use super::import::{Imported, root_of};
use super::import_documents::{competitor_names, unknown_paths, with_recorded};
use super::import_record::{OriginTarget, read_record};
use super::import_target::{ImportTarget, target_folder};
use crate::importing::site::{
    FoundSite, Generator, Repository, RepositoryFile, SiteImport, SiteOptions, find_sites, import_site as convert,
};
use crate::importing::{Competitors, KindChoice, UpdateMode, Written, fingerprint};
use crate::inputs::{Inputs, read_file, read_inputs};
use crate::library::Library;
use std::collections::BTreeMap;
use std::path::Path;
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
#[derive(Debug, Clone)]
pub struct SiteSource<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The generator that the site was written for, if the folder holds several sites.
    pub generator: Option<Generator>,
    /// The name under which the record of imports keeps it; by default that of the folder.
    pub origin: Option<&'a str>,
    /// Names of competitors beside those of the present site.
    pub competitors: &'a [String],
    /// Which kinds were confirmed.
    pub kinds: KindChoice,
    /// Whether pages that changed at the origin are written again.
    pub update: UpdateMode,
}

/// Imports a site of another generator, and writes its pages unless the mode is a dry run.
///
/// # Errors
/// A file cannot be read, the folder holds several sites and none was chosen, or a new file exists already; then nothing is
/// written.
pub fn import_site(source: &SiteSource<'_>, target: ImportTarget<'_>) -> Result<Imported, Failure> {
    let (repository, left_out) = repository_in(source.folder)?;
    let found = chosen(&find_sites(&repository), source)?;
    let Inputs { settings, files, lists, .. } = read_inputs(target.site)?;
    let (library, _) = Library::new(files, lists);
    let names = library.entries().iter().flat_map(|entry| competitor_names(entry));
    let competitors = Competitors::new(names.chain(source.competitors.iter().cloned()));
    let origin = origin_name(source);
    let record = read_record(target.site)?;
    let known = record.origin(&origin);
    let into = match (target.chosen, known) {
        (None, Some(known)) => known.into.clone(),
        (chosen, _) => target_folder(chosen, &settings, "docs"),
    };
    let root = root_of(&settings, &into, target.notes);
    let id_prefix = into.strip_prefix(root.path.value.as_str()).unwrap_or_default().trim_matches('/');
    let kinds = with_recorded(&source.kinds, known);
    let options = SiteOptions { id_prefix, kinds: &kinds, competitors: &competitors };
    let SiteImport { mut import, copies } = convert(&repository, &found, options);
    for (from, to) in copies {
        let bytes = read_file(&source.folder.join(&from), FILE_LIMIT)?;
        import.fingerprints.insert(from, fingerprint(&bytes));
        import.files.push(Written { path: to, bytes });
    }
    for (path, why) in left_out {
        import.leave_out(&path, why);
    }
    if import.files.is_empty() {
        return Err(Failure(format!("{} has no pages to import", source.folder.display())));
    }
    import.rows.sort_by(|one, other| one.source.cmp(&other.source));
    unknown_paths(&source.kinds, &import, target);
    let origin = OriginTarget { name: &origin, into: &into, mode: target.mode, update: source.update };
    record.write(target.site, &mut import, origin)?;
    Ok(Imported { import, into })
}

/// Returns the name of the origin: the one that was given, else that of the folder.
fn origin_name(source: &SiteSource<'_>) -> String {
    let name = source.folder.file_name().map(|name| name.to_string_lossy().into_owned());
    source.origin.map(str::to_owned).or(name).unwrap_or_else(|| "site".to_owned())
}

/// Returns the only site, or the one of the chosen generator.
fn chosen(found: &[FoundSite], source: &SiteSource<'_>) -> Result<FoundSite, Failure> {
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
            Err(Failure(format!("{folder} has no settings of {}; found: {}", generator.word(), names(found))))
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
