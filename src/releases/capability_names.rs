//! The capabilities that a text names.

use super::record::RecordedRelease;
use crate::wording::plain_forms;
use fieldbook_search::words::WordStemmer;
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
    /// By the stem of their first word, the longest first.
    by_first: BTreeMap<String, Vec<Name>>,
}

/// A name as its words, with the ids that have it.
#[derive(Debug, Clone)]
struct Name {
    words: Vec<String>,
    ids: BTreeSet<String>,
}

impl Name {
    /// Returns whether `words` begin with it; its last word can be in the plural or in the singular.
    fn is_at(&self, words: &[String]) -> bool {
        let last = self.words.len().saturating_sub(1);
        let is_same = |(one, other): (&String, &String)| one == other || is_plural(one, other) || is_plural(other, one);
        words.get(..last) == self.words.get(..last) && self.words.last().zip(words.get(last)).is_some_and(is_same)
    }
}

/// Returns whether `plural` is the English plural of `singular`. Other endings are other words: a stem alone would join
/// `organ` with `organization`.
fn is_plural(plural: &str, singular: &str) -> bool {
    let is_regular = matches!(plural.strip_prefix(singular), Some("s" | "es"));
    let is_changed =
        singular.strip_suffix('y').zip(plural.strip_suffix("ies")).is_some_and(|(one, other)| one == other);
    is_regular || is_changed
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
        let stemmer = WordStemmer::new();
        let mut by_first = BTreeMap::<String, Vec<Name>>::new();
        for (words, ids) in all {
            let first = words.first().map(|first| stemmer.stem(first)).unwrap_or_default();
            by_first.entry(first).or_default().push(Name { words, ids });
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        Self { by_first }
    }

    /// Returns the ids of the capabilities that `text` names: whole words, case, marks and the plural of the last word
    /// aside, and where names begin with the same word the longest alone.
    pub fn find(&self, text: &str) -> BTreeSet<&str> {
        let (words, stemmer) = (plain_forms(text), WordStemmer::new());
        let (mut found, mut at) = (BTreeSet::new(), 0);
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let names = rest.first().and_then(|first| self.by_first.get(&stemmer.stem(first)));
            let names: Vec<&Name> = names.into_iter().flatten().filter(|name| name.is_at(rest)).collect();
            let length = names.first().map_or(1, |longest| longest.words.len());
            let longest = || names.iter().filter(|name| name.words.len() == length);
            // Of two names that differ in their plural alone, the one as it is written.
            let is_written = |name: &&&Name| rest.starts_with(&name.words);
            let has_written = longest().any(|name| is_written(&name));
            let ids = longest().filter(|name| !has_written || is_written(name)).flat_map(|name| &name.ids);
            found.extend(ids.map(String::as_str));
            at += length;
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

    #[test]
    fn plurals_count_and_other_endings_do_not() {
        let names = [
            ("logs", "Audit log"),
            ("login", "Login"),
            ("policies", "Retention policies"),
            ("boxes", "Box"),
            ("news", "New"),
            ("organs", "Organ"),
            ("access", "Access"),
            ("key", "API key"),
            ("keys", "API keys"),
        ];
        let names = CapabilityNames::new(names.into_iter());
        let found = |text: &str| names.find(text).into_iter().collect::<Vec<_>>().join(" ");
        for (text, expected) in [
            ("Audit logs for everybody", "logs"),
            ("The audit log", "logs"),
            ("Audit login, audits log", "login"),
            ("Logs and logins", "login"),
            ("A retention policy", "policies"),
            ("Boxes", "boxes"),
            ("News of the organization", ""),
            ("Organs", "organs"),
            ("Accessing", ""),
            ("Accesses", "access"),
            ("An API key", "key"),
            ("Two API keys", "keys"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
