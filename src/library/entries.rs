//! Every entry, and what finds them.

use super::competitor_names::competitor_names;
use super::feed_releases::{add_feed_releases, releases_of_none};
use super::lists::Lists;
use super::named_notes::add_named_claims;
use super::origins::Origins;
use super::people_names::PeopleNames;
use super::permalink::page_path;
use crate::entry::{DUPLICATE_ID, Entry, EntryFile, KindFields};
use crate::finding::{Finding, Place};
use crate::kinds::Kind;
use crate::prose::Names;
use crate::wording::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// Every entry, and what finds them.
#[derive(Debug, Clone)]
pub struct Library {
    entries: Vec<Arc<Entry>>,
    by_id: BTreeMap<String, usize>,
    by_path: BTreeMap<String, usize>,
    /// Under the last part of each id; `None` if two ids share it.
    by_name: BTreeMap<String, Option<usize>>,
    /// The battlecards about each competitor, under its place in the list.
    cards: BTreeMap<usize, Vec<usize>>,
    competitors: BTreeMap<String, usize>,
    unreadable: BTreeSet<String>,
    clashing: Vec<String>,
    people_names: PeopleNames,
    /// People, capabilities, customers and vocabularies.
    pub lists: Arc<Lists>,
    /// The names of all competitors.
    competitor_names: Arc<Names>,
    /// The names by which texts are compared, of the whole library also in a part of it.
    vocabulary: Arc<Vocabulary>,
    /// What Git says of dates.
    origins: Arc<Origins>,
}

impl Library {
    /// Joins files into a library; of entries whose ids clash, the first by path stays.
    pub fn new(files: Vec<EntryFile>, lists: Lists) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut unreadable = BTreeSet::new();
        let mut entries = Vec::new();
        for file in files {
            findings.extend(file.findings);
            if file.entries.is_empty() {
                unreadable.insert(file.id);
                unreadable.insert(file.file.path().to_owned());
            }
            entries.extend(file.entries);
        }
        entries.sort_by(|one, other| (&one.id, one.file.path()).cmp(&(&other.id, other.file.path())));
        let before = findings.len();
        let mut entries = without_clashes(entries, &mut findings);
        let competitors = competitor_names(&entries);
        for entry in &mut entries {
            add_named_claims(entry, &competitors);
        }
        add_feed_releases(&mut entries, &lists);
        let unassigned = releases_of_none(&entries, &unreadable, &lists.releases);
        let clashing = findings.iter().skip(before).map(|clash| clash.subject.clone()).collect();
        let vocabulary = Arc::new(vocabulary(&entries, &lists));
        findings.extend(unassigned);
        let library = Self::index(entries, unreadable, Arc::new(lists), PeopleNames::Shown);
        (Self { clashing, vocabulary, ..library }, findings)
    }

    /// Makes the library in which `origins` say where dates come from.
    #[must_use]
    pub fn with_origins(self, origins: Origins) -> Self {
        Self { origins: Arc::new(origins), ..self }
    }

    fn index(
        entries: Vec<Arc<Entry>>,
        unreadable: BTreeSet<String>,
        lists: Arc<Lists>,
        people_names: PeopleNames,
    ) -> Self {
        let mut library = Self {
            by_id: BTreeMap::new(),
            by_path: BTreeMap::new(),
            by_name: BTreeMap::new(),
            cards: BTreeMap::new(),
            competitors: BTreeMap::new(),
            unreadable,
            clashing: Vec::new(),
            people_names,
            lists,
            competitor_names: Arc::new(competitor_names(&entries)),
            vocabulary: Arc::default(),
            origins: Arc::default(),
            entries,
        };
        for (index, entry) in library.entries.iter().enumerate() {
            library.by_id.insert(entry.id.clone(), index);
            let name = entry.id.rsplit('/').next().unwrap_or_default();
            library.by_name.entry(name.to_owned()).and_modify(|only| *only = None).or_insert(Some(index));
            if entry.kind != Kind::Answer || !library.by_path.contains_key(entry.file.path()) {
                library.by_path.insert(entry.file.path().to_owned(), index);
            }
            for old in &entry.supersedes {
                library.by_id.entry(old.value.clone()).or_insert(index);
            }
            if let KindFields::Competitor(competitor) = &entry.kind_fields {
                let names = competitor.name.iter().chain(&entry.aliases).map(|name| fold(&name.value));
                let short = entry.id.rsplit('/').next().map(fold);
                for name in names.chain(short).chain([fold(&entry.id)]) {
                    library.competitors.entry(name).or_insert(index);
                }
            }
        }
        library.cards = library.index_cards();
        library
    }

    /// Writes everything that does not follow from the entries and the files of data: ids of files that cannot be read, whose
    /// names are shown, and where dates come from.
    ///
    /// # Errors
    /// Those of `to`.
    pub(crate) fn write_rest(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        let Self {
            entries: _,
            by_id: _,
            by_path: _,
            by_name: _,
            cards: _,
            competitors: _,
            unreadable,
            clashing,
            people_names,
            lists: _,
            competitor_names: _,
            vocabulary: _,
            origins,
        } = self;
        write!(to, "{unreadable:?}\0{clashing:?}\0{people_names:?}\0{origins:?}\0")
    }

    fn index_cards(&self) -> BTreeMap<usize, Vec<usize>> {
        let mut cards = BTreeMap::<usize, Vec<usize>>::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let KindFields::Battlecard(card) = &entry.kind_fields else { continue };
            let competitor = card.competitor.as_ref().and_then(|name| self.competitors.get(&fold(&name.value)));
            if let Some(competitor) = competitor {
                cards.entry(*competitor).or_default().push(index);
            }
        }
        cards
    }

    /// Returns the names and aliases of the competitors, and the first words of names that are distinct.
    pub(crate) fn competitor_names(&self) -> &Names {
        &self.competitor_names
    }

    /// Returns the names by which texts are compared.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns what Git says of dates.
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Returns every entry, by id.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// Returns the entries of one kind, by id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// Returns the entry with this id, or the one that supersedes it.
    pub fn find(&self, id: &str) -> Option<&Arc<Entry>> {
        self.by_id.get(id).and_then(|index| self.entries.get(*index))
    }

    /// Returns the competitor with this id, name or alias, letters' case aside.
    pub fn competitor(&self, name: &str) -> Option<&Arc<Entry>> {
        self.competitors.get(&fold(name)).and_then(|index| self.entries.get(*index))
    }

    /// Returns the competitor that `entry` is about or is.
    pub fn competitor_of(&self, entry: &Entry) -> Option<&Arc<Entry>> {
        match &entry.kind_fields {
            KindFields::Battlecard(card) => card.competitor.as_ref().and_then(|name| self.competitor(&name.value)),
            KindFields::Competitor(_) => self.find(&entry.id),
            _ => entry.competitors.first().and_then(|name| self.competitor(&name.value)),
        }
    }

    /// Returns the battlecards about the competitor with this id.
    pub fn cards_of(&self, competitor: &str) -> impl Iterator<Item = &Arc<Entry>> {
        let index = self.by_id.get(competitor);
        let cards = index.and_then(|index| self.cards.get(index)).map_or(&[][..], Vec::as_slice);
        cards.iter().filter_map(|index| self.entries.get(*index))
    }

    /// Returns whether `name`, an id or a path, belongs to a file that could not be read.
    pub fn is_unreadable(&self, name: &str) -> bool {
        self.unreadable.contains(name)
    }

    /// Returns whether a file could not be read, so that it is unknown who may read it.
    pub fn has_unreadable(&self) -> bool {
        !self.unreadable.is_empty()
    }

    /// Returns the ids of the entries that are left out because another entry has their id or their page.
    pub fn clashing(&self) -> &[String] {
        &self.clashing
    }

    /// Makes the part of the library that consists of `entries`, some of its own as their readers see them, with other `lists`.
    pub(crate) fn part(&self, entries: Vec<Arc<Entry>>, lists: Arc<Lists>, people_names: PeopleNames) -> Self {
        let part = Self::index(entries, self.unreadable.clone(), lists, people_names);
        let (vocabulary, origins) = (Arc::clone(&self.vocabulary), Arc::clone(&self.origins));
        Self { vocabulary, origins, ..part }
    }

    /// Returns whether the library gives names of people.
    pub(super) fn people_names(&self) -> PeopleNames {
        self.people_names
    }

    /// Finds the only entry whose id ends in `/name`; `None` if there are several.
    pub(super) fn by_last_part(&self, name: &str) -> Option<&Arc<Entry>> {
        self.by_name.get(name).copied().flatten().and_then(|index| self.entries.get(index))
    }

    /// Returns the entries whose ids have `name` as their last part, if that is more than one.
    pub fn named_alike(&self, name: &str) -> Vec<&Arc<Entry>> {
        if self.by_name.get(name) != Some(&None) {
            return Vec::new();
        }
        self.entries.iter().filter(|entry| entry.id.rsplit('/').next() == Some(name)).collect()
    }

    /// Returns the entry whose file is at `path`, beside the settings.
    pub(super) fn by_path(&self, path: &str) -> Option<&Arc<Entry>> {
        self.by_path.get(path).and_then(|index| self.entries.get(*index))
    }
}

