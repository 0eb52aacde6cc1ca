//! The pages of files that were just saved, made from the last site before the new one is read as a whole.
//!
//! Only the saved files are read, and put in the place of the old ones. What joins them with others is worked out for the
//! pages that show it, from the last site; the whole round that follows replaces every page that this leaves behind.
//! Whatever could change who sees an entry, or under which names others find it, waits for that round.

use super::environment::Session;
use super::prepare::{PreparedSite, SiteReader};
use super::preview_stage::{Stop, in_memory};
use super::publishing::build_reach;
use super::site_files::{Medium, make_pages_of};
use super::site_request::{GitFacts, site_request};
use crate::finding::Reach;
use crate::publish::File;
use crate::rules::secrets::{check_file, check_path};
use crate::serve::{Changed, SiteFiles};
use crate::settled::SettledFinding;
use crate::site::{FirstPages, Theme};
use crate::visibility::VisibleLibrary;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// The largest number of saved files whose pages are shown before the rest.
pub(super) const FIRST: usize = 20;

/// The last site that was shown whole.
pub(super) struct LastSite {
    pub(super) site: PreparedSite,
    pub(super) visible: VisibleLibrary,
    pub(super) theme: Arc<Theme>,
    /// What the checks found.
    pub(super) findings: Vec<SettledFinding>,
}

/// What changed since the last site, and what is open.
pub(super) struct Saved<'a> {
    pub(super) changed: &'a Changed,
    /// The pages that are open, by path below the site.
    pub(super) open: BTreeSet<String>,
}

/// The pages of files that were saved, and those that are open.
pub(super) struct EditedPages {
    /// The paths of the files.
    pub(super) files: BTreeSet<String>,
    /// The pages, by path below the site.
    pub(super) pages: SiteFiles,
}

impl LastSite {
    /// Makes the pages of the entries in the `saved` files and those that are open; `None` if the site has to be read first.
    /// What was saved is in the place of the old from then on, so that the pages of files saved one after another agree.
    pub(super) fn edited(
        &mut self,
        session: &Session<'_>,
        reader: &SiteReader,
        saved: Saved<'_>,
        git: &GitFacts,
    ) -> Result<Option<EditedPages>, Stop> {
        let day = (self.site.today, self.site.pinned);
        if build_reach(&self.site) == Reach::Shared || day != (session.today, session.pinned) {
            return Ok(None);
        }
        let Some(files) = self.edited_content(session.folder, saved.changed) else { return Ok(None) };
        let Some(visible) = self.with_edited(session, reader, &files) else { return Ok(None) };
        let first = FirstPages { files, open: saved.open };
        self.visible = visible;
        let request = site_request(&self.site, &self.visible, &self.theme, Medium::Server, git, None);
        let pages = Mutex::new(SiteFiles::new());
        make_pages_of(&self.site.loaded, &request, &first, &|file: File| {
            let (path, bytes) = in_memory(file)?;
            pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
            Ok::<(), Stop>(())
        })?;
        let pages = pages.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Some(EditedPages { files: first.files, pages }))
    }

    /// Returns the content files among what `changed`; `None` if there is none, or too many, or if other files or folders of
    /// the site changed too.
    fn edited_content(&self, folder: &Path, changed: &Changed) -> Option<BTreeSet<String>> {
        let Changed::Paths(changed) = changed else { return None };
        let entries = self.site.loaded.library.entries();
        let mut edited = BTreeSet::new();
        for path in changed {
            let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
            let inside = parts?.join("/");
            if entries.iter().any(|entry| entry.file.path() == inside) {
                edited.insert(inside);
            } else if !is_of_an_editor(path) && (folder.join(path).exists() || self.has_below(&inside)) {
                return None;
            }
        }
        (1..=FIRST).contains(&edited.len()).then_some(edited)
    }

    /// Returns whether a file of the last site is `path` or in the folder `path`.
    fn has_below(&self, path: &str) -> bool {
        let loaded = &self.site.loaded;
        let texts = loaded.sources.iter().map(|source| source.path());
        let mut files = texts.chain(loaded.assets.keys().map(String::as_str));
        files.any(|file| file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// Reads the files at `paths` and puts their entries in the place of the old ones.
    fn with_edited(
        &self,
        session: &Session<'_>,
        reader: &SiteReader,
        paths: &BTreeSet<String>,
    ) -> Option<VisibleLibrary> {
        let files = session.files();
        let settings = &self.site.loaded.settings;
        let mut visible = self.visible.clone();
        for path in paths {
            let read = reader.site.read_edited(&files, path, settings)?;
            let holds = read.findings.iter().any(|finding| finding.rule.blocks_publication(finding.severity));
            if holds || !check_file(&read.file).is_empty() || !check_path(&read.file).is_empty() {
                return None;
            }
            visible = visible.with_edited(&read.entries)?;
        }
        Some(visible)
    }
}

/// Returns whether an editor keeps a file of its own at `path`, beside the one that it edits.
fn is_of_an_editor(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with(['.', '#']) || name.ends_with('~')
}
