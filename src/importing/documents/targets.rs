//! The names of the pages that documents become.

use crate::markdown::slug;
use std::collections::{BTreeMap, BTreeSet};

/// The names that are taken; they differ by more than the case of letters.
#[derive(Debug)]
pub(super) struct Targets<'a> {
    /// The pages that documents became in an earlier import.
    known: &'a BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl<'a> Targets<'a> {
    /// Begins with the names of an earlier import.
    pub(super) fn new(known: &'a BTreeMap<String, String>) -> Self {
        Self { known, taken: known.values().map(|path| path.to_lowercase()).collect() }
    }

    /// Returns the path of the page that the document `source` becomes; `path` is what it is named after.
    pub(super) fn page(&mut self, source: &str, path: &str) -> String {
        if let Some(known) = self.known.get(source) {
            return known.clone();
        }
        let folder_and_name = path.rsplit_once('/');
        let (folder, name) = folder_and_name.unwrap_or(("", path));
        let folders = folder.split('/').map(part).filter(|part| !part.is_empty());
        let folder = folders.collect::<Vec<_>>().join("/");
        let stem = part(name);
        let stem = if stem.is_empty() { "document".to_owned() } else { stem };
        let whole = |name: &str| if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") };
        let mut target = whole(&stem);
        let mut count = 1;
        while !self.taken.insert(target.to_lowercase()) {
            count += 1;
            target = whole(&format!("{stem}-{count}"));
        }
        target
    }
}

/// Returns a part of a path as it is in an address.
pub(super) fn part(text: &str) -> String {
    let text = text.replace(['.', '+', ',', '(', ')', '[', ']'], " ");
    let slug = slug(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut name = String::with_capacity(slug.len());
    for symbol in slug.chars() {
        if symbol != '-' || !name.ends_with('-') {
            name.push(symbol);
        }
    }
    // The longest name of a file that file systems take has 255 bytes; this leaves room for a number and an ending.
    name.truncate(name.floor_char_boundary(180));
    name.trim_matches('-').to_owned()
}

/// Returns the path from the page `from` to the file `to`, both below the target folder.
pub(super) fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = folder.split_last().map_or(&[][..], |(_, folder)| folder);
    let target: Vec<&str> = to.split('/').collect();
    let same = folder.iter().zip(&target).take_while(|(one, other)| one == other).count();
    let same = same.min(target.len().saturating_sub(1));
    let up = "../".repeat(folder.len() - same);
    format!("{up}{}", target.get(same..).unwrap_or_default().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_only_by_case_become_two_files() {
        let known = BTreeMap::from([("old.docx".to_owned(), "a.md".to_owned())]);
        let mut targets = Targets::new(&known);
        let mut page = |path: &str| targets.page(path, path.rsplit_once('.').map_or(path, |(stem, _)| stem));
        let pages =
            ["old.docx", "A.docx", "My File (v2).docx", "my file v2.docx", "x/日本語.docx", "x/--.docx"].map(&mut page);
        assert_eq!(pages, ["a.md", "a-2.md", "my-file-v2.md", "my-file-v2-2.md", "x/日本語.md", "x/document.md"]);
    }

    #[test]
    fn paths_between_pages() {
        for (from, to, expected) in [
            ("a.md", "b.md", "b.md"),
            ("x/a.md", "b.md", "../b.md"),
            ("x/a.md", "x/y/b.md", "y/b.md"),
            ("x/y/a.md", "x/z.md", "../z.md"),
        ] {
            assert_eq!(relative(from, to), expected);
        }
    }
}
