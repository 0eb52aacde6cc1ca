//! The capabilities that a text names.

use super::record::RecordedRelease;
use crate::wording::plain_forms;
use std::collections::{BTreeMap, BTreeSet};

/// Where the name of a capability is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundIn {
    /// In the title of a release.
    Title,
    /// Only in its summary.
    Summary,
}

/// A capability that a release names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The id of the capability.
    pub capability: String,
    /// Where its name is.
    pub found_in: FoundIn,
}

/// The names and synonyms of capabilities, as words.
#[derive(Debug, Clone, Default)]
pub struct CapabilityNames {
    /// By their first word, the longest first.
    by_first: BTreeMap<String, Vec<Name>>,
}

/// A name as its words, with the ids that have it.
#[derive(Debug, Clone)]
struct Name {
    words: Vec<String>,
    ids: BTreeSet<String>,
}

impl CapabilityNames {
    /// Takes pairs of an id and one of its names.
    pub fn new<'a>(names: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut all = BTreeMap::<Vec<String>, BTreeSet<String>>::new();
        for (id, name) in names {
            let words = plain_forms(name);
            if !words.is_empty() {
                all.entry(words).or_default().insert(id.to_owned());
            }
        }
        let mut by_first = BTreeMap::<String, Vec<Name>>::new();
        for (words, ids) in all {
            let first = words.first().cloned().unwrap_or_default();
            by_first.entry(first).or_default().push(Name { words, ids });
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        Self { by_first }
    }

    /// Returns the ids of the capabilities that `text` names: whole words, case and marks aside, and where names begin with the
    /// same word the longest alone.
    pub fn find(&self, text: &str) -> BTreeSet<&str> {
        let words = plain_forms(text);
        let (mut found, mut at) = (BTreeSet::new(), 0);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let names = rest.first().and_then(|first| self.by_first.get(first));
            let name = names.into_iter().flatten().find(|name| rest.starts_with(&name.words));
            found.extend(name.into_iter().flat_map(|name| &name.ids).map(String::as_str));
            at += name.map_or(1, |name| name.words.len());
        }
        found
    }

    /// Returns the capabilities that a release names, by id; one that is in the title and in the summary counts as in the
    /// title.
    pub fn touched(&self, release: &RecordedRelease) -> Vec<Touched> {
        let in_title = self.find(&release.title);
        let mut in_summary = release.summary.as_deref().map(|summary| self.find(summary)).unwrap_or_default();
        in_summary.retain(|id| !in_title.contains(id));
        let touched = |found_in: FoundIn| move |id: &str| Touched { capability: id.to_owned(), found_in };
        let mut all: Vec<Touched> = in_title.into_iter().map(touched(FoundIn::Title)).collect();
        all.extend(in_summary.into_iter().map(touched(FoundIn::Summary)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words_and_the_longest_wins() {
        let names = [
            ("provisioning", "User provisioning"),
            ("provisioning", "SCIM"),
            ("sync", "Sync"),
            ("objects", "Custom objects"),
            ("object-sync", "Custom object sync"),
            ("roles", "custom roles"),
            ("sso", "Single sign-on"),
            ("access", "SCIM"),
            ("empty", "…"),
        ];
        let names = CapabilityNames::new(names.into_iter());
        let found = |text: &str| names.find(text).into_iter().collect::<Vec<_>>().join(" ");
        for (text, expected) in [
            ("SCIM for all plans", "access provisioning"),
            ("“scim”: now GA", "access provisioning"),
            ("Scimitar and desync", ""),
            ("Custom object sync is here", "object-sync"),
            ("Custom objects, and sync", "objects sync"),
            ("Single sign on", "sso"),
            ("Custom", ""),
            ("", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
