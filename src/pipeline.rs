//! The stages composed: from what was read to a library, to findings, to the files of a site.
//!
//! Pure functions; who reads and who writes is the caller's matter.

use crate::config::Settings;
use crate::finding::Finding;
use crate::index::build_index;
use crate::inputs::{Asset, Inputs};
use crate::library::{Library, Scope};
use crate::opportunity::Snapshot;
use crate::publish::{Content, File};
use crate::rules::{Check, Selection, check as check_rules, exposure, secrets, settle};
use crate::site::{Attachment, BuildFacts, SiteInput, Theme, ThemeFault, attachment_path, build_site};
use crate::source::SourceFile;
use crate::sweep::{self, Needle, Sweep};
use chrono::NaiveDate;
use fieldbook_search::{Shard, packed, script};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A whole site, read and linked, before anybody asks for a part of it.
#[derive(Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// Every entry, whoever may see it.
    pub library: Library,
    /// Every text that was read.
    pub sources: Vec<Arc<SourceFile>>,
    /// Files beside the content, by path from the site's folder.
    pub assets: BTreeMap<String, Asset>,
    /// The files of the site's own theme, by path below it.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// The opportunities, where the site has any.
    pub snapshot: Option<Snapshot>,
    /// What reading and linking found.
    pub findings: Vec<Finding>,
}

/// Joins what was read into a library.
pub fn load(inputs: Inputs, snapshot: Option<Snapshot>, snapshot_findings: Vec<Finding>) -> Loaded {
    let Inputs { settings, files, sources, lists, assets, theme, mut findings } = inputs;
    let (library, found) = Library::new(files, lists);
    findings.extend(found);
    findings.extend(snapshot_findings);
    Loaded { settings, library, sources, assets, theme, snapshot, findings }
}

/// For what findings are judged.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The part of the library that is wanted.
    pub scope: &'a Scope,
    /// The rules that are wanted.
    pub selection: &'a Selection,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub edited: &'a BTreeMap<String, NaiveDate>,
}

/// Runs every rule and returns what the site wants to hear of it, sorted.
pub fn check(loaded: &Loaded, judged: &Judged<'_>) -> Vec<Finding> {
    let assets = loaded.assets.keys().cloned().collect();
    let mut findings = loaded.findings.clone();
    findings.extend(check_rules(&Check {
        library: &loaded.library,
        settings: &loaded.settings,
        today: judged.today,
        snapshot: loaded.snapshot.as_ref(),
        scope: judged.scope,
        assets: Some(&assets),
        edited: judged.edited,
        selection: judged.selection,
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
    settle(findings, &loaded.settings, &loaded.library, judged.today, judged.selection)
}

/// Which site is asked for.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
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

/// A site that is ready to be published, and what could not be made of it.
#[derive(Debug)]
pub struct Made {
    /// Pages, assets, index and attachments, ordered by path.
    pub files: Vec<File>,
    /// What could not be made.
    pub findings: Vec<Finding>,
}

/// Makes every file of the site that is asked for.
///
/// # Errors
/// The theme cannot be used.
pub fn make_site(loaded: &Loaded, asked: &Asked<'_>, findings: &[Finding]) -> Result<Made, ThemeFault> {
    let library = loaded.library.visible_to(asked.scope, &loaded.settings);
    let theme = Theme::load(&loaded.theme)?;
    let theme = if asked.medium == Medium::Disk { theme.portable() } else { theme };
    let attachments =
        loaded.assets.iter().map(|(path, asset)| (path.clone(), Attachment { size: asset.size })).collect();
    let input = SiteInput {
        library: &library,
        settings: &loaded.settings,
        snapshot: loaded.snapshot.as_ref(),
        scope: asked.scope,
        as_of: asked.pinned,
        built: BuildFacts {
            commit: asked.commit.clone(),
            day: asked.today,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        findings,
        attachments: &attachments,
        theme: &theme,
        diagrams: None,
    };
    let (site, shards) = rayon::join(|| build_site(&input), || build_index(&library, &loaded.settings));
    let page = |page: crate::site::Page| File { path: page.path, content: Content::Bytes(page.bytes) };
    let mut files: Vec<File> = site.pages.into_iter().map(page).collect();
    files.extend(
        site.attachments
            .iter()
            .map(|path| File { path: attachment_path(path), content: Content::Copy(asked.folder.join(path)) }),
    );
    let shards: Vec<Vec<File>> = shards.par_iter().map(|shard| shard_files(shard, asked.medium)).collect();
    files.extend(shards.into_iter().flatten());
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(Made { files, findings: site.findings })
}

/// Looks through every byte of `files` for what the readers of this build must not see, and for `tokens`.
///
/// # Errors
/// The sweep does not find what it plants itself.
pub fn sweep_site(
    loaded: &Loaded,
    scope: &Scope,
    files: &[File],
    tokens: &[String],
) -> Result<Vec<Finding>, sweep::Blind> {
    let visible = loaded.library.visible_to(scope, &loaded.settings);
    let mut needles = sweep::needles(&loaded.library, &visible, (scope, &loaded.settings));
    needles.extend(tokens.iter().map(|token| Needle::token("a token of this build", token.as_str())));
    let swept = Sweep::new(needles);
    let found: Result<Vec<Vec<Finding>>, sweep::Blind> = files
        .par_iter()
        .map(|file| {
            let bytes = match &file.content {
                Content::Bytes(bytes) => bytes.as_slice(),
                Content::Copy(_) => &[],
            };
            sweep::sweep_files(&swept, std::iter::once((file.path.as_str(), bytes)))
        })
        .collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The folder of the search index below the site.
pub const INDEX: &str = "search/index";

/// Returns the file of a shard and, for a site that is opened from a disk, the script that hands over the same bytes.
fn shard_files(shard: &Shard, medium: Medium) -> Vec<File> {
    let bytes = packed(&shard.bytes);
    let script = (medium == Medium::Disk).then(|| File {
        path: format!("{INDEX}/{}.js", shard.name),
        content: Content::Bytes(script(&shard.name, &bytes).into_bytes()),
    });
    let file = File { path: format!("{INDEX}/{}.bin", shard.name), content: Content::Bytes(bytes) };
    std::iter::once(file).chain(script).collect()
}
