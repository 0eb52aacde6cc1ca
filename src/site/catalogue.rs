//! What all pages are made from: the library, and what joins its entries with each other and with opportunities.
//!
//! In goes what a build is given, out come the facts that more than one page needs, each worked out once. Pages take
//! from it what they show and nothing else sees it.

use super::address::Address;
use super::ages::Ages;
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
use crate::freshness::{EntryAges, Timeline};
use crate::hold::{Hold, HoldContext, Recipient, holds};
use crate::kinds::Kind;
use crate::library::Target;
use crate::opportunity::{Exposures, Opportunity, Snapshot, Stages, Sum, format_sums, reported, sums};
use crate::visibility::Readers;
use chrono::NaiveDate;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// The facts of one build.
pub(super) struct Catalogue<'a> {
    pub(super) input: &'a SiteInput<'a>,
    pub(super) snapshot: Option<&'a Snapshot>,
    pub(super) exposures: Exposures<'a>,
    addresses: BTreeMap<&'a str, Address>,
    ages: BTreeMap<&'a str, Ages>,
    related: BTreeMap<&'a str, BTreeSet<&'a str>>,
    opportunity_addresses: BTreeMap<&'a str, Address>,
    counts: BTreeMap<Kind, usize>,
    answer_files: BTreeMap<&'a str, AnswerFile<'a>>,
    cards: BTreeMap<&'a str, Vec<&'a Arc<Entry>>>,
    /// How we compare with each competitor.
    pub(super) matrix: Matrix<'a>,
    claim_pages: ClaimPages<'a>,
    /// The sections of each kind whose entries are in sections, by the folder of the kind.
    pub(super) folders: BTreeMap<&'static str, FolderTree<'a>>,
    /// Frameworks by id.
    pub(super) frameworks: BTreeMap<&'a str, Framework<'a>>,
    win_losses: BTreeMap<String, WinLoss>,
    /// What each owner has; nothing in a build for outsiders.
    queues: BTreeMap<String, Queue<'a>>,
    /// What has to be checked on each day of the span, by entry; nothing in a build for outsiders.
    due: Vec<DueCourse<'a>>,
    /// The days for which pages carry what they list.
    pub(super) span: Span,
    /// What the checks found, where the build's readers may see it.
    pub(super) findings: FindingIndex<'a>,
    /// Makes the digests of opportunities.
    pub(super) digests: DigestMaker<'a>,
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
    /// Works out the facts.
    pub(super) fn new(input: &'a SiteInput<'a>) -> Self {
        let (library, settings) = (input.library, input.settings);
        let (readers, snapshot) = (library.readers(), library.opportunities());
        let entries = library.entries();
        let ages: BTreeMap<&str, Ages> = entries
            .par_iter()
            .map(|entry| {
                let parts = EntryAges::new(entry, library, settings);
                let whole = parts.whole(entry);
                (entry.id.as_str(), Ages { whole, parts, holds: OnceLock::new() })
            })
            .collect();
        let stages = Stages::new(&settings.opportunities, input.library.opportunities());
        let mut counts = BTreeMap::new();
        for entry in entries {
            *counts.entry(entry.kind).or_default() += 1;
        }
        let exposures = snapshot.map(|snapshot| Exposures::new(snapshot, library, &stages)).unwrap_or_default();
        let span = Span::new(input);
        let day = span.first;
        let due = if readers.is_outside() { Vec::new() } else { due_courses(input, &ages, &exposures, span) };
        Self {
            findings: FindingIndex::new(input),
            is_for_makers: readers.is_company_wide(),
            counts,
            answer_files: answer_files(entries),
            cards: cards(input),
            matrix: Matrix::new(input),
            digests: DigestMaker::new(library, settings, day, Period::week_before(day)),
            holding: HoldContext::new(library, settings, recipient(readers, settings)),
            claim_count: entries.iter().map(|entry| entry.claims.len()).sum(),
            exposures,
            due,
            span,
            snapshot,
            addresses: entries.iter().map(|entry| (entry.id.as_str(), Address::of_id(&entry.id))).collect(),
            claim_pages: claim_pages(input, &ages),
            folders: folder_trees(input),
            frameworks: frameworks(input),
            win_losses: snapshot.map(|snapshot| win_losses(snapshot, library, &stages)).unwrap_or_default(),
            queues: if readers.is_outside() { BTreeMap::new() } else { queues(input) },
            ages,
            related: related(input),
            opportunity_addresses: snapshot.map(opportunity_addresses).unwrap_or_default(),
            is_outside: readers.is_outside(),
            shows_amounts: readers.sees_amounts(),
            input,
        }
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
        self.ages.get(entry.id.as_str()).and_then(|ages| ages.whole.as_ref())
    }

    /// Returns why `entry`, an answer, must not be sent to a customer, or to the readers of a build for outsiders.
    /// The decision takes longer than the rest of a page, so that it is made when it is first needed.
    pub(super) fn holds(&self, entry: &Entry) -> &[Hold] {
        let Some(ages) = self.ages.get(entry.id.as_str()) else { return &[] };
        ages.holds.get_or_init(|| holds(entry, ages.whole.as_ref(), &self.holding))
    }

    /// Returns for whom answers are, by the readers of the build.
    pub(super) fn recipient(&self) -> &Recipient {
        self.holding.recipient()
    }

    /// Returns the states of `entry` by its own dates, its claims aside.
    pub(super) fn own_age(&self, entry: &Entry) -> Option<&Timeline> {
        self.ages.get(entry.id.as_str()).and_then(|ages| ages.parts.own.as_ref())
    }

    /// Returns each claim of `entry` with its timeline.
    pub(super) fn claims<'b>(&'b self, entry: &'b Entry) -> impl Iterator<Item = (&'b Claim, &'b Timeline)> {
        let ages = self.ages.get(entry.id.as_str()).map_or(&[][..], |ages| ages.parts.claims.as_slice());
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
        let parts = |entry: &'a Arc<Entry>| Some((entry.as_ref(), &self.ages.get(entry.id.as_str())?.parts));
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
    pub(super) fn claims_of_cell<'b>(&'b self, cell: &'b Cell<'a>) -> Vec<(&'a Arc<Entry>, &'b Claim, &'b Timeline)> {
        let claim = |(entry, index): &(&'a Arc<Entry>, usize)| {
            let timeline = self.ages.get(entry.id.as_str()).and_then(|ages| ages.parts.claims.get(*index))?;
            Some((*entry, entry.claims.get(*index)?, timeline))
        };
        cell.iter().filter_map(claim).collect()
    }

    /// Returns the entries that `entry` names as related, and those that name it.
    pub(super) fn related(&self, entry: &Entry) -> Vec<&'a Arc<Entry>> {
        let ids = self.related.get(entry.id.as_str()).into_iter().flatten();
        ids.filter_map(|id| self.input.library.find(id)).collect()
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
    ages: &BTreeMap<&str, Ages>,
    exposures: &Exposures<'a>,
    span: Span,
) -> Vec<DueCourse<'a>> {
    let horizon = Horizon::of(input.settings);
    let selection = DueSelection { library: input.library, exposures, today: span.first, horizon };
    let of_entry = |entry: &'a Arc<Entry>| {
        let ages = ages.get(entry.id.as_str())?;
        Some(selection.courses(entry, &ages.parts, span.last))
    };
    let mut courses: Vec<DueCourse<'a>> =
        input.library.entries().par_iter().filter_map(of_entry).flatten_iter().collect();
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

/// Joins `related` both ways.
fn related<'a>(input: &SiteInput<'a>) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut related = BTreeMap::<&str, BTreeSet<&str>>::new();
    for entry in input.library.entries() {
        for name in &entry.related {
            let id = name.value.split('#').next().unwrap_or_default();
            if let Some(other) = input.library.find(id).filter(|other| other.id != entry.id) {
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
