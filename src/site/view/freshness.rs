//! How old the library is, and who has to look at what.

use super::ages::{AgesView, EndangeredView, endangered};
use super::frame::{Frame, Heading, Place};
use super::parts::{RowView, row};
use super::trust::{BadgeCounts, ShareView, TrustView};
use crate::entry::Entry;
use crate::freshness::Timeline;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::queues::NO_OWNER;
use crate::site::theme::Assets;
use chrono::{Days, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The dashboard.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FreshnessView {
    frame: Frame,
    /// The day for which the numbers stand.
    day: String,
    kinds: Vec<KindRow>,
    /// How many entries may be relied on, and of how many.
    trust: TrustView,
    ages: AgesView,
    /// Claims that may not be relied on although deals use them.
    endangered: Vec<EndangeredView>,
    next: Vec<NextRow>,
    owners: Vec<OwnerView>,
}

#[derive(Debug, Clone, Serialize)]
struct KindRow {
    title: &'static str,
    counts: BadgeCounts,
    trusted: ShareView,
}

/// Something that becomes stale within thirty days.
#[derive(Debug, Clone, Serialize)]
struct NextRow {
    day: String,
    row: RowView,
}

/// What one person has to look at, the worst first.
#[derive(Debug, Clone, Serialize)]
struct OwnerView {
    name: String,
    id: String,
    /// The link to the queue.
    href: Option<String>,
    rows: Vec<RowView>,
    more: usize,
}

/// How many entries are named per person.
const PER_OWNER: usize = 12;
/// How many entries are named that become stale soon.
const NEXT: usize = 20;

impl FreshnessView {
    /// Counts the library on the day of the build.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Freshness.address();
        let place = Place::of(PageKind::Freshness, address.clone());
        let heading = Heading::of(PageKind::Freshness, "What is current, what has to be checked, and by whom.");
        let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
        let trust = TrustView::new(catalogue, day);
        let kind = |(kind, counts): (&Kind, &BadgeCounts)| KindRow {
            title: kind.facts().plural,
            counts: *counts,
            trusted: counts.trusted(),
        };
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading),
            day: day.to_string(),
            kinds: trust.kinds.iter().map(kind).collect(),
            trust,
            ages: AgesView::new(catalogue, day),
            endangered: endangered(catalogue, &address, day),
            next: next(catalogue, &address, day),
            owners: owners(catalogue, &address),
        };
        (address, view)
    }
}

fn next(catalogue: &Catalogue<'_>, from: &Address, day: NaiveDate) -> Vec<NextRow> {
    let end = day.checked_add_days(Days::new(30)).unwrap_or(day);
    let turns = |timeline: &Timeline| {
        let is_turn = |step: &&crate::freshness::Step| step.from > day && step.from <= end && !step.state.is_trusted();
        timeline.on(day).state.is_trusted().then(|| timeline.steps().find(is_turn).map(|step| step.from)).flatten()
    };
    let mut rows: Vec<(NaiveDate, &Arc<Entry>)> = Vec::new();
    for entry in catalogue.input.library.entries() {
        rows.extend(catalogue.age(entry).and_then(turns).map(|turn| (turn, entry)));
    }
    rows.sort_by_key(|(turn, entry)| (*turn, &entry.id));
    rows.truncate(NEXT);
    rows.into_iter().map(|(turn, entry)| NextRow { day: turn.to_string(), row: row(catalogue, from, entry) }).collect()
}

fn owners(catalogue: &Catalogue<'_>, from: &Address) -> Vec<OwnerView> {
    let mut owners: Vec<OwnerView> = needing(catalogue)
        .into_iter()
        .map(|(owner, entries)| OwnerView {
            name: catalogue.owner_name(&owner),
            href: catalogue.queue(&owner).map(|address| from.link(address)),
            id: if owner.is_empty() { NO_OWNER.to_owned() } else { owner },
            more: entries.len().saturating_sub(PER_OWNER),
            rows: entries.into_iter().take(PER_OWNER).map(|entry| row(catalogue, from, entry)).collect(),
        })
        .collect();
    owners.sort_by_key(|owner| (std::cmp::Reverse(owner.rows.len() + owner.more), owner.name.clone()));
    owners
}

/// Returns the entries that each owner has to check, the most urgent first, and the owner of the most urgent one first.
pub(super) fn needing<'a>(catalogue: &Catalogue<'a>) -> Vec<(String, Vec<&'a Arc<Entry>>)> {
    let mut owners: Vec<(String, Vec<&'a Arc<Entry>>)> = Vec::new();
    let mut known = BTreeSet::new();
    for item in catalogue.due() {
        if !known.insert(item.entry.id.as_str()) {
            continue;
        }
        let owner = catalogue.owner_id(item.entry);
        match owners.iter_mut().find(|(id, _)| *id == owner) {
            Some((_, entries)) => entries.push(item.entry),
            None => owners.push((owner, vec![item.entry])),
        }
    }
    owners
}
