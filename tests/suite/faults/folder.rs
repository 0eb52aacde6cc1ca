//! Folders of pages, and what they contain.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file below a folder with the hash of its bytes.
pub(super) type Tree = BTreeMap<String, String>;

/// A site of a few plain pages that say which site they are of.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    /// Makes a site of `pages` pages that all say `word`.
    pub(super) fn new(word: &str, pages: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("content/pages")).expect("made");
        fs::write(folder.path().join("site.toml"), "[site]\ntitle = \"Site\"\n").expect("written");
        let site = Self(folder);
        (0..pages).for_each(|page| site.write(page, word));
        site
    }

    /// Writes page number `page`.
    pub(super) fn write(&self, page: usize, word: &str) {
        let text = format!("---\ntitle: Page {page}\n---\nThis page says {word}. See [the first](page-0.md).\n");
        fs::write(self.path().join(format!("content/pages/page-{page}.md")), text).expect("written");
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Returns what is below `folder`; nothing if it does not exist.
pub(super) fn tree(folder: &Path) -> Tree {
    let files =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir());
    let hashed = files.map(|entry| {
        let name = entry.path().strip_prefix(folder).expect("below").to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).expect("a file that can be read");
        (name, blake3::hash(&bytes).to_hex().to_string())
    });
    hashed.collect()
}

/// Returns which of `wanted` is at `folder`, whole and with nothing beside it.
pub(super) fn which(folder: &Path, wanted: &[Tree]) -> Option<usize> {
    let found = tree(folder);
    wanted.iter().position(|tree| *tree == found)
}

#[test]
fn a_torn_site_is_neither() {
    let (one, two) = (Folder::new("one", 3), Folder::new("two", 3));
    let wanted = [tree(one.path()), tree(two.path())];
    assert_eq!((which(one.path(), &wanted), which(two.path(), &wanted)), (Some(0), Some(1)));
    one.write(1, "two");
    assert_eq!(which(one.path(), &wanted), None, "one page of the other");
    one.write(1, "one");
    assert_eq!(which(one.path(), &wanted), Some(0));
    fs::write(one.path().join("more.html"), "").expect("written");
    assert_eq!(which(one.path(), &wanted), None, "one file too many");
    fs::remove_file(two.path().join("content/pages/page-2.md")).expect("removed");
    assert_eq!(which(two.path(), &wanted), None, "one file too few");
    fs::write(two.path().join("content/pages/page-2.md"), "").expect("written");
    assert_eq!(which(two.path(), &wanted), None, "one file cut off");
    assert_eq!(which(Path::new("/nowhere"), &wanted), None, "nothing at all");
}
