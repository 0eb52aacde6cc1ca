//! What all pages are made from: the library, and what joins its entries with each other and with opportunities.
//!
//! In goes what a build is given, out come the facts that more than one page needs, each worked out once. Pages take
//! from it what they show and nothing else sees it.

use super::address::Address;
use super::ages::AgeTable;
use super::claim_pages::{ClaimPage, ClaimPages, claim_pages};
use super::findings::FindingIndex;
use super::folders::{FolderTree, folder_trees};
use super::frameworks::{Framework, frameworks};
use super::input::SiteInput;
use super::matrix::{Cell, Matrix};
use super::pages::PageKind;
use super::queues::{Queue, owner_id, queues};
use super::view::Span;
use super::win_loss::{WinLoss, win_losses};
use crate::config::Settings;
use crate::digest::{DigestMaker, Period};
use crate::due::{DueCourse, DueSelection, Horizon, OwnerLoad, forecast, place_courses};
use crate::entry::{Claim, Entry};
use crate::freshness::Timeline;
use crate::hold::{Hold, HoldContext, Recipient, holds};
use crate::kinds::Kind;
use crate::library::{Library, Target};
use crate::opportunity::{Exposures, Opportunity, Snapshot, Stages, Sum, format_sums, reported, sums};
use crate::visibility::Readers;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, OnceLock};

/// A fact that is worked out when the first page needs it, on one thread: a thread that waits for it takes no other work.
pub(super) type Fact<'a, T> = LazyLock<T, Box<dyn FnOnce() -> T + Send + 'a>>;

fn fact<'a, T>(work_out: impl FnOnce() -> T + Send + 'a) -> Fact<'a, T> {
    LazyLock::new(Box::new(work_out))
}

fn work_out<T>(fact: &Fact<'_, T>) {
    LazyLock::force(fact);
}

/// The facts of one build.
pub(super) struct Catalogue<'a> {
    pub(super) input: &'a SiteInput<'a>,
    pub(super) snapshot: Option<&'a Snapshot>,
    pub(super) exposures: Arc<Exposures<'a>>,
    addresses: Fact<'a, BTreeMap<&'a str, Address>>,
    ages: Arc<AgeTable<'a>>,
    /// The related entries of each entry, in both directions; for a few pages each is searched for.
    related: OnceLock<BTreeMap<&'a str, BTreeSet<&'a str>>>,
    opportunity_addresses: BTreeMap<&'a str, Address>,
    counts: BTreeMap<Kind, usize>,
    answer_files: Fact<'a, BTreeMap<&'a str, AnswerFile<'a>>>,
    cards: Fact<'a, BTreeMap<&'a str, Vec<&'a Arc<Entry>>>>,
    /// How we compare with each competitor.
    pub(super) matrix: Fact<'a, Matrix<'a>>,
    claim_pages: Fact<'a, ClaimPages<'a>>,
    /// The sections of each kind whose entries are in sections, by the folder of the kind.
    pub(super) folders: Fact<'a, BTreeMap<&'static str, FolderTree<'a>>>,
    /// Frameworks by id.
    pub(super) frameworks: Fact<'a, BTreeMap<&'a str, Framework<'a>>>,
    win_losses: Fact<'a, BTreeMap<String, WinLoss>>,
    /// What each owner has; nothing in a build for outsiders.
    queues: Fact<'a, BTreeMap<String, Queue<'a>>>,
    /// What has to be checked on each day of the span, by entry; nothing in a build for outsiders.
    due: Fact<'a, Vec<DueCourse<'a>>>,
    /// The days for which pages carry what they list.
    pub(super) span: Span,
    /// What the checks found, where the build's readers may see it.
    pub(super) findings: Fact<'a, FindingIndex<'a>>,
    /// Makes the digests of opportunities.
    pub(super) digests: Fact<'a, DigestMaker<'a>>,
    /// What decides whether answers may be sent, to whom they are by the readers of the build.
    holding: HoldContext<'a>,
    pub(super) claim_count: usize,
    pub(super) shows_amounts: bool,
    /// Whether readers outside the company get the build: they get no way into the repository and no review queue.
    pub(super) is_outside: bool,
    /// Whether the build shows what its makers need: findings and rules. One for outsiders or one customer does not.
    pub(super) is_for_makers: bool,
}