/// Returns the names of competitors and of capabilities.
fn vocabulary(entries: &[Arc<Entry>], lists: &Lists) -> Vocabulary {
    let companies = entries.iter().flat_map(|entry| {
        let name = match &entry.kind_fields {
            KindFields::Competitor(own) => own.name.as_ref(),
            _ => None,
        };
        name.into_iter().chain(&entry.aliases).filter(|_| entry.kind == Kind::Competitor)
    });
    let capabilities = lists.capabilities.iter().flat_map(|own| std::iter::once(&own.name).chain(&own.synonyms));
    Vocabulary::new(companies.map(|name| name.value.as_str()), capabilities.map(String::as_str))
}

/// Drops every entry whose id or page is an earlier one's but for case or Unicode form, and reports both places.
fn without_clashes(entries: Vec<Arc<Entry>>, findings: &mut Vec<Finding>) -> Vec<Arc<Entry>> {
    // Under its id as it is spelt and under its page: `team` and `team/index` differ in the one and share the other.
    let mut first_by_name: BTreeMap<String, Arc<Entry>> = BTreeMap::new();
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        let names = [fold(&entry.id), fold(&page_path(&entry.id))];
        if let Some(first) = names.iter().find_map(|name| first_by_name.get(name)) {
            let message = format!("the id `{}` is taken by `{}` in {}", entry.id, first.id, first.file.path());
            let finding = Finding::new(&DUPLICATE_ID, Place::new(&entry.file, entry.head), message);
            let see = Place::new(&first.file, first.head);
            findings.push(finding.subject(entry.id.clone()).see(see, "the first is here"));
            continue;
        }
        first_by_name.extend(names.map(|name| (name, Arc::clone(&entry))));
        kept.push(entry);
    }
    kept
}

/// Folds case and Unicode form, the way file systems and readers do.
fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfkc().flat_map(char::to_lowercase).collect()
}
