//! What is shown at the moment, and the signal that it changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A site in memory: bytes by path below the site.
pub type SiteFiles = BTreeMap<String, Arc<[u8]>>;

/// What the page shows over the last good site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Each finding as text, worst first; never a secret.
    pub findings: Vec<String>,
    /// Whether they block the new site.
    pub kind: OverlayKind,
}

/// What the findings of an overlay mean for the site below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OverlayKind {
    /// The site is the newest one.
    #[default]
    Information,
    /// The findings blocked the newest site; the last good one is shown.
    Blocking,
}

/// The site that is served, shared between the builder and the connections.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    /// How often each page is open, by path below the site.
    open: Mutex<BTreeMap<String, usize>>,
}

/// A page that is open in a browser, until this is dropped.
#[derive(Debug)]
pub(super) struct OpenPage {
    shared: Arc<Shared>,
    paths: Vec<String>,
}

impl Drop for OpenPage {
    fn drop(&mut self) {
        let mut open = self.shared.open.lock().unwrap_or_else(PoisonError::into_inner);
        for path in &self.paths {
            if let Some(count) = open.get_mut(path) {
                *count -= 1;
            }
        }
        open.retain(|_, count| *count > 0);
    }
}

#[derive(Debug, Default)]
struct State {
    version: u64,
    /// The paths whose bytes this version changed.
    changed: Arc<BTreeSet<String>>,
    files: Arc<SiteFiles>,
    overlay: Arc<Overlay>,
}

impl Preview {
    /// Shows a new site, with what there is to say about it; nothing happens where both are as they were.
    pub fn show(&self, files: SiteFiles, overlay: Overlay) {
        let old = self.files();
        let differs = |path: &&String| old.get(*path) != files.get(*path);
        let changed = old.keys().chain(files.keys()).filter(differs).cloned().collect();
        self.turn(Some((files, changed)), overlay);
    }

    /// Puts `pages` in the place of those of the site that is shown, ahead of a whole new one.
    pub fn patch(&self, pages: SiteFiles) {
        let mut files = self.files().as_ref().clone();
        let mut changed = BTreeSet::new();
        for (path, bytes) in pages {
            if files.get(&path) != Some(&bytes) {
                files.insert(path.clone(), bytes);
                changed.insert(path);
            }
        }
        let overlay = Overlay { kind: OverlayKind::Information, ..self.overlay().1.as_ref().clone() };
        self.turn(Some((files, changed)), overlay);
    }

    /// Keeps the last good site and says why there is no newer one.
    pub fn fail(&self, overlay: Overlay) {
        self.turn(None, overlay);
    }

    fn turn(&self, site: Option<(SiteFiles, BTreeSet<String>)>, overlay: Overlay) {
        let (files, changed) = site.map_or((None, BTreeSet::new()), |(files, changed)| (Some(files), changed));
        let mut state = self.lock();
        if changed.is_empty() && *state.overlay == overlay && state.version > 0 {
            return;
        }
        state.version += 1;
        if let Some(files) = files {
            state.files = Arc::new(files);
        }
        state.changed = Arc::new(changed);
        state.overlay = Arc::new(overlay);
        self.shared.changed.notify_all();
    }

    /// Returns the site as it is now.
    pub fn files(&self) -> Arc<SiteFiles> {
        Arc::clone(&self.lock().files)
    }

    /// Notes that the page at one of `paths` is open in a browser.
    pub(super) fn note_open(&self, paths: &[String]) -> OpenPage {
        let mut open = self.shared.open.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            *open.entry(path.clone()).or_default() += 1;
        }
        OpenPage { shared: Arc::clone(&self.shared), paths: paths.to_vec() }
    }

    /// Returns the paths of the pages that are open in a browser.
    pub fn open_pages(&self) -> BTreeSet<String> {
        self.shared.open.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// Returns the number of the state and its overlay.
    pub(super) fn overlay(&self) -> (u64, Arc<Overlay>) {
        let state = self.lock();
        (state.version, Arc::clone(&state.overlay))
    }

    /// Returns whether a page at one of `paths` differs between the version before `version` and `version`; of older
    /// versions nothing is known, so everything may.
    pub(super) fn has_changed(&self, (before, version): (u64, u64), paths: &[String]) -> bool {
        let state = self.lock();
        let is_known = state.version == version && before + 1 == version;
        !is_known || paths.iter().any(|path| state.changed.contains(path))
    }

    /// Waits until the state is newer than `version`, or `patience` is over.
    pub(super) fn wait_past(&self, version: u64, patience: Duration) -> (u64, Arc<Overlay>) {
        let state = self.lock();
        let waited = self.shared.changed.wait_timeout_while(state, patience, |state| state.version <= version);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (state.version, Arc::clone(&state.overlay))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
