//! Folders of generated pages: no two pages of a list share one.

use std::collections::BTreeSet;

/// The folders that pages of one list have, without slashes at their ends.
#[derive(Debug, Default)]
pub struct PageFolders {
    /// In lower case: some file systems ignore case.
    taken: BTreeSet<String>,
}

impl PageFolders {
    /// Begins with `reserved`, the folders of pages that do not belong to the list.
    pub fn reserving(reserved: impl IntoIterator<Item = String>) -> Self {
        Self { taken: reserved.into_iter().map(|folder| folder.to_lowercase()).collect() }
    }

    /// Returns `parent/name` for the page of `id`, or, if another page has that folder or `name` is empty,
    /// `parent/HASH`: 16 hexadecimal digits of BLAKE3 over `id`, so that the address does not depend on other pages
    /// added later.
    pub fn take(&mut self, parent: &str, name: &str, id: &str) -> String {
        let folder = format!("{parent}/{name}");
        if !name.is_empty() && self.taken.insert(folder.to_lowercase()) {
            return folder;
        }
        let hash: String = blake3::hash(id.as_bytes()).to_hex().chars().take(16).collect();
        let folder = format!("{parent}/{hash}");
        self.taken.insert(folder.clone());
        folder
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pages_share_a_folder() {
        let mut folders = PageFolders::reserving(["topics/Page".to_owned()]);
        let names = [("c", "C#"), ("c", "C++"), ("SSO", "SSO"), ("sso", "sso"), ("page", "page"), ("", "+")];
        let taken: Vec<String> = names.iter().map(|(name, id)| folders.take("topics", name, id)).collect();
        let hash = |id: &str| format!("topics/{:.16}", blake3::hash(id.as_bytes()).to_hex());
        assert_eq!(taken[0], "topics/c");
        assert_eq!(taken[2], "topics/SSO");
        for (index, id) in [(1, "C++"), (3, "sso"), (4, "page"), (5, "+")] {
            assert_eq!(taken[index], hash(id));
        }
        assert_eq!(taken.iter().collect::<BTreeSet<_>>().len(), 6);
    }
}
