//! The files of a site: pages, attachments and the search index, from what the readers of a build may see.

use super::pipeline::Loaded;
use crate::finding::Finding;
use crate::index::build_index_for;
use crate::library::{Served, served_picture};
use crate::publish::{Content, File};
use crate::site::{
    Attachment, BuildFacts, FirstPages, Origin, Page, Sink, SiteInput, Theme, Trend, attachment_path, build_pages_of,
    build_site,
};
use crate::source::History;
use crate::visibility::VisibleLibrary;
use chrono::NaiveDate;
use fieldbook_search::{Shard, packed, script};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The folder of the search index below the site.
pub const INDEX: &str = "search/index";

/// How many parts of the index are compressed at once: the whole index is held in memory once, not three times.
const SHARDS_AT_ONCE: usize = 64;

/// Which site to make.
#[derive(Debug, Clone)]
pub struct SiteRequest<'a> {
    /// The site's folder, from which attachments are copied.
    pub folder: &'a Path,
    /// What the readers of the site may see.
    pub library: &'a VisibleLibrary,
    /// The day of the build.
    pub today: NaiveDate,
    /// The day that every page is pinned to.
    pub pinned: Option<NaiveDate>,
    /// The commit, where Git knows it.
    pub commit: Option<String>,
    /// The theme.
    pub theme: &'a Theme,
    /// The days on which files changed lately, where Git knows them.
    pub history: Option<&'a History>,
    /// How the library was at the ends of the last weeks, where Git knows it.
    pub trend: Option<&'a Trend>,
    /// How the site is served.
    pub medium: Medium,
}

/// How a site is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// By a server alone.
    Server,
    /// By a server, or opened from a folder.
    Disk,
}

/// What receives the files of a site.
pub type FileSink<'a, E> = &'a dyn Sink<File, E>;

/// Takes pages for a sink of files.
struct PagesAsFiles<'a, E>(FileSink<'a, E>);

impl<E> Sink<Page, E> for PagesAsFiles<'_, E> {
    fn put(&self, page: Page) -> Result<(), E> {
        self.0.put(page_file(page))
    }

    fn keeps_files(&self) -> bool {
        self.0.keeps_files()
    }

    fn keep(&self, path: &str, origin: &Origin) -> Result<bool, E> {
        self.0.keep(path, origin)
    }

    fn put_made_from(&self, page: Page, origin: Origin) -> Result<(), E> {
        self.0.put_made_from(page_file(page), origin)
    }
}

/// Makes every file of the site and hands each to `sink` as soon as it is made, each path once. Returns findings about
/// what could not be made.
///
/// # Errors
/// The first error of `sink`.
pub fn make_site<E: Send>(
    loaded: &Loaded,
    request: &SiteRequest<'_>,
    sink: FileSink<'_, E>,
) -> Result<Vec<Finding>, E> {
    let attachments = attachments(loaded);
    let input = SiteInput { data_hash: Some(data_hash(loaded)), ..site_input(loaded, request, &attachments) };
    let site = build_site(&input, &PagesAsFiles(sink))?;
    for path in &site.attachments {
        let content = match loaded.clean_pictures.get(path) {
            Some(picture) => Content::Bytes(picture.clone()),
            None => Content::Copy(request.folder.join(path)),
        };
        sink.put(File { path: attachment_path(path), content })?;
    }
    let mut shards = build_index_for(request.library, &loaded.settings, &site.destinations).into_iter();
    loop {
        let some: Vec<Shard> = shards.by_ref().take(SHARDS_AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let files: Vec<Vec<MadeFile>> =
            some.into_par_iter().map(|shard| shard_files(shard, request.medium, sink)).collect::<Result<_, E>>()?;
        files.into_iter().flatten().try_for_each(|(file, origin)| sink.put_made_from(file, origin))?;
    }
    Ok(site.findings)
}

/// Makes only the pages that come `first`, with the same bytes as [`make_site`], and hands each to `sink`.
///
/// # Errors
/// The first error of `sink`.
pub fn make_pages_of<E: Send>(
    loaded: &Loaded,
    request: &SiteRequest<'_>,
    first: &FirstPages,
    sink: FileSink<'_, E>,
) -> Result<(), E> {
    let attachments = attachments(loaded);
    build_pages_of(&site_input(loaded, request, &attachments), first, &PagesAsFiles(sink))
}

fn attachments(loaded: &Loaded) -> BTreeMap<String, Attachment> {
    let is_published = |path: &str| served_picture(path) != Served::Cleaned || loaded.clean_pictures.contains_key(path);
    let published = loaded.assets.iter().filter(|(path, _)| is_published(path));
    published.map(|(path, asset)| (path.clone(), Attachment { size: asset.size })).collect()
}

fn site_input<'a>(
    loaded: &'a Loaded,
    request: &'a SiteRequest<'_>,
    attachments: &'a BTreeMap<String, Attachment>,
) -> SiteInput<'a> {
    SiteInput {
        library: request.library,
        settings: &loaded.settings,
        data_hash: None,
        as_of: request.pinned,
        built: BuildFacts {
            commit: request.commit.clone(),
            day: request.today,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        history: request.history,
        trend: request.trend,
        attachments,
        theme: request.theme,
        artefacts: &loaded.artefacts,
        diagrams: loaded.renderer(),
    }
}

/// Hashes every text that was read, apart from those of entries.
fn data_hash(loaded: &Loaded) -> [u8; 32] {
    let entries: BTreeSet<&str> = loaded.library.entries().iter().map(|entry| entry.file.path()).collect();
    let mut hasher = blake3::Hasher::new();
    for source in loaded.sources.iter().filter(|source| !entries.contains(source.path())) {
        hasher.update(&(source.path().len() as u64).to_le_bytes()).update(source.path().as_bytes());
        hasher.update(source.hash());
    }
    hasher.finalize().into()
}

fn page_file(page: Page) -> File {
    let content = match page.plain {
        Some(plain) => Content::Packed { bytes: page.bytes, plain },
        None => Content::Bytes(page.bytes),
    };
    File { path: page.path, content }
}

/// A file of the index, and from what it was made.
type MadeFile = (File, Origin);

/// Returns the file of a shard and, for a site that is opened from a folder, the script with the same bytes; without those
/// that `sink` keeps.
fn shard_files<E>(shard: Shard, medium: Medium, sink: FileSink<'_, E>) -> Result<Vec<MadeFile>, E> {
    let (path, script_path) = (format!("{INDEX}/{}.bin", shard.name), format!("{INDEX}/{}.js", shard.name));
    let (origin, script_origin) = (Origin::of_bytes("shard", &shard.bytes), Origin::of_bytes("script", &shard.bytes));
    let is_kept = sink.keep(&path, &origin)?;
    let has_script = medium == Medium::Disk && !sink.keep(&script_path, &script_origin)?;
    let mut files = Vec::new();
    if is_kept && !has_script {
        return Ok(files);
    }
    let bytes = packed(&shard.bytes);
    if has_script {
        let content = Content::Bytes(script(&shard.name, &bytes).into_bytes());
        files.push((File { path: script_path, content }, script_origin));
    }
    if !is_kept {
        files.push((File { path, content: Content::Packed { bytes, plain: shard.bytes } }, origin));
    }
    Ok(files)
}
