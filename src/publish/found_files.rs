//! What is in a folder, with the numbers of its files, found without looking at each file.

use super::disk::Disk;
use super::error::PublishError;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The files below a folder.
#[derive(Debug, Default)]
pub(super) struct FoundFiles {
    /// The number of each regular file in its file system, by path with `/` between its parts.
    pub(super) numbers: BTreeMap<String, u64>,
    /// What is not a regular file or has a name that is not text, as paths on disk.
    pub(super) others: Vec<PathBuf>,
    /// The folders, those above others first, by path.
    pub(super) folders: Vec<String>,
}

impl FoundFiles {
    /// Lists what is below `root`, apart from what `is_foreign` says.
    pub(super) fn below(disk: &Disk, root: &Path, is_foreign: &dyn Fn(&Path) -> bool) -> Result<Self, PublishError> {
        let mut found = Self::default();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let path = root.join(&folder);
            for entry in disk.entries(&path)? {
                let Some(name) = entry.name.to_str() else {
                    found.others.push(path.join(&entry.name));
                    continue;
                };
                let inside = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                if folder.is_empty() && is_foreign(&root.join(name)) {
                    continue;
                }
                if entry.kind.is_dir() {
                    found.folders.push(inside.clone());
                    folders.push(inside);
                } else if entry.kind.is_file() {
                    found.numbers.insert(inside, entry.number);
                } else {
                    found.others.push(root.join(inside));
                }
            }
        }
        Ok(found)
    }

    /// Returns the files that are not in `wanted`, as paths below `root`, in order.
    pub(super) fn unwanted(&self, root: &Path, wanted: &BTreeSet<String>) -> Vec<PathBuf> {
        let unwanted = self.numbers.keys().filter(|path| !wanted.contains(*path)).map(|path| root.join(path));
        let mut unwanted: Vec<PathBuf> = unwanted.chain(self.others.iter().cloned()).collect();
        unwanted.sort();
        unwanted
    }
}
