//! How old the library is, and who has to look at what.

use super::ages::{AgesView, EndangeredView, endangered};
use super::frame::{Frame, Heading, Place};
use super::parts::{RowView, row};
use super::trust::{BadgeCounts, ShareView, TrustView};
use crate::due::End;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::queues::NO_OWNER;
use crate::site::theme::Assets;
use crate::source::Interval;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
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

/// An entry of which something ends within 30 days.
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
/// How far ahead ends are listed.
const NEXT_DAYS: u32 = 30;
/// How many entries are named that end soon.
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
            next: next(catalogue, &address),
            owners: owners(catalogue, &address),
        };
        (address, view)
    }
}

/// Lists the entries of which something ends within 30 days, the first to end first.
fn next(catalogue: &Catalogue<'_>, from: &Address) -> Vec<NextRow> {
    let mut ends = BTreeMap::<&str, (NaiveDate, &Arc<Entry>)>::new();
    for item in catalogue.due_within(Interval::Days(NEXT_DAYS)) {
        let End::On(last_day) = item.end else { continue };
        let first = ends.entry(item.entry.id.as_str()).or_insert((last_day, item.entry));
        first.0 = first.0.min(last_day);
    }
    let mut rows: Vec<(NaiveDate, &Arc<Entry>)> = ends.into_values().collect();
    rows.sort_by_key(|(last_day, entry)| (*last_day, &entry.id));
    let row = |(last_day, entry): (NaiveDate, &Arc<Entry>)| NextRow {
        day: last_day.to_string(),
        row: row(catalogue, from, entry),
    };
    rows.into_iter().take(NEXT).map(row).collect()
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
