//! Where the entries of a library are, by the names under which others refer to them.

use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The places of entries in the order of a library, by their names.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// By id, and by the ids of entries that they replaced.
    pub(super) by_id: BTreeMap<String, usize>,
    /// By the path of the file.
    pub(super) by_path: BTreeMap<String, usize>,
    /// Under the last part of each id; `None` if two ids share it.
    pub(super) by_name: BTreeMap<String, Option<usize>>,
    /// The battlecards about each competitor, under its place in the list.
    pub(super) cards: BTreeMap<usize, Vec<usize>>,
    /// Competitors by their ids, names and aliases, letters' case aside.
    pub(super) competitors: BTreeMap<String, usize>,
}

impl NameIndex {
    /// Finds the places of `entries`, which are in the order of their ids.
    pub(super) fn new(entries: &[Arc<Entry>]) -> Self {
        let mut index = Self::default();
        for (place, entry) in entries.iter().enumerate() {
            index.by_id.insert(entry.id.clone(), place);
            let name = last_part(&entry.id);
            index.by_name.entry(name.to_owned()).and_modify(|only| *only = None).or_insert(Some(place));
            if entry.kind != Kind::Answer || !index.by_path.contains_key(entry.file.path()) {
                index.by_path.insert(entry.file.path().to_owned(), place);
            }
            for old in &entry.supersedes {
                index.by_id.entry(old.value.clone()).or_insert(place);
            }
            if let KindFields::Competitor(competitor) = &entry.kind_fields {
                let names = competitor.name.iter().chain(&entry.aliases).map(|name| fold(&name.value));
                for name in names.chain([fold(last_part(&entry.id)), fold(&entry.id)]) {
                    index.competitors.entry(name).or_insert(place);
                }
            }
        }
        index.cards = index.cards_among(entries);
        index
    }

    /// Returns whether `edited` in the place of `entry` leaves the index of every library that has it as it is.
    pub(super) fn is_same_for(entry: &Entry, edited: &Entry) -> bool {
        let card = |entry: &Entry| match &entry.kind_fields {
            KindFields::Battlecard(card) => card.competitor.as_ref().map(|name| name.value.clone()),
            _ => None,
        };
        let replaced = |entry: &Entry| entry.supersedes.iter().map(|old| old.value.clone()).collect::<Vec<_>>();
        let is_competitor = [entry, edited].iter().any(|entry| entry.kind == Kind::Competitor);
        !is_competitor
            && (entry.kind, &entry.id, entry.file.path()) == (edited.kind, &edited.id, edited.file.path())
            && card(entry) == card(edited)
            && replaced(entry) == replaced(edited)
    }

    fn cards_among(&self, entries: &[Arc<Entry>]) -> BTreeMap<usize, Vec<usize>> {
        let mut cards = BTreeMap::<usize, Vec<usize>>::new();
        for (place, entry) in entries.iter().enumerate() {
            let KindFields::Battlecard(card) = &entry.kind_fields else { continue };
            let competitor = card.competitor.as_ref().and_then(|name| self.competitors.get(&fold(&name.value)));
            if let Some(competitor) = competitor {
                cards.entry(*competitor).or_default().push(place);
            }
        }
        cards
    }
}

fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or_default()
}

/// Folds case and Unicode form, the way file systems and readers do.
pub(super) fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfkc().flat_map(char::to_lowercase).collect()
}