/// A file of answers: its own entry, where it has one, and its answers in their order.
#[derive(Debug, Default)]
pub(super) struct AnswerFile<'a> {
    pub(super) whole: Option<&'a Arc<Entry>>,
    pub(super) answers: Vec<&'a Arc<Entry>>,
}

impl<'a> Catalogue<'a> {
    /// Works out what every page needs, and the rest when a page needs it.
    pub(super) fn new(input: &'a SiteInput<'a>) -> Self {
        let (library, settings) = (input.library, input.settings);
        let (readers, snapshot) = (library.readers(), library.opportunities());
        let entries = library.entries();
        let mut counts = BTreeMap::new();
        for entry in entries {
            *counts.entry(entry.kind).or_default() += 1;
        }
        let ages = Arc::new(AgeTable::new(input));
        let stages = Stages::new(&settings.opportunities, library.opportunities());
        let exposures = snapshot.map(|snapshot| Exposures::new(snapshot, library, &stages)).unwrap_or_default();
        let exposures = Arc::new(exposures);
        let span = Span::new(input);
        let day = span.first;
        let is_outside = readers.is_outside();
        let of_due = (Arc::clone(&ages), Arc::clone(&exposures));
        let of_claims = Arc::clone(&ages);
        Self {
            findings: fact(|| FindingIndex::new(input)),
            is_for_makers: readers.is_company_wide(),
            counts,
            answer_files: fact(|| answer_files(entries)),
            cards: fact(|| cards(input)),
            matrix: fact(|| Matrix::new(input)),
            digests: fact(move || DigestMaker::new(library, settings, day, Period::week_before(day))),
            holding: HoldContext::new(library, settings, recipient(readers, settings)).recalling(input.artefacts),
            claim_count: entries.iter().map(|entry| entry.claims.len()).sum(),
            due: fact(move || if is_outside { Vec::new() } else { due_courses(input, &of_due.0, &of_due.1, span) }),
            exposures,
            span,
            snapshot,
            addresses: fact(|| entries.iter().map(|entry| (entry.id.as_str(), Address::of_id(&entry.id))).collect()),
            claim_pages: fact(move || claim_pages(input, &of_claims)),
            folders: fact(|| folder_trees(input)),
            frameworks: fact(|| frameworks(input)),
            win_losses: fact(move || snapshot.map(|all| win_losses(all, library, &stages)).unwrap_or_default()),
            queues: fact(move || if is_outside { BTreeMap::new() } else { queues(input) }),
            ages,
            related: OnceLock::new(),
            opportunity_addresses: snapshot.map(opportunity_addresses).unwrap_or_default(),
            is_outside,
            shows_amounts: readers.sees_amounts(),
            input,
        }
    }

    /// Works out every fact on all threads, for a whole site.
    pub(super) fn complete(&self) {
        self.ages.complete();
        rayon::scope(|scope| {
            scope.spawn(|_| work_out(&self.due));
            scope.spawn(|_| work_out(&self.claim_pages));
            scope.spawn(|_| work_out(&self.folders));
            scope.spawn(|_| work_out(&self.digests));
            scope.spawn(|_| work_out(&self.findings));
            scope.spawn(|_| work_out(&self.matrix));
            scope.spawn(|_| work_out(&self.queues));
            scope.spawn(|_| {
                self.related.get_or_init(|| related(self.input));
            });
            scope.spawn(|_| work_out(&self.addresses));
        });
    }

