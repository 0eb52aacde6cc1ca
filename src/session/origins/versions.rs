//! What earlier versions of files say, each read once.

use super::version::{Version, VersionKey};
use super::version_cache::VersionCache;
use crate::config::{Root, Settings};
use crate::entry::{Context, read_entries};
use crate::git::ObjectReader;
use crate::kinds::Kind;
use crate::library::{DatedStatement, Library};
use crate::session::environment::Session;
use crate::session::target::Known;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The number of files whose versions are read from Git rather than recalled.
const FEW: usize = 16;

/// The versions of the files of one repository.
pub(super) struct Versions<'a> {
    library: &'a Library,
    settings: &'a Settings,
    objects: ObjectReader,
    /// What was read or remembered; `None` for what cannot be read.
    known: BTreeMap<VersionKey, Option<Version>>,
    new: usize,
    cache: Option<VersionCache>,
}

impl<'a> Versions<'a> {
    /// Prepares to read versions from the repository around `folder`; `files` is the number of files.
    pub(super) fn new(session: &Session<'_>, folder: &Path, known: Known<'a>, files: usize) -> Self {
        let Known { settings, library } = known;
        // What is remembered is of all files, and takes longer to read than the history of a few.
        let cache = (files > FEW).then(|| VersionCache::of(session, &meaning(known))).flatten();
        let recalled = cache.as_ref().map_or_else(BTreeMap::new, VersionCache::recall);
        let known = recalled.into_iter().map(|(key, version)| (key, Some(version))).collect();
        Self { library, settings, objects: ObjectReader::new(folder), known, new: 0, cache }
    }

    /// Remembers what was read for the next run.
    pub(super) fn keep(&self) {
        if let Some(cache) = &self.cache {
            cache.keep(&self.known, self.new);
        }
    }

    /// Returns what the content `object` says as the file that is now at `path` of the site; `None` if it cannot be read.
    pub(super) fn read(&mut self, path: &str, object: &str) -> Option<Version> {
        let key = (object.to_owned(), path.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let version = self.parse(path, object).map(Arc::new);
        self.new += usize::from(version.is_some());
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

/// Returns everything that decides what a version of a file says, apart from its content and path.
pub(super) fn meaning(known: Known<'_>) -> String {
    let Known { settings, library } = known;
    let competitors = library.of_kind(Kind::Competitor).map(|own| format!("{:?} {:?}", own.kind_fields, own.aliases));
    format!("{}\n{}", settings.file.text(), competitors.collect::<String>())
}

/// Returns the root that holds the file at `path`.
pub(in crate::session) fn root_of<'a>(settings: &'a Settings, path: &str) -> Option<&'a Root> {
    let holds = |root: &&Root| path.strip_prefix(root.path.value.as_str()).is_some_and(|rest| rest.starts_with('/'));
    settings.roots.iter().filter(holds).max_by_key(|root| root.path.value.len())
}
