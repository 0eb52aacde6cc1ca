//! The matrix: capabilities against competitors, with the claims behind each cell.

use super::cell::{CellView, DetailView, cell_view, detail_view};
use super::exposure::ExposureView;
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::page_links::{PageLink, page_address, page_links};
use super::parts::safe_anchor;
use crate::entry::{Entry, KindFields};
use crate::kinds::Kind;
use crate::library::Availability;
use crate::markdown::OWN_MARK;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::matrix::{Comparison, Matrix};
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many competitors a page compares: all of most sites, so that any of them can be chosen together. The script shows
/// some of them.
const COLUMNS: usize = 60;

/// A page of the matrix.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CompareView {
    frame: Frame,
    columns: Vec<ColumnView>,
    groups: Vec<GroupView>,
    details: Vec<DetailView>,
    /// What the rows can be narrowed by.
    tags: Vec<TagView>,
    /// Capabilities that no claim compares with anybody.
    blind: Vec<String>,
    /// The same as a file for spreadsheets.
    csv: String,
    pages: Vec<PageLink>,
    is_outside: bool,
}

/// A competitor.
#[derive(Debug, Clone, Serialize)]
struct ColumnView {
    name: String,
    href: String,
    /// Its name in addresses and classes.
    key: String,
    tally: Vec<TallyView>,
    exposure: Option<ExposureView>,
}

#[derive(Debug, Clone, Serialize)]
struct TallyView {
    verdict: &'static str,
    words: &'static str,
    icon: &'static str,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
struct GroupView {
    title: String,
    rows: Vec<MatrixRow>,
}

#[derive(Debug, Clone, Serialize)]
struct MatrixRow {
    name: String,
    /// Other words for it, by which the list can be narrowed.
    synonyms: Vec<String>,
    tags: Vec<&'static str>,
    /// Where customers do not have it yet, for readers inside.
    availability: Option<&'static str>,
    gaps: Vec<LinkView>,
    cells: Vec<CellView>,
}

#[derive(Debug, Clone, Serialize)]
struct TagView {
    name: &'static str,
    words: &'static str,
    count: usize,
}

/// Makes the pages of the matrix; empty if no claim compares a capability.
pub(crate) fn compare_views(catalogue: &Catalogue<'_>, assets: &Assets) -> Vec<(Address, CompareView)> {
    if catalogue.matrix.capabilities().is_empty() {
        return Vec::new();
    }
    let competitors = competitors(catalogue);
    let gaps = gaps(catalogue);
    let count = competitors.len().div_ceil(COLUMNS);
    let folder = PageKind::Compare.facts().folder;
    let page = |(index, chunk): (usize, &[_])| {
        let address = page_address(folder, index);
        let keys = keys(chunk);
        let shown = Shown { catalogue, from: &address, competitors: chunk, keys: &keys, gaps: &gaps };
        let place = Place::of(PageKind::Compare, address.clone());
        let heading = Heading::of(
            PageKind::Compare,
            "Capability by capability: where we win, where we lose, and what is unknown.",
        );
        let groups = shown.groups();
        let view = CompareView {
            frame: Frame::new(catalogue, assets, &place, &heading),
            columns: shown.columns(),
            details: shown.details(),
            tags: tags(&groups),
            groups,
            blind: blind(catalogue),
            csv: address.link_file("compare/matrix.csv"),
            pages: page_links(&address, folder, index, count),
            is_outside: catalogue.is_outside,
        };
        (address, view)
    };
    competitors.chunks(COLUMNS).enumerate().map(page).collect()
}

/// Returns every competitor: those that most open opportunities name first, then by title.
pub(crate) fn competitors<'a>(catalogue: &Catalogue<'a>) -> Vec<&'a Arc<Entry>> {
    let mut competitors: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(Kind::Competitor).collect();
    competitors.sort_by_cached_key(|entry| {
        let open = catalogue.exposures.of_competitor(&entry.id).len();
        (std::cmp::Reverse(open), entry.title.value.clone(), entry.id.clone())
    });
    competitors
}

/// Returns the capabilities that a claim compares, in the order of the site's list, then the unlisted by name.
pub(crate) fn compared<'a>(catalogue: &Catalogue<'a>) -> Vec<&'a str> {
    let known = catalogue.matrix.capabilities();
    let listed = catalogue.input.library.lists.capabilities.iter().map(|capability| capability.id.value.as_str());
    let mut seen = BTreeSet::new();
    let mut ids: Vec<&'a str> = listed.filter(|id| seen.insert(*id)).filter_map(|id| known.get(id).copied()).collect();
    ids.extend(known.iter().filter(|id| !seen.contains(**id)).copied());
    ids
}

/// Returns the part of the matrix that contains a capability.
pub(crate) fn group_of(catalogue: &Catalogue<'_>, capability: &str) -> String {
    let listed = catalogue.input.library.lists.capability(capability);
    listed.and_then(|listed| listed.group.clone()).unwrap_or_else(|| "Other".to_owned())
}

/// A page while it is made.
#[derive(Clone, Copy)]
struct Shown<'b, 'a> {
    catalogue: &'b Catalogue<'a>,
    from: &'b Address,
    competitors: &'b [&'a Arc<Entry>],
    keys: &'b [String],
    gaps: &'b BTreeMap<&'a str, Vec<&'a Arc<Entry>>>,
}