    /// Returns the address of the page of `entry`.
    pub(super) fn address(&self, entry: &Entry) -> Cow<'_, Address> {
        self.addresses.get(entry.id.as_str()).map_or_else(|| Cow::Owned(Address::of_id(&entry.id)), Cow::Borrowed)
    }

    /// Returns the address of the page of the opportunity with this id; `None` if it has no page.
    pub(super) fn opportunity_address(&self, id: &str) -> Option<&Address> {
        self.opportunity_addresses.get(id)
    }

    /// Returns the timeline of `entry`.
    pub(super) fn age(&self, entry: &Entry) -> Option<&Timeline> {
        self.ages.of(entry).and_then(|ages| ages.whole.as_ref())
    }

    /// Returns why `entry`, an answer, must not be sent to a customer, or to the readers of a build for outsiders.
    /// The decision takes longer than the rest of a page, so that it is made when it is first needed.
    pub(super) fn holds(&self, entry: &Entry) -> &[Hold] {
        let Some(ages) = self.ages.of(entry) else { return &[] };
        ages.holds.get_or_init(|| holds(entry, ages.whole.as_ref(), &self.holding))
    }

    /// Returns for whom answers are, by the readers of the build.
    pub(super) fn recipient(&self) -> &Recipient {
        self.holding.recipient()
    }

    /// Returns the states of `entry` by its own dates, its claims aside.
    pub(super) fn own_age(&self, entry: &Entry) -> Option<&Timeline> {
        self.ages.of(entry).and_then(|ages| ages.parts.own.as_ref())
    }

    /// Returns each claim of `entry` with its timeline.
    pub(super) fn claims<'b>(&'b self, entry: &'b Entry) -> impl Iterator<Item = (&'b Claim, &'b Timeline)> {
        let ages = self.ages.of(entry).map_or(&[][..], |ages| ages.parts.claims.as_slice());
        entry.claims.iter().zip(ages)
    }

    /// Returns how decided deals against the competitor with this id ended, where there are enough to say it.
    pub(super) fn win_loss(&self, competitor: &str) -> Option<WinLoss> {
        self.win_losses.get(competitor).copied()
    }

    /// Returns what each owner has, by the owner's id; what has no owner is under the empty id.
    pub(super) fn queues(&self) -> impl Iterator<Item = (&str, &Queue<'a>)> {
        self.queues.iter().map(|(owner, queue)| (owner.as_str(), queue))
    }

    /// Returns what the owner with this id has; `None` if there is no queue.
    pub(super) fn queue_of(&self, owner: &str) -> Option<&Queue<'a>> {
        self.queues.get(owner)
    }

    /// Returns what has to be checked on any day of the span, with its place from each day on.
    pub(super) fn due(&self) -> &[DueCourse<'a>] {
        &self.due
    }

    /// Returns what each owner has to check in the next weeks from `day`.
    pub(super) fn forecast(&self, day: NaiveDate) -> Vec<OwnerLoad> {
        let parts = |entry: &'a Arc<Entry>| Some((entry.as_ref(), &self.ages.of(entry)?.parts));
        let entries = self.input.library.entries().iter().filter_map(parts);
        forecast(entries, self.input.library, self.input.settings, day)
    }

    /// Returns the id under which the queue of the owner of `entry` is; empty for none.
    pub(super) fn owner_id(&self, entry: &Entry) -> String {
        owner_id(entry, self.input.library)
    }

    /// Returns the address of the queue of the person called `name`; `None` if there is no queue.
    pub(super) fn queue(&self, name: &str) -> Option<&Address> {
        self.queues.get(&self.person_id(name)).map(|queue| &queue.address)
    }

    /// Returns the page of a claim, where it has one of its own.
    pub(super) fn claim_page(&self, entry: &str, claim: &str) -> Option<&ClaimPage<'a>> {
        self.claim_pages.get(entry).and_then(|pages| pages.get(claim))
    }

    /// Returns each claim of a cell of the matrix with its timeline.
    pub(super) fn claims_of_cell<'b>(&'b self, cell: &Cell<'b>) -> Vec<(&'b Arc<Entry>, &'b Claim, &'b Timeline)> {
        let claim = |(entry, index): &(&'b Arc<Entry>, usize)| {
            let timeline = self.ages.of(entry).and_then(|ages| ages.parts.claims.get(*index))?;
            Some((*entry, entry.claims.get(*index)?, timeline))
        };
        cell.iter().filter_map(claim).collect()
    }

    /// Returns the entries that `entry` names as related, and those that name it.
    pub(super) fn related(&self, entry: &Entry) -> Vec<&'a Arc<Entry>> {
        let library = self.input.library;
        match self.related.get() {
            Some(related) => {
                let ids = related.get(entry.id.as_str()).into_iter().flatten();
                ids.filter_map(|id| library.find(id)).collect()
            }
            None => related_of(entry, library),
        }
    }

    /// Returns the display name of the person that `id` denotes; `None` in a build for outsiders.
    pub(super) fn person(&self, id: &str) -> Option<String> {
        self.input.library.name_of(id)
    }

    /// Returns the display name of the owner with this id, or `No owner` for the empty id.
    pub(super) fn owner_name(&self, id: &str) -> String {
        if id.is_empty() { "No owner".to_owned() } else { self.person(id).unwrap_or_default() }
    }

    /// Returns the id of the person that `name` (an id, an address or a name) denotes; only for internal pages.
    pub(super) fn person_id(&self, name: &str) -> String {
        self.input.library.lists.person(name).map_or_else(|| name.to_owned(), |person| person.id.value.clone())
    }

    /// Returns the name of a capability.
    pub(super) fn capability(&self, id: &str) -> String {
        self.input.library.lists.capability(id).map_or_else(|| id.to_owned(), |capability| capability.name.clone())
    }

    /// Returns the entry that `id` names, with the anchor of a claim or heading.
    pub(super) fn target(&self, id: &str) -> Option<(Arc<Entry>, Option<String>)> {
        match self.input.library.resolve_id(id) {
            Target::Entry(entry, anchor) => Some((entry, anchor)),
            _ => None,
        }
    }

    /// Returns the open opportunities that use `entry`.
    pub(super) fn resting_on(&self, entry: &Entry) -> Vec<&'a Opportunity> {
        self.exposures.of_entry(entry, self.input.library)
    }

    /// Adds the amounts of `opportunities`, in the reporting currency where there is a rate; nothing if the readers see no amounts.
    pub(super) fn total(&self, opportunities: &[&Opportunity]) -> Option<String> {
        self.reported(sums(opportunities))
    }

    /// Writes what the gap with this id is answerable for; nothing if the readers see no amounts.
    pub(super) fn attributed(&self, gap: &str) -> Option<String> {
        self.reported(self.exposures.attributed(gap, self.input.library, &self.input.settings.gap_weights))
    }

    fn reported(&self, sums: Vec<Sum>) -> Option<String> {
        let sums = reported(sums, self.input.settings.opportunities.reporting.as_ref());
        (self.shows_amounts && !sums.is_empty()).then(|| format_sums(&sums))
    }

    /// Returns the day of the last check of `entry`: its own, or the latest of its claims.
    pub(super) fn last_check(entry: &Entry) -> Option<NaiveDate> {
        let of_claims = entry.claims.iter().filter_map(|claim| claim.verified.as_ref());
        entry.verified.iter().chain(of_claims).map(|verified| verified.on.value).max()
    }

    /// Returns the battlecards about the competitor with this id.
    pub(super) fn cards_of(&self, competitor: &str) -> &[&'a Arc<Entry>] {
        self.cards.get(competitor).map_or(&[], Vec::as_slice)
    }

    /// Returns the win plans, trials and qualifications for the customer of `opportunity`.
    pub(super) fn deals_of(&self, opportunity: &Opportunity) -> &[&'a Arc<Entry>] {
        self.digests.papers().of(opportunity)
    }

    /// Returns the file of answers that contains `entry`.
    pub(super) fn answer_file(&self, entry: &Entry) -> Option<&AnswerFile<'a>> {
        self.answer_files.get(entry.file.path())
    }

    /// Returns whether the build has something to show on the page `page`, its readers aside.
    pub(super) fn has_page(&self, page: PageKind) -> bool {
        match page {
            PageKind::Answers | PageKind::Tray => self.count(Kind::Answer) > 0,
            PageKind::Opportunities | PageKind::Digest => self.snapshot.is_some(),
            PageKind::Compare => !self.matrix.capabilities().is_empty(),
            PageKind::Gaps => self.count(Kind::Gap) > 0 || self.input.library.open_questions().responses > 0,
            _ => true,
        }
    }

    /// Returns how many entries of `kind` there are.
    pub(super) fn count(&self, kind: Kind) -> usize {
        self.counts.get(&kind).copied().unwrap_or_default()
    }
}

