//! What earlier versions of files say, each read once.

use crate::config::{Root, Settings};
use crate::entry::{Context, read_entries};
use crate::git::ObjectReader;
use crate::library::{DatedStatement, Library};
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The dated parts of one version of a file.
pub(super) type Version = Arc<Vec<DatedStatement>>;

/// The versions of the files of one repository.
pub(super) struct Versions<'a> {
    library: &'a Library,
    settings: &'a Settings,
    objects: ObjectReader,
    known: BTreeMap<(String, String), Option<Version>>,
}

impl<'a> Versions<'a> {
    /// Prepares to read versions from the repository around `folder`.
    pub(super) fn new(folder: &Path, library: &'a Library, settings: &'a Settings) -> Self {
        Self { library, settings, objects: ObjectReader::new(folder), known: BTreeMap::new() }
    }

    /// Returns what the content `object` says as the file that is now at `path` of the site; `None` if it cannot be read.
    pub(super) fn read(&mut self, path: &str, object: &str) -> Option<Version> {
        let key = (object.to_owned(), path.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let version = self.parse(path, object).map(Arc::new);
        self.known.insert(key, version.clone());
        version
    }

    fn parse(&self, path: &str, object: &str) -> Option<Vec<DatedStatement>> {
        let bytes = self.objects.read(object, self.settings.limits.file).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let root = root_of(self.settings, path)?;
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        let file = read_entries(&SourceFile::new(path, text), Context { settings: self.settings, root });
        // The statements of a version whose front matter cannot be read are not known.
        (!file.entries.is_empty()).then(|| self.library.dated_in_version(file))
    }
}

/// Returns the root that holds the file at `path`.
pub(super) fn root_of<'a>(settings: &'a Settings, path: &str) -> Option<&'a Root> {
    let holds = |root: &&Root| path.strip_prefix(root.path.value.as_str()).is_some_and(|rest| rest.starts_with('/'));
    settings.roots.iter().filter(holds).max_by_key(|root| root.path.value.len())
}
