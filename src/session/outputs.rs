//! Which files a report or a filled questionnaire may replace.
//!
//! A file that a person wrote is not replaced because a path was misspelt: not the settings, data files, theme and
//! content of the site, not the file that is read, and not what Git tracks. What this program wrote is replaced.

use super::failure::Failure;
use super::prepare::PreparedSite;
use crate::config::{Root, Settings};
use crate::evidence::evidence_folder;
use crate::git;
use crate::inputs::{data_files, read_file};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The largest file that is looked into, in bytes; a larger one is not taken for a report.
const LIMIT: u64 = 64 << 20;
/// How many bytes at the beginning of a file are searched for the marks of a report.
const BEGINNING: usize = 1024;
/// What only reports, manifests and other files of this program have near their beginning.
const MARKS: [&str; 5] = [
    "\"schema\": \"fieldbook/",
    "\"schema\":\"fieldbook/",
    "\"name\": \"fieldbook\"",
    "package=\"fieldbook\"",
    "## fieldbook: ",
];

/// Who wrote the file that is at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// This program, as a record of its own shows.
    Fieldbook,
    /// To be seen from its content.
    Unknown,
}

/// The files of a site that an output must not replace.
pub struct Outputs<'a> {
    folder: &'a Path,
    settings: &'a Settings,
}

impl<'a> Outputs<'a> {
    /// Guards the files of `site`.
    pub fn of(site: &'a PreparedSite) -> Self {
        Self { folder: &site.folder, settings: &site.loaded.settings }
    }

    /// Guards the files of the site with these settings in `folder`.
    pub fn in_folder(folder: &'a Path, settings: &'a Settings) -> Self {
        Self { folder, settings }
    }

    /// Checks that an output may be written to `path`.
    ///
    /// # Errors
    /// The file belongs to the site, or Git tracks it and `author` did not write it.
    pub fn check(&self, path: &Path, author: Author) -> Result<(), Failure> {
        let metadata = path.metadata().ok();
        if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            // A device or a pipe is written to, and a directory is refused by the write.
            return Ok(());
        }
        let whole = resolved(path);
        let refused =
            |why: &str| Err(Failure(format!("{} is {why} and was not replaced; name another file", path.display())));
        if let Some(why) = self.part_of_site(&whole) {
            return refused(why);
        }
        let is_empty = metadata.is_none_or(|metadata| metadata.len() == 0);
        let is_ours = || author == Author::Fieldbook || is_ours(&whole);
        if is_empty || is_ours() {
            return Ok(());
        }
        if self.is_in_private_root(&whole) {
            return refused("in a root of the site");
        }
        match git::is_tracked(&whole) {
            Some(false) => Ok(()),
            Some(true) => refused("tracked by Git"),
            None => refused("in a repository that Git cannot read"),
        }
    }

    /// Returns what a file of the site is, if no output may ever be there.
    fn part_of_site(&self, path: &Path) -> Option<&'static str> {
        let is = |name: &String| resolved(&self.folder.join(name)) == path;
        let opportunities = &self.settings.opportunities;
        if path == resolved(&self.folder.join("site.toml")) {
            return Some("the settings file of the site");
        }
        let sources = [&opportunities.file.value, &opportunities.snapshot];
        if data_files(self.settings).iter().any(is) || sources.into_iter().any(is) {
            return Some("a data file of the site");
        }
        if path.starts_with(resolved(&self.folder.join("themes").join(&self.settings.site.theme.value))) {
            return Some("in the theme of the site");
        }
        let private = self.settings.roots.iter().filter(|root| root.private).map(|root| Some(root.path.value.as_str()));
        let mut records = std::iter::once(None).chain(private).map(evidence_folder);
        if records.any(|folder| path.starts_with(resolved(&self.folder.join(folder)))) {
            return Some("among the records of looks at sources");
        }
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let is_content = ending == "md" || ending == "markdown";
        // A customer's questionnaire is kept beside the private entries of its opportunity; what is filled may be too.
        let holds = |root: &&Root| self.holds(root, path) && (!root.private || is_content);
        self.settings.roots.iter().any(|root| holds(&root)).then_some("in a root of the site")
    }

    fn is_in_private_root(&self, path: &Path) -> bool {
        self.settings.roots.iter().any(|root| root.private && self.holds(root, path))
    }

    fn holds(&self, root: &Root, path: &Path) -> bool {
        path.starts_with(resolved(&self.folder.join(&root.path.value)))
    }
}

/// Returns whether the file has the marks of a report or manifest.
fn is_ours(path: &Path) -> bool {
    let Ok(bytes) = read_file(path, LIMIT) else { return false };
    let beginning = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(&bytes)).into_owned();
    MARKS.iter().any(|mark| beginning.contains(mark))
}

/// Returns `path` with links followed, as far as it exists; the rest is appended as it is written.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(whole) = path.canonicalize() {
        return whole;
    }
    // A link to a file that does not exist is followed to its place.
    let linked = fs::read_link(path).ok().map(|link| path.parent().unwrap_or(Path::new("")).join(link));
    let path = linked.unwrap_or_else(|| path.to_owned());
    let parent = path.parent().map(|parent| if parent.as_os_str().is_empty() { Path::new(".") } else { parent });
    match (parent, path.components().next_back()) {
        (Some(parent), Some(Component::Normal(name))) => resolved(parent).join(name),
        (Some(parent), Some(Component::ParentDir)) => {
            let parent = resolved(parent);
            parent.parent().unwrap_or(&parent).to_owned()
        }
        (Some(parent), _) => resolved(parent),
        (None, _) => path,
    }
}