/// Lists what is due on the days of `span`.
fn due_courses<'a>(
    input: &'a SiteInput<'a>,
    ages: &AgeTable<'_>,
    exposures: &Exposures<'a>,
    span: Span,
) -> Vec<DueCourse<'a>> {
    let horizon = Horizon::of(input.settings);
    let selection = DueSelection { library: input.library, exposures, today: span.first, horizon };
    let of_entry = |entry: &'a Arc<Entry>| {
        let ages = ages.of(entry)?;
        Some(selection.courses(entry, &ages.parts, span.last))
    };
    let mut courses: Vec<DueCourse<'a>> = input.library.entries().iter().filter_map(of_entry).flatten().collect();
    place_courses(&mut courses);
    courses
}

/// Makes for whom the answers of a build are: its readers if they are outside the company, else customers.
fn recipient(readers: &Readers, settings: &Settings) -> Recipient {
    let chosen = readers.is_outside().then(|| readers.audience());
    Recipient::new(&settings.audiences, chosen, readers.customer())
}

fn answer_files(entries: &[Arc<Entry>]) -> BTreeMap<&str, AnswerFile<'_>> {
    let mut files = BTreeMap::<&str, AnswerFile<'_>>::new();
    for entry in entries {
        match entry.kind {
            Kind::Answers => files.entry(entry.file.path()).or_default().whole = Some(entry),
            Kind::Answer => files.entry(entry.file.path()).or_default().answers.push(entry),
            _ => {}
        }
    }
    for file in files.values_mut() {
        file.answers.sort_by_key(|answer| answer.head);
    }
    files
}

