//! The stages composed: from what was read to a library, to findings, to the files of a site.
//!
//! Pure functions; the caller reads and writes.

use crate::config::Settings;
use crate::diagrams::{DiagramCache, DiagramRenderer, diagram_cache};
use crate::finding::Finding;
use crate::index::build_index;
use crate::inputs::{Asset, Inputs};
use crate::library::{Library, Scope};
use crate::opportunity::Snapshot;
use crate::publish::{Content, File};
use crate::rules::{Check, Selection, apply_settings, check as check_rules, exposure, secrets};
use crate::secrets::{self as secrets_room, Pattern, SelfTestError, Sweep};
use crate::site::{Attachment, BuildFacts, Page, SiteInput, Theme, attachment_path, build_pages_of, build_site};
use crate::source::{History, SourceFile};

use chrono::NaiveDate;
use fieldbook_search::{Shard, packed, script};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// A whole site, read and linked, before a part of it is selected.
#[derive(Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// Every entry, also those that readers of this build may not see.
    pub library: Library,
    /// Every text that was read.
    pub sources: Vec<Arc<SourceFile>>,
    /// Files beside the content, by path from the site's folder.
    pub assets: BTreeMap<String, Asset>,
    /// The files of the site's own theme, by path below it.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// The opportunities, where the site has any.
    pub snapshot: Option<Snapshot>,
    /// What draws diagrams and keeps them, so that the check and the site draw a source once; `None` if the
    /// program cannot draw.
    pub drawings: Option<Arc<DiagramCache>>,
    /// What reading and linking found.
    pub findings: Vec<Finding>,
}

impl Loaded {
    fn renderer(&self) -> Option<&dyn DiagramRenderer> {
        self.drawings.as_deref().map(|cache| cache as &dyn DiagramRenderer)
    }
}

/// Joins what was read into a library.
pub fn load(inputs: Inputs, snapshot: Option<Snapshot>, snapshot_findings: Vec<Finding>) -> Loaded {
    let Inputs { settings, files, sources, lists, assets, theme, mut findings } = inputs;
    let (library, found) = Library::new(files, lists);
    findings.extend(found);
    findings.extend(snapshot_findings);
    Loaded { settings, library, sources, assets, theme, snapshot, drawings: diagram_cache().map(Arc::new), findings }
}

/// For what findings are request.
#[derive(Debug, Clone, Copy)]
pub struct CheckRequest<'a> {
    /// The day for which freshness is computed.
    pub today: NaiveDate,
    /// The part of the library.
    pub scope: &'a Scope,
    /// The rules that run.
    pub selection: &'a Selection,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub edited: &'a BTreeMap<String, NaiveDate>,
}

/// Runs every rule and returns the findings that the settings leave, sorted.
pub fn check(loaded: &Loaded, request: &CheckRequest<'_>) -> Vec<Finding> {
    let assets = loaded.assets.keys().cloned().collect();
    let mut findings = loaded.findings.clone();
    findings.extend(check_rules(&Check {
        library: &loaded.library,
        settings: &loaded.settings,
        today: request.today,
        snapshot: loaded.snapshot.as_ref(),
        scope: request.scope,
        assets: Some(&assets),
        edited: request.edited,
        diagrams: loaded.renderer(),
        selection: request.selection,
    }));
    let leaks: Vec<Vec<Finding>> = loaded
        .sources
        .par_iter()
        .map(|source| secrets::check_file(source).into_iter().chain(secrets::check_path(source)).collect())
        .collect();
    findings.extend(leaks.into_iter().flatten());
    let entries = loaded.library.entries();
    let exposed: Vec<Vec<Finding>> =
        entries.par_iter().map(|entry| exposure::check_entry(entry, &loaded.settings)).collect();
    findings.extend(exposed.into_iter().flatten());
    apply_settings(findings, &loaded.settings, &loaded.library, request.today, request.selection)
}

/// Which site is made.
#[derive(Debug, Clone)]
pub struct SiteRequest<'a> {
    /// The site's folder, from which attachments are copied.
    pub folder: &'a Path,
    /// The part of the library.
    pub scope: &'a Scope,
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
    /// What the site is read from.
    pub medium: Medium,
}

/// What readers get a site from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// A server alone.
    Server,
    /// A server, or a folder that is opened as it is.
    Disk,
}

