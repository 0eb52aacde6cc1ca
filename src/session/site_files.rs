//! The files of a site: pages, attachments and the search index, from what the readers of a build may see.

use super::pipeline::Loaded;
use crate::finding::Finding;
use crate::index::build_index_for;
use crate::library::{Served, served_picture};
use crate::publish::{Content, File};
use crate::site::{Attachment, BuildFacts, Page, SiteInput, Theme, Trend, attachment_path, build_pages_of, build_site};
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

/// What receives the files of a site, from many threads and in no order.
pub type PutFile<'a, E> = &'a (dyn Fn(File) -> Result<(), E> + Sync);

/// Makes every file of the site and hands each to `put` as soon as it is made, each path once. Returns findings about
/// what could not be made.
///
/// # Errors
/// The first error of `put`.
pub fn make_site<E: Send>(loaded: &Loaded, request: &SiteRequest<'_>, put: PutFile<'_, E>) -> Result<Vec<Finding>, E> {
    let attachments = attachments(loaded);
    let site = build_site(&site_input(loaded, request, &attachments), &|page| put(page_file(page)))?;
    for path in &site.attachments {
        let content = match loaded.clean_pictures.get(path) {
            Some(picture) => Content::Bytes(picture.clone()),
            None => Content::Copy(request.folder.join(path)),
        };
        put(File { path: attachment_path(path), content })?;
    }
    let mut shards = build_index_for(request.library, &loaded.settings, &site.destinations).into_iter();
    loop {
        let some: Vec<Shard> = shards.by_ref().take(SHARDS_AT_ONCE).collect();
        if some.is_empty() {
            break;
        }
        let files: Vec<Vec<File>> = some.into_par_iter().map(|shard| shard_files(shard, request.medium)).collect();
        files.into_iter().flatten().try_for_each(put)?;
    }
    Ok(site.findings)
}

/// Makes only the pages of the entries in the content files `paths`, with the same bytes as [`make_site`], and hands each
/// to `put`.
///
/// # Errors
/// The first error of `put`.
pub fn make_pages_of<E: Send>(
    loaded: &Loaded,
    request: &SiteRequest<'_>,
    paths: &BTreeSet<String>,
    put: PutFile<'_, E>,
) -> Result<(), E> {
    let attachments = attachments(loaded);
    build_pages_of(&site_input(loaded, request, &attachments), paths, &|page| put(page_file(page)))
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
        diagrams: loaded.renderer(),
    }
}

fn page_file(page: Page) -> File {
    let content = match page.plain {
        Some(plain) => Content::Packed { bytes: page.bytes, plain },
        None => Content::Bytes(page.bytes),
    };
    File { path: page.path, content }
}

/// Returns the file of a shard and, for a site that is opened from a folder, the script with the same bytes.
fn shard_files(shard: Shard, medium: Medium) -> Vec<File> {
    let bytes = packed(&shard.bytes);
    let script = (medium == Medium::Disk).then(|| File {
        path: format!("{INDEX}/{}.js", shard.name),
        content: Content::Bytes(script(&shard.name, &bytes).into_bytes()),
    });
    let content = Content::Packed { bytes, plain: shard.bytes };
    let file = File { path: format!("{INDEX}/{}.bin", shard.name), content };
    std::iter::once(file).chain(script).collect()
}