fn cards<'a>(input: &SiteInput<'a>) -> BTreeMap<&'a str, Vec<&'a Arc<Entry>>> {
    let mut cards = BTreeMap::<&str, Vec<&Arc<Entry>>>::new();
    for card in input.library.of_kind(Kind::Battlecard) {
        if let Some(competitor) = input.library.competitor_of(card) {
            cards.entry(competitor.id.as_str()).or_default().push(card);
        }
    }
    cards
}

/// Searches the whole library for the entries that `entry` names as related, and those that name it, by id.
fn related_of<'a>(entry: &Entry, library: &'a Library) -> Vec<&'a Arc<Entry>> {
    let is_own = |id: &str| id == entry.id || entry.supersedes.iter().any(|old| old.value == id);
    let names_it = |other: &&Arc<Entry>| {
        let mut ids = other.related.iter().map(|name| related_id(&name.value));
        ids.any(|id| is_own(id) && library.find(id).is_some_and(|found| found.id == entry.id))
    };
    let mut found: BTreeMap<&str, &Arc<Entry>> = BTreeMap::new();
    let named = entry.related.iter().filter_map(|name| library.find(related_id(&name.value)));
    let naming = library.entries().iter().filter(names_it);
    found.extend(named.chain(naming).filter(|other| other.id != entry.id).map(|other| (other.id.as_str(), other)));
    found.into_values().collect()
}

/// Returns the id of the entry in the name of an entry or of a claim.
fn related_id(name: &str) -> &str {
    name.split('#').next().unwrap_or_default()
}

/// Joins `related` both ways.
fn related<'a>(input: &SiteInput<'a>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut related = BTreeMap::<&str, BTreeSet<&str>>::new();
    for entry in input.library.entries() {
        for name in &entry.related {
            if let Some(other) = input.library.find(related_id(&name.value)).filter(|other| other.id != entry.id) {
                related.entry(entry.id.as_str()).or_default().insert(other.id.as_str());
                related.entry(other.id.as_str()).or_default().insert(entry.id.as_str());
            }
        }
    }
    related
}

/// Gives each opportunity its address.
fn opportunity_addresses(snapshot: &Snapshot) -> BTreeMap<&str, Address> {
    snapshot.page_folders().into_iter().map(|(id, folder)| (id, Address::of_folder(&folder))).collect()
}