/// Makes every file of the site, and hands each to `put` as soon as it is made: from many threads, in
/// no order, each path once. Returns what could not be made.
///
/// # Errors
/// The first fault of `put`.
pub fn make_site<E: Send>(
    loaded: &Loaded,
    request: &SiteRequest<'_>,
    findings: &[Finding],
    put: &(dyn Fn(File) -> Result<(), E> + Sync),
) -> Result<Vec<Finding>, E> {
    let library = loaded.library.visible_to(request.scope, &loaded.settings);
    let attachments = attachments(loaded);
    let told = secrets_room::tellable(findings, &loaded.library, &library);
    let input = site_input(loaded, request, (&library, &attachments, &told));
    let site = build_site(&input, &|page| put(page_file(page)))?;
    for path in &site.attachments {
        put(File { path: attachment_path(path), content: Content::Copy(request.folder.join(path)) })?;
    }
    let mut shards = index_of(loaded, request.scope, &library).into_iter();
    // Packed a few at a time: the whole index is held once, not three times.
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

/// Builds the search index of `library`, which is what readers of `scope` may see, and of their opportunities: the same
/// for the site and for a terminal.
pub fn index_of(loaded: &Loaded, scope: &Scope, library: &Library) -> Vec<Shard> {
    let snapshot = loaded.snapshot.as_ref().and_then(|all| all.visible_to(scope, library, &loaded.settings));
    build_index(library, snapshot.as_deref(), &loaded.settings)
}

/// Returns whether one of the content files `paths` holds a secret.
pub fn leaks_in(loaded: &Loaded, paths: &BTreeSet<String>) -> bool {
    let mut asked_for = loaded.sources.iter().filter(|source| paths.contains(source.path()));
    asked_for.any(|source| !secrets::check_file(source).is_empty())
}

/// Makes the pages of the entries in the content files `paths` alone, as [`make_site`] would, and hands each to `put`.
///
/// # Errors
/// The first fault of `put`.
pub fn make_pages_of<E: Send>(
    loaded: &Loaded,
    request: &SiteRequest<'_>,
    (paths, findings): (&BTreeSet<String>, &[Finding]),
    put: &(dyn Fn(File) -> Result<(), E> + Sync),
) -> Result<(), E> {
    let library = loaded.library.visible_to(request.scope, &loaded.settings);
    let attachments = attachments(loaded);
    let told = secrets_room::tellable(findings, &loaded.library, &library);
    let input = site_input(loaded, request, (&library, &attachments, &told));
    build_pages_of(&input, paths, &|page| put(page_file(page)))
}

fn attachments(loaded: &Loaded) -> BTreeMap<String, Attachment> {
    loaded.assets.iter().map(|(path, asset)| (path.clone(), Attachment { size: asset.size })).collect()
}

fn site_input<'a>(
    loaded: &'a Loaded,
    request: &'a SiteRequest<'_>,
    (library, attachments, findings): (&'a Library, &'a BTreeMap<String, Attachment>, &'a [Finding]),
) -> SiteInput<'a> {
    SiteInput {
        library,
        settings: &loaded.settings,
        snapshot: loaded.snapshot.as_ref(),
        scope: request.scope,
        as_of: request.pinned,
        built: BuildFacts {
            commit: request.commit.clone(),
            day: request.today,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        history: request.history,
        findings,
        attachments,
        theme: request.theme,
        diagrams: loaded.renderer(),
    }
}

fn page_file(page: Page) -> File {
    File { path: page.path, content: Content::Bytes(page.bytes) }
}

/// Prepares the last look at every byte of a build: for what its readers must not see, and for `tokens`.
///
/// # Errors
/// The sweep does not find what it plants itself.
pub fn prepare_sweep(loaded: &Loaded, scope: &Scope, tokens: &[String]) -> Result<Sweep, SelfTestError> {
    let visible = loaded.library.visible_to(scope, &loaded.settings);
    let mut patterns = secrets_room::patterns(&loaded.library, &visible, (scope, &loaded.settings));
    patterns.extend(tokens.iter().map(|token| Pattern::token("a token of this build", token.as_str())));
    let sweep = Sweep::new(patterns);
    if !sweep.is_empty() {
        sweep.self_test()?;
    }
    Ok(sweep)
}

/// So many parts of the index are packed at once.
const SHARDS_AT_ONCE: usize = 64;

/// The folder of the search index below the site.
pub const INDEX: &str = "search/index";

/// Returns the file of a shard and, for a site that is opened from a disk, the script that hands over the same bytes.
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
