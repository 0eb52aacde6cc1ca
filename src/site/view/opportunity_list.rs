//! The lists of opportunities.

use super::frame::{Frame, Heading, Place};
use super::left_out::LeftOutView;
use super::link::LinkView;
use super::opportunity_parts::{Part, PartKind, parts};
use super::opportunity_source::{SourceView, source};
use super::parts::{OpportunityRow, opportunity_row};
use super::records::{NO_OWNER, opportunity_record};
use crate::opportunity::Opportunity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::listing::{Facet, List, ListPage, ListPageView, ListPlan};
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OpportunitiesView {
    frame: Frame,
    title: String,
    /// Whether it is the whole list of open ones, in whatever order.
    is_whole: bool,
    /// The amounts of the part.
    total: Option<String>,
    /// The open ones in each order; empty if there is but one.
    orders: Vec<OrderLink>,
    /// The closed ones, with how many they are.
    closed: Option<LinkView>,
    digest: String,
    source: SourceView,
    left_out: LeftOutView,
    list: ListPageView,
}

/// The open opportunities in one order.
#[derive(Debug, Clone, Serialize)]
struct OrderLink {
    name: &'static str,
    href: String,
    is_current: bool,
}

/// A list of opportunities.
pub(crate) struct OpportunityList<'a, 'c> {
    catalogue: &'a Catalogue<'c>,
    assets: &'a Assets,
    kind: PartKind,
    order: &'static str,
    opportunities: Vec<&'a Opportunity>,
    plan: ListPlan,
    /// The name and address of each order.
    orders: Vec<(&'static str, Address)>,
    /// How many are closed, and where they are.
    closed: Option<(usize, Address)>,
}

/// Plans the lists; the one of all open opportunities is the first, even if there are none.
pub(crate) fn opportunity_lists<'a, 'c>(
    catalogue: &'a Catalogue<'c>,
    assets: &'a Assets,
) -> Vec<OpportunityList<'a, 'c>> {
    let parts = parts(catalogue);
    let place = |part: &Part<'_>| Address::of_folder(part.shape.folder);
    let open = parts.iter().filter(|part| part.kind == PartKind::Open);
    let orders: Vec<(&'static str, Address)> = open.map(|part| (part.name, place(part))).collect();
    let closed = parts.iter().find(|part| part.kind == PartKind::Closed);
    let closed = closed.map(|part| (part.opportunities.len(), place(part)));
    let list = |part: Part<'a>| {
        let records = part.opportunities.iter().map(|one| opportunity_record(catalogue, one)).collect();
        OpportunityList {
            catalogue,
            assets,
            kind: part.kind,
            order: part.name,
            opportunities: part.opportunities,
            plan: ListPlan::new(part.shape, records),
            orders: orders.clone(),
            closed: closed.clone(),
        }
    };
    parts.into_iter().map(list).collect()
}

/// Returns the page of the open opportunities of each owner: the owner's name, the address, and how many there are.
pub(crate) fn owner_lists(catalogue: &Catalogue<'_>) -> Vec<(String, Address, usize)> {
    let Some(whole) = parts(catalogue).into_iter().next() else { return Vec::new() };
    let records = whole.opportunities.iter().map(|one| opportunity_record(catalogue, one)).collect();
    let plan = ListPlan::new(whole.shape, records);
    let owners = plan.parts_of(Facet::Owner).filter(|(name, ..)| *name != NO_OWNER);
    owners.map(|(_, label, address, count)| (label.to_owned(), address, count)).collect()
}

impl OpportunityList<'_, '_> {
    /// Returns whether it is the list that the navigation leads to.
    fn is_main(&self) -> bool {
        self.plan.shape.folder == PageKind::Opportunities.facts().folder
    }

    fn description(&self, page: &ListPage<'_>) -> String {
        match self.kind {
            PartKind::Closed => "Deals that ended, the last first.".to_owned(),
            PartKind::Open if page.part_label().is_some() => {
                "Open deals by close date, with the card of each competitor.".to_owned()
            }
            PartKind::Open => format!("Open deals by {}, with the card of each competitor.", self.order),
        }
    }
}

impl<'a> List for OpportunityList<'a, '_> {
    type Item = &'a Opportunity;
    type Row = OpportunityRow;
    type Page = OpportunitiesView;

    fn row_template(&self) -> &'static str {
        "row-opportunity.html"
    }

    fn page_template(&self) -> &'static str {
        PageKind::Opportunities.facts().template
    }

    fn plan(&self) -> &ListPlan {
        &self.plan
    }

    fn items(&self) -> &[&'a Opportunity] {
        &self.opportunities
    }

    fn row(&self, opportunity: &&'a Opportunity) -> OpportunityRow {
        opportunity_row(self.catalogue, &self.plan.home(), opportunity)
    }

    fn page(&self, address: &Address, page: &ListPage<'_>, list: ListPageView) -> OpportunitiesView {
        let (catalogue, whole) = (self.catalogue, PageKind::Opportunities);
        let title = whole.facts().title;
        let title = match (page.part_label(), self.kind) {
            (Some(label), _) => format!("{title}: {label}"),
            (None, PartKind::Closed) => format!("{title}: closed"),
            (None, PartKind::Open) => title.to_owned(),
        };
        let is_main = self.is_main() && page.part_label().is_none();
        let above = if is_main { Vec::new() } else { vec![(whole.facts().title.to_owned(), Some(whole.address()))] };
        let heading = Heading { title: title.clone(), description: self.description(page) };
        let part: Vec<&Opportunity> =
            self.plan.rows_of_part(page).iter().filter_map(|row| self.opportunities.get(*row).copied()).collect();
        let order = |(name, place): &(&'static str, Address)| OrderLink {
            name,
            href: address.link(place),
            is_current: page.part_label().is_none() && self.kind == PartKind::Open && *name == self.order,
        };
        let is_choice = self.orders.len() > 1;
        OpportunitiesView {
            frame: Frame::new(catalogue, self.assets, &Place { above, ..Place::of(whole, address.clone()) }, &heading),
            title,
            is_whole: self.kind == PartKind::Open && page.part_label().is_none(),
            total: catalogue.total(&part),
            orders: self.orders.iter().filter(|_| is_choice).map(order).collect(),
            closed: self
                .closed
                .as_ref()
                .map(|(count, place)| LinkView { text: count.to_string(), href: Some(address.link(place)) }),
            digest: address.link(&PageKind::Digest.address()),
            source: source(catalogue),
            left_out: if is_main && page.is_first() {
                LeftOutView::new(catalogue, address)
            } else {
                LeftOutView::default()
            },
            list,
        }
    }
}
