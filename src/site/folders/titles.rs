//! What a folder is called in the navigation, and its place there.

use super::path::folder;
use crate::entry::Entry;
use crate::library::Section as SectionFile;
use crate::site::input::SiteInput;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of folders: what `_section.yaml` says, and the index pages.
pub(super) struct Titles<'a> {
    input: &'a SiteInput<'a>,
    index_pages: BTreeMap<&'a str, &'a Arc<Entry>>,
}

/// One folder in the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Titled {
    /// Its title.
    pub(super) title: String,
    /// Its place among its neighbours; none follows those with one.
    pub(super) order: Option<u64>,
    /// Whether it is closed until a reader opens it.
    pub(super) is_collapsed: bool,
}

impl<'a> Titles<'a> {
    /// Finds the index pages: `setup/index`, and `setup` where others are in `setup/`.
    pub(super) fn new(input: &'a SiteInput<'a>) -> Self {
        let entries = input.library.entries();
        let mut all: Vec<&str> = entries.iter().map(|entry| folder(entry).0).collect();
        // Entries are in the order of their ids, so that those of a folder are neighbours.
        all.dedup();
        let folders: BTreeSet<&str> = all.into_iter().collect();
        let beside = entries.iter().filter(|entry| folders.contains(entry.id.as_str()));
        let mut index_pages: BTreeMap<&str, &Arc<Entry>> = beside.map(|entry| (entry.id.as_str(), entry)).collect();
        let inside = entries.iter().filter(|entry| folder(entry).1);
        index_pages.extend(inside.map(|entry| (folder(entry).0, entry)));
        Self { input, index_pages }
    }

    /// Returns the index page of the folder at `path`.
    pub(super) fn index_page(&self, path: &str) -> Option<&'a Arc<Entry>> {
        self.index_pages.get(path).copied()
    }

    /// Returns the folder whose index page `entry` is.
    pub(super) fn folder_of_index<'e>(&self, entry: &'e Entry) -> Option<&'e str> {
        let (inside, is_index) = folder(entry);
        let path = if is_index { inside } else { entry.id.as_str() };
        self.index_page(path).is_some_and(|index| index.id == entry.id).then_some(path)
    }

    /// Returns what the folder at `path` is called where `entry` is in it.
    pub(super) fn of_folder(&self, path: &str, entry: &Entry) -> Titled {
        let index = self.index_page(path);
        let said = self.section_file(path, entry);
        let order = said.and_then(|section| section.order.as_ref());
        let title = said.and_then(|section| section.title.as_ref());
        let order = order.or_else(|| index.and_then(|index| index.order.as_ref()));
        let title = title.or_else(|| index.map(|index| &index.title));
        Titled {
            title: title.map_or_else(|| words(path.rsplit('/').next().unwrap_or(path)), |title| title.value.clone()),
            order: order.map(|order| order.value),
            is_collapsed: said.is_some_and(|section| section.collapsed),
        }
    }

    /// Returns what `_section.yaml` says of the folder at `path` in the root of `entry`.
    fn section_file(&self, path: &str, entry: &Entry) -> Option<&'a SectionFile> {
        let sections = &self.input.library.lists.sections;
        if sections.is_empty() {
            return None;
        }
        let file = entry.file.path();
        let roots = self.input.settings.roots.iter().map(|root| root.path.value.trim_matches('/'));
        let own = roots.filter(|root| file.strip_prefix(root).is_some_and(|rest| rest.starts_with('/')));
        own.max_by_key(|root| root.len()).and_then(|root| sections.get(&format!("{root}/{path}")))
    }
}

/// Writes the name of a folder as words: `getting-started` as `Getting started`.
fn words(name: &str) -> String {
    let text = name.replace(['-', '_'], " ");
    let mut letters = text.trim().chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_of_folders_become_words() {
        let names = ["getting-started", "faq_2", "Über-uns", "-"];
        assert_eq!(names.map(words), ["Getting started", "Faq 2", "Über uns", "-"]);
    }
}
