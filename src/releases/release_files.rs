//! All files of releases of a site.

use super::release_file::ReleaseFile;
use crate::finding::Finding;
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All files of releases of a site, by their paths.
#[derive(Debug, Clone, Default)]
pub struct Releases {
    by_path: BTreeMap<String, (Arc<SourceFile>, ReleaseFile)>,
}

impl Releases {
    /// Adds a file; what cannot be read is a finding.
    pub fn add(&mut self, file: &Arc<SourceFile>) -> Vec<Finding> {
        let (read, findings) = ReleaseFile::read(file);
        self.by_path.insert(file.path().to_owned(), (Arc::clone(file), read));
        findings
    }

    /// Returns the file at `path`, see [`super::release_path`].
    pub fn at(&self, path: &str) -> Option<&ReleaseFile> {
        self.by_path.get(path).map(|(_, read)| read)
    }

    /// Returns the text of the file at `path`.
    pub fn text_at(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(|(file, _)| file.text())
    }

    /// Returns every file, by its path.
    pub fn files(&self) -> impl Iterator<Item = (&Arc<SourceFile>, &ReleaseFile)> {
        self.by_path.values().map(|(file, read)| (file, read))
    }
}
