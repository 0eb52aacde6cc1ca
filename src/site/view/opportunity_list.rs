//! The list of opportunities, in pages of bounded size, with a part for each order, owner, stage and competitor.

use super::frame::{Frame, Heading, Place};
use super::left_out::LeftOutView;
use super::page_links::{PageLink, page_address, page_links};
use super::opportunity_parts::{Part, PartKind, parts};
use super::opportunity_source::{SourceView, source};
use super::parts::{OpportunityRow, opportunity_row};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;

/// How many opportunities are on a page.
const ROWS: usize = 200;
/// How many links a row of facets has; the rest is counted.
const FACETS: usize = 40;

/// A page of the list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpportunitiesView {
    frame: Frame,
    title: String,
    /// Whether it is the whole list of open ones, in whatever order.
    is_whole: bool,
    /// How many opportunities are in the part, on all its pages.
    count: usize,
    /// The amounts of the part.
    total: Option<String>,
    facets: Vec<FacetRow>,
    rows: Vec<OpportunityRow>,
    pages: Vec<PageLink>,
    digest: String,
    source: SourceView,
    left_out: LeftOutView,
}

/// A part of the list.
#[derive(Debug, Clone, Serialize)]
struct FacetView {
    name: String,
    count: usize,
    href: Option<String>,
    is_current: bool,
}

/// Links to the parts of one kind.
#[derive(Debug, Clone, Serialize)]
struct FacetRow {
    title: &'static str,
    links: Vec<FacetView>,
    /// How many are not linked.
    more: usize,
}

/// Makes the pages of the list and of its parts; one page even if there are no opportunities.
pub(crate) fn opportunities_views(catalogue: &Catalogue<'_>, assets: &Assets) -> Vec<(Address, OpportunitiesView)> {
    let parts = parts(catalogue);
    parts.iter().flat_map(|part| part_views(catalogue, assets, part, &parts)).collect()
}

fn part_views(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
    part: &Part<'_>,
    all: &[Part<'_>],
) -> Vec<(Address, OpportunitiesView)> {
    let whole = PageKind::Opportunities;
    let is_first_part = part.folder == whole.facts().folder;
    let is_whole = part.kind == PartKind::Order;
    let title =
        if is_whole { whole.facts().title.to_owned() } else { format!("{}: {}", whole.facts().title, part.name) };
    let description = match part.kind {
        PartKind::Closed => "Deals that ended, the last first.".to_owned(),
        PartKind::Order => format!("Open deals by {}, with the card of each competitor.", part.name),
        _ => "Open deals by close date, with the card of each competitor.".to_owned(),
    };
    let count = part.opportunities.len().div_ceil(ROWS).max(1);
    let page = |index: usize| {
        let address = page_address(&part.folder, index);
        let place = Place::of(whole, address.clone());
        let above = if is_first_part { Vec::new() } else { vec![(whole.facts().title.to_owned(), whole.address())] };
        let heading = Heading { title: title.clone(), description: description.clone() };
        let rows = part.opportunities.iter().skip(index * ROWS).take(ROWS);
        let is_start = is_first_part && index == 0;
        let view = OpportunitiesView {
            frame: Frame::new(catalogue, assets, &Place { above, ..place }, &heading),
            title: title.clone(),
            is_whole,
            count: part.opportunities.len(),
            total: catalogue.total(&part.opportunities),
            facets: facets(&address, part, all),
            rows: rows.map(|one| opportunity_row(catalogue, &address, one)).collect(),
            pages: page_links(&address, &part.folder, index, count),
            digest: address.link(&PageKind::Digest.address()),
            source: source(catalogue),
            left_out: if is_start { LeftOutView::new(catalogue, &address) } else { LeftOutView::default() },
        };
        (address, view)
    };
    (0..count).map(page).collect()
}

/// The links to the other parts, with the number of opportunities in each, over all pages.
fn facets(from: &Address, current: &Part<'_>, all: &[Part<'_>]) -> Vec<FacetRow> {
    let row = |(kind, title): (PartKind, &'static str)| {
        let mut of_kind: Vec<&Part<'_>> = all.iter().filter(|part| part.kind == kind).collect();
        let more = of_kind.len().saturating_sub(FACETS);
        if more > 0 {
            of_kind.sort_by_key(|part| (part.folder != current.folder, std::cmp::Reverse(part.opportunities.len())));
            of_kind.truncate(FACETS);
        }
        let link = |part: &&Part<'_>| FacetView {
            name: part.name.clone(),
            count: part.opportunities.len(),
            href: Some(from.link(&Address::of_folder(&part.folder))),
            is_current: part.folder == current.folder,
        };
        FacetRow { title, links: of_kind.iter().map(link).collect(), more }
    };
    let titles = [
        (PartKind::Order, "Sorted by"),
        (PartKind::Owner, "Owner"),
        (PartKind::Stage, "Stage"),
        (PartKind::Competitor, "Competitor"),
        (PartKind::Closed, "Ended"),
    ];
    let has_choice = |row: &FacetRow| row.links.len() > 1 || (row.title == "Ended" && !row.links.is_empty());
    titles.into_iter().map(row).filter(has_choice).collect()
}
