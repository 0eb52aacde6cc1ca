//! What is shown at the moment, and the signal that it changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A site in memory: bytes by path below the site.
pub type SiteFiles = BTreeMap<String, Arc<[u8]>>;

/// What the page shows over the last good site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Each finding as text, worst first; never a secret.
    pub findings: Vec<String>,
    /// Whether they kept the new site from being made.
    pub is_blocking: bool,
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
}

#[derive(Debug, Default)]
struct State {
    version: u64,
    files: Arc<SiteFiles>,
    overlay: Arc<Overlay>,
}

impl Preview {
    /// Shows a new site, with what there is to say about it.
    pub fn show(&self, files: SiteFiles, overlay: Overlay) {
        let mut state = self.lock();
        state.version += 1;
        state.files = Arc::new(files);
        state.overlay = Arc::new(overlay);
        self.shared.changed.notify_all();
    }

    /// Keeps the last good site and says why there is no newer one.
    pub fn fail(&self, overlay: Overlay) {
        let mut state = self.lock();
        state.version += 1;
        state.overlay = Arc::new(overlay);
        self.shared.changed.notify_all();
    }

    /// Returns the site as it is now.
    pub fn files(&self) -> Arc<SiteFiles> {
        Arc::clone(&self.lock().files)
    }

    /// Returns the number of the state and its overlay.
    pub(super) fn overlay(&self) -> (u64, Arc<Overlay>) {
        let state = self.lock();
        (state.version, Arc::clone(&state.overlay))
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
