//! The site as an earlier commit has it, completed with the roots that Git does not hold.
//!
//! The commit's files are read from Git's object store as any site is read from disk; nothing is written.

use super::failure::Failure;
use super::unversioned_roots::unversioned_roots;
use crate::artefacts::Artefacts;
use crate::config::{Root, Settings};
use crate::entry::entry_id;
use crate::git;
use crate::inputs::{
    CommittedFiles, DiskFiles, EditedFiles, Files, HiddenFiles, Inputs, VersionedFiles, read_site_settings,
    read_site_with,
};
use crate::settled::FormerNames;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The site as a commit has it.
pub(super) struct Past {
    /// The full hash of the commit.
    pub(super) commit: String,
    /// Its files, and those of `unversioned` from disk.
    pub(super) files: VersionedFiles,
    /// Its settings; the present ones if they cannot be read, since a change may repair them.
    settings: Settings,
    /// Whether the settings are the present ones.
    has_present_settings: bool,
    /// The roots that Git does not hold, as paths from the site's folder. Their files count as unchanged.
    pub(super) unversioned: Vec<String>,
    /// What earlier runs made of content files.
    artefacts: Arc<Artefacts>,
}

impl Past {
    /// Lists the files of `commit` of the site in `folder`, whose settings are now `present`.
    ///
    /// # Errors
    /// Git cannot read the commit's files.
    pub(super) fn new(folder: &Path, commit: String, present: &Settings) -> Result<Self, Failure> {
        let listed = git::list_commit(folder, &commit).map_err(|error| Failure(format!("--since: {error}")))?;
        let held = CommittedFiles::new(folder, listed);
        let (settings, has_present_settings) = match read_site_settings(&held) {
            Err(error) if error.is_of_settings() => (present.clone(), true),
            read => (read?.0, false),
        };
        // Whether a root is private is what the present settings say; the commit's own may name roots that are gone.
        let is_new = |root: &&Root| present.roots.iter().all(|known| known.path.value != root.path.value);
        let roots = present.roots.iter().chain(settings.roots.iter().filter(is_new));
        let unversioned = unversioned_roots(folder, roots, &held)?;
        let files = VersionedFiles::new(held, DiskFiles::new(folder), unversioned.clone());
        Ok(Self { commit, files, settings, has_present_settings, unversioned, artefacts: Arc::default() })
    }

    /// Reads no entry again that `artefacts` know.
    pub(super) fn with_artefacts(self, artefacts: &Arc<Artefacts>) -> Self {
        Self { artefacts: Arc::clone(artefacts), ..self }
    }

    /// Reads the site.
    ///
    /// # Errors
    /// Git or the machine does not let a file be read.
    pub(super) fn read(&self) -> Result<Inputs, Failure> {
        self.read_edited(&BTreeMap::new())
    }

    /// Reads the site with the bytes of `edited`, by path, in place of its own.
    ///
    /// # Errors
    /// Git or the machine does not let a file be read.
    pub(super) fn read_edited(&self, edited: &BTreeMap<String, Vec<u8>>) -> Result<Inputs, Failure> {
        let files = EditedFiles::new(&self.files, edited);
        let settings = self.has_present_settings.then(|| self.settings.clone());
        Ok(read_site_with(&files, settings, &self.artefacts)?)
    }

    /// Returns what files and entries were called in this commit, of `moved` files by their present path.
    pub(super) fn former_names(&self, moved: BTreeMap<String, String>, present: &Settings) -> FormerNames {
        let ids =
            moved.iter().filter_map(|(path, former)| Some((id_of(path, present)?, id_of(former, &self.settings)?)));
        let ids = ids.filter(|(id, former)| id != former).collect();
        FormerNames::new(moved, ids)
    }

    /// Describes the state of the files that are read from disk, without reading them; `None` if it is not known.
    pub(super) fn disk_state(&self) -> Option<String> {
        let mut state = Vec::new();
        for root in &self.unversioned {
            for path in self.files.list(root, HiddenFiles::Skipped).ok()?.files {
                let stamp = self.files.stamp(&path)?;
                state.push(format!("{path} {stamp:?}"));
            }
        }
        Some(state.join("\n"))
    }
}

/// Returns the id of the entry in the file at `path`; `None` if no root of `settings` holds it.
fn id_of(path: &str, settings: &Settings) -> Option<String> {
    let roots = settings.roots.iter().map(|root| root.path.value.as_str());
    let root = roots.filter(|root| path.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')));
    root.max_by_key(|root| root.len()).map(|root| entry_id(path, root))
}
