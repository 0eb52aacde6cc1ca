//! Every entry, and what finds them.

use super::capability_words::CapabilityWords;
use super::competitor_names::competitor_names;
use super::feed_releases::{add_feed_releases, releases_of_none};
use super::lists::{Capability, Lists};
use super::name_index::{NameIndex, fold};
use super::named_notes::add_named_claims;
use super::origins::Origins;
use super::people_names::PeopleNames;
use super::permalink::page_path;
use crate::artefacts::Artefacts;
use crate::entry::{DUPLICATE_ID, Entry, EntryFile, KindFields};
use crate::finding::{Finding, Place};
use crate::kinds::Kind;
use crate::prose::Names;
use crate::wording::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// Every entry, and what finds them.
#[derive(Debug, Clone)]
pub struct Library {
    entries: Vec<Arc<Entry>>,
    index: Arc<NameIndex>,
    unreadable: Arc<BTreeSet<String>>,
    clashing: Vec<String>,
    people_names: PeopleNames,
    /// People, capabilities, customers and vocabularies.
    pub lists: Arc<Lists>,
    /// The names of all competitors.
    competitor_names: Arc<Names>,
    /// The names by which texts are compared, of the whole library also in a part of it.
    vocabulary: Arc<Vocabulary>,
    /// The words for the capabilities of `lists`.
    capability_words: Arc<CapabilityWords>,
    /// What Git says of dates.
    origins: Arc<Origins>,
    /// What earlier runs made of its texts.
    artefacts: Arc<Artefacts>,
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
        let library = Self {
            index: Arc::new(NameIndex::new(&entries)),
            entries,
            unreadable: Arc::new(unreadable),
            clashing,
            people_names: PeopleNames::Shown,
            competitor_names: Arc::new(competitors),
            vocabulary,
            capability_words: Arc::new(CapabilityWords::new(&lists.capabilities)),
            lists: Arc::new(lists),
            origins: Arc::default(),
            artefacts: Arc::default(),
        };
        (library, findings)
    }

    /// Makes the library in which `origins` say where dates come from.
    #[must_use]
    pub fn with_origins(self, origins: Origins) -> Self {
        Self { origins: Arc::new(origins), ..self }
    }

    /// Makes the library that works nothing out again that `artefacts` know.
    #[must_use]
    pub fn with_artefacts(self, artefacts: &Arc<Artefacts>) -> Self {
        Self { artefacts: Arc::clone(artefacts), ..self }
    }

    /// Returns the library in which the entries of one file are `edited`, without linking the others again; `None` if more
    /// than what they say themselves may change: the names under which entries are found, or those of competitors.
    pub(crate) fn with_edited(&self, edited: &[Arc<Entry>]) -> Option<Self> {
        let path = edited.first()?.file.path();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        places.extend(
            self.entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| entry.file.path() == path)
                .map(|(place, entry)| (entry.id.as_str(), place)),
        );
        let mut entries = self.entries.clone();
        for entry in edited {
            let own = entries.get_mut(places.remove(entry.id.as_str())?)?;
            if !NameIndex::is_same_for(own, entry) {
                return None;
            }
            *own = Arc::clone(entry);
            add_named_claims(own, &self.competitor_names);
        }
        places.is_empty().then(|| Self { entries, ..self.clone() })
    }

    /// Returns the same library without the list of synonyms.
    pub(crate) fn without_synonyms(&self) -> Self {
        let lists = Arc::new(Lists { synonyms: Vec::new(), ..Lists::clone(&self.lists) });
        Self { lists, ..self.clone() }
    }

    /// Writes everything that does not follow from the entries and the files of data: ids of files that cannot be read, whose
    /// names are shown, and where dates come from.
    ///
    /// # Errors
    /// Those of `to`.
    pub(crate) fn write_rest(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        let Self {
            entries: _,
            index: _,
            unreadable,
            clashing,
            people_names,
            lists: _,
            competitor_names: _,
            vocabulary: _,
            capability_words: _,
            origins,
            artefacts: _,
        } = self;
        write!(to, "{unreadable:?}\0{clashing:?}\0{people_names:?}\0")?;
        origins.write(to)
    }

    /// Returns the names and aliases of the competitors, and the first words of names that are distinct.
    pub(crate) fn competitor_names(&self) -> &Names {
        &self.competitor_names
    }

    /// Returns the names by which texts are compared.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns the first capability in the list whose id, name or synonym `text` has as a whole word, letters' case aside.
    pub(crate) fn capability_in(&self, text: &str) -> Option<&Capability> {
        self.lists.capabilities.get(self.capability_words.first_in(text)?)
    }

    /// Returns what Git says of dates.
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Returns what earlier runs made of its texts.
    pub(crate) fn artefacts(&self) -> &Artefacts {
        &self.artefacts
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
        self.index.by_id.get(id).and_then(|index| self.entries.get(*index))
    }

    /// Returns the competitor with this id, name or alias, letters' case aside.
    pub fn competitor(&self, name: &str) -> Option<&Arc<Entry>> {
        self.index.competitors.get(&fold(name)).and_then(|index| self.entries.get(*index))
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
        let index = self.index.by_id.get(competitor);
        let cards = index.and_then(|index| self.index.cards.get(index)).map_or(&[][..], Vec::as_slice);
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
        let is_whole = entries.len() == self.entries.len()
            && entries.iter().zip(&self.entries).all(|(shown, own)| Arc::ptr_eq(shown, own));
        let (index, competitor_names) = if is_whole {
            (Arc::clone(&self.index), Arc::clone(&self.competitor_names))
        } else {
            (Arc::new(NameIndex::new(&entries)), Arc::new(competitor_names(&entries)))
        };
        let capability_words = if Arc::ptr_eq(&lists, &self.lists) {
            Arc::clone(&self.capability_words)
        } else {
            Arc::new(CapabilityWords::new(&lists.capabilities))
        };
        let clashing = Vec::new();
        Self { entries, index, clashing, people_names, lists, competitor_names, capability_words, ..self.clone() }
    }

    /// Returns whether the library gives names of people.
    pub(super) fn people_names(&self) -> PeopleNames {
        self.people_names
    }

    /// Finds the only entry whose id ends in `/name`; `None` if there are several.
    pub(super) fn by_last_part(&self, name: &str) -> Option<&Arc<Entry>> {
        self.index.by_name.get(name).copied().flatten().and_then(|index| self.entries.get(index))
    }

    /// Returns the entries whose ids have `name` as their last part, if that is more than one.
    pub fn named_alike(&self, name: &str) -> Vec<&Arc<Entry>> {
        if self.index.by_name.get(name) != Some(&None) {
            return Vec::new();
        }
        self.entries.iter().filter(|entry| entry.id.rsplit('/').next() == Some(name)).collect()
    }

    /// Returns the entry whose file is at `path`, beside the settings.
    pub(super) fn by_path(&self, path: &str) -> Option<&Arc<Entry>> {
        self.index.by_path.get(path).and_then(|index| self.entries.get(*index))
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