impl Shown<'_, '_> {
    fn columns(self) -> Vec<ColumnView> {
        let column = |(entry, key): (&&Arc<Entry>, &String)| {
            let cells = self.catalogue.matrix.of_competitor(&entry.id);
            let verdicts: Vec<Comparison> =
                cells.into_iter().flatten().map(|(_, cell)| Matrix::verdict(cell)).collect();
            let tally = |verdict: Comparison| TallyView {
                verdict: verdict.word(),
                words: verdict.words(),
                icon: verdict.icon(),
                count: verdicts.iter().filter(|own| **own == verdict).count(),
            };
            let shown = self.catalogue.cards_of(&entry.id).first().copied().unwrap_or(entry);
            ColumnView {
                name: entry.title.value.clone(),
                href: self.from.link(&self.catalogue.address(shown)),
                key: key.clone(),
                tally: Comparison::all().into_iter().filter(|one| *one != Comparison::Unknown).map(tally).collect(),
                exposure: ExposureView::new(
                    self.catalogue,
                    self.from,
                    self.catalogue.exposures.of_competitor(&entry.id),
                ),
            }
        };
        self.competitors.iter().zip(self.keys).map(column).collect()
    }

    fn groups(self) -> Vec<GroupView> {
        let mut groups: Vec<GroupView> = Vec::new();
        for capability in compared(self.catalogue) {
            let Some(row) = self.row(capability) else { continue };
            let title = group_of(self.catalogue, capability);
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.rows.push(row),
                None => groups.push(GroupView { title, rows: vec![row] }),
            }
        }
        groups
    }

    /// A capability that a claim compares with a competitor on this page.
    fn row(self, capability: &str) -> Option<MatrixRow> {
        let cell = |(entry, key): (&&Arc<Entry>, &String)| {
            let cell = self.catalogue.matrix.cell(&entry.id, capability);
            cell_view(self.catalogue, cell, anchor(capability, key))
        };
        let cells: Vec<CellView> = self.competitors.iter().zip(self.keys).map(cell).collect();
        if cells.iter().all(|cell| cell.anchor.is_none()) {
            return None;
        }
        let listed = self.catalogue.input.library.lists.capability(capability);
        let tags: BTreeSet<&str> = cells.iter().map(|cell| cell.verdict).collect();
        let gaps = self.gaps.get(capability).into_iter().flatten();
        Some(MatrixRow {
            name: self.catalogue.capability(capability),
            synonyms: listed.map(|listed| listed.synonyms.clone()).unwrap_or_default(),
            tags: tags.into_iter().collect(),
            availability: listed.filter(|_| !self.catalogue.is_outside).and_then(|listed| {
                match listed.availability.value {
                    Availability::GenerallyAvailable => None,
                    Availability::Beta => Some("beta"),
                    Availability::Planned => Some("planned"),
                }
            }),
            gaps: gaps.map(|gap| gap_link(self.catalogue, self.from, gap)).collect(),
            cells,
        })
    }

    fn details(self) -> Vec<DetailView> {
        let mut details = Vec::new();
        for capability in compared(self.catalogue) {
            for (entry, key) in self.competitors.iter().zip(self.keys) {
                if let Some(cell) = self.catalogue.matrix.cell(&entry.id, capability) {
                    let title = format!("{} · {}", self.catalogue.capability(capability), entry.title.value);
                    details.push(detail_view(self.catalogue, self.from, cell, anchor(capability, key), title));
                }
            }
        }
        details
    }
}

fn gap_link(catalogue: &Catalogue<'_>, from: &Address, gap: &Entry) -> LinkView {
    LinkView { text: gap.title.value.clone(), href: Some(from.link(&catalogue.address(gap))) }
}

fn anchor(capability: &str, key: &str) -> String {
    format!("{OWN_MARK}{}--{key}", safe_anchor(capability))
}

/// Gives each competitor a name of its own for anchors and addresses.
fn keys(competitors: &[&Arc<Entry>]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let key = |(index, entry): (usize, &&Arc<Entry>)| {
        let name = safe_anchor(entry.id.rsplit('/').next().unwrap_or_default());
        if !name.is_empty() && taken.insert(name.clone()) { name } else { format!("{name}{index}") }
    };
    competitors.iter().enumerate().map(key).collect()
}

/// Our own gaps, by capability.
fn gaps<'a>(catalogue: &Catalogue<'a>) -> BTreeMap<&'a str, Vec<&'a Arc<Entry>>> {
    let mut gaps = BTreeMap::<&str, Vec<&Arc<Entry>>>::new();
    for entry in catalogue.input.library.of_kind(Kind::Gap) {
        if let KindFields::Gap(gap) = &entry.kind_fields {
            gaps.entry(gap.capability.as_ref().map_or("", |id| id.value.as_str())).or_default().push(entry);
        }
    }
    gaps
}

/// Each verdict with the number of rows that have it.
fn tags(groups: &[GroupView]) -> Vec<TagView> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let verdict = |verdict: Comparison| TagView {
        name: verdict.word(),
        words: verdict.words(),
        count: rows().filter(|row| row.cells.iter().any(|cell| cell.verdict == verdict.word())).count(),
    };
    Comparison::all().into_iter().map(verdict).filter(|tag| tag.count > 0).collect()
}

/// Capabilities that no claim compares with anybody; outsiders do not learn what is on the list.
fn blind(catalogue: &Catalogue<'_>) -> Vec<String> {
    if catalogue.is_outside {
        return Vec::new();
    }
    let known = catalogue.matrix.capabilities();
    let listed = catalogue.input.library.lists.capabilities.iter();
    listed.filter(|one| !known.contains(one.id.value.as_str())).map(|one| one.name.clone()).collect()
}
