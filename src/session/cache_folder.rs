//! The folder of what commands remember, `.fieldbook/cache/`, as long as only this machine can have written it.
//!
//! Files that Git keeps count as none: the author of a change must not also provide what it is compared with.

use super::cache_history::{FOLDER, History};
use super::environment::Session;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folder of one site.
pub(super) struct CacheFolder {
    path: PathBuf,
}

impl CacheFolder {
    /// Returns the folder of the site of `session`; `None` if Git keeps files of it, or there is no repository.
    pub(super) fn of(session: &Session<'_>) -> Option<Self> {
        let History { is_tracked, .. } = session.environment.cache_history.of(session.folder);
        if is_tracked { None } else { Self::in_site(session.folder) }
    }

    /// Returns the folder of the site of `session` if only this machine can have written it: Git keeps no file of it, or there
    /// is no history that could.
    pub(super) fn of_this_machine(session: &Session<'_>) -> Option<Self> {
        let History { has_commit, is_tracked } = session.environment.cache_history.of(session.folder);
        if has_commit && is_tracked { None } else { Self::in_site(session.folder) }
    }

    fn in_site(site: &Path) -> Option<Self> {
        // A link would lead whatever is written elsewhere.
        let is_link = [".fieldbook", FOLDER].iter().any(|path| site.join(path).is_symlink());
        (!is_link).then(|| Self { path: site.join(FOLDER) })
    }

    /// Returns its path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the files with this `ending`, apart from the `most` that were written last.
    #[expect(clippy::disallowed_methods, reason = "cli writes what it alone reads")]
    pub(super) fn forget_all_but(&self, ending: &str, most: usize) {
        let files = WalkDir::new(&self.path).max_depth(1).into_iter().filter_map(Result::ok);
        let ours = files.filter(|file| file.path().extension().is_some_and(|end| end == ending));
        let dated = ours.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.into_path())));
        let mut dated: Vec<_> = dated.collect();
        dated.sort();
        for (_, path) in dated.iter().rev().skip(most) {
            // Another process may have been quicker.
            let _ = std::fs::remove_file(path);
        }
    }
}
