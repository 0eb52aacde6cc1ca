//! The lists of opportunities: all open ones, the same in other orders for readers without scripts, and the closed ones.

use crate::opportunity::{Opportunity, reported, sums};
use crate::site::catalogue::Catalogue;
use crate::site::listing::{Facet, ListShape, Sort};
use crate::site::pages::PageKind;
use std::cmp::Reverse;

const FACETS: &[Facet] = &[Facet::Owner, Facet::Stage, Facet::Competitor, Facet::Product];
/// The facets of the open ones whose values have pages.
const PAGED: &[Facet] = &[Facet::Owner, Facet::Stage, Facet::Competitor];
const SORTS: &[Sort] = &[Sort::Title, Sort::Owner];
const SORTS_WITH_AMOUNT: &[Sort] = &[Sort::Amount, Sort::Title, Sort::Owner];

/// What a list of opportunities contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// Open ones, in an order of its own.
    Open,
    /// Closed ones.
    Closed,
}

/// A list of opportunities.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) kind: PartKind,
    /// The order.
    pub(super) name: &'static str,
    pub(super) shape: ListShape,
    /// In the order of the list.
    pub(super) opportunities: Vec<&'a Opportunity>,
}

/// Returns every list, that of all open ones by close date first; other orders only if there are several.
pub(super) fn parts<'a>(catalogue: &Catalogue<'a>) -> Vec<Part<'a>> {
    let open = catalogue.exposures.open();
    let order =
        |name, folder, opportunities| Part { kind: PartKind::Open, name, shape: ordered(folder), opportunities };
    let whole = ListShape {
        facets: FACETS,
        always_paged: PAGED,
        sorts: if catalogue.shows_amounts { SORTS_WITH_AMOUNT } else { SORTS },
        ..ordered(PageKind::Opportunities.facts().folder)
    };
    let by_date = open.to_vec();
    let mut parts =
        vec![Part { kind: PartKind::Open, name: "close date", shape: whole.clone(), opportunities: by_date }];
    if open.len() > 1 {
        if catalogue.shows_amounts {
            parts.push(order("amount", "opportunities/by/amount", by_amount(catalogue, open)));
        }
        let mut by_customer = open.to_vec();
        by_customer.sort_by_key(|one| one.customer_or_name().to_lowercase());
        parts.push(order("customer", "opportunities/by/customer", by_customer));
    }
    let closed = closed(catalogue);
    if !closed.is_empty() {
        let shape = ListShape {
            folder: "opportunities/closed",
            noun: "closed opportunity".to_owned(),
            nouns: "closed opportunities".to_owned(),
            always_paged: &[],
            order: "Closed last first",
            ..whole
        };
        parts.push(Part { kind: PartKind::Closed, name: "Closed", shape, opportunities: closed });
    }
    parts
}

/// The list of open opportunities in `folder`, which readers can neither narrow nor sort.
fn ordered(folder: &'static str) -> ListShape {
    ListShape {
        folder,
        noun: "opportunity".to_owned(),
        nouns: "opportunities".to_owned(),
        facets: &[],
        always_paged: &[],
        order: Sort::Closes.words(),
        sorts: &[],
    }
}

/// The closed opportunities, the last to close first.
fn closed<'a>(catalogue: &Catalogue<'a>) -> Vec<&'a Opportunity> {
    let all = catalogue.snapshot.map_or(&[][..], |snapshot| snapshot.opportunities.as_slice());
    let mut closed: Vec<_> = all.iter().filter(|one| !catalogue.exposures.is_open(&one.id)).collect();
    closed.sort_by_key(|one| (Reverse(one.close_date), &one.id));
    closed
}

/// The largest amount first: in the reporting currency, then each other currency apart, then those without an amount.
fn by_amount<'a>(catalogue: &Catalogue<'a>, open: &[&'a Opportunity]) -> Vec<&'a Opportunity> {
    let reporting = catalogue.input.settings.opportunities.reporting.as_ref();
    let mut sorted = open.to_vec();
    sorted.sort_by_cached_key(|one| {
        let sum = reported(sums(&[*one]), reporting).pop();
        let is_reported = reporting.is_some_and(|reporting| {
            sum.as_ref().is_some_and(|sum| sum.currency.as_ref() == Some(&reporting.currency.value))
        });
        let (currency, amount) = sum.map_or((None, None), |sum| (sum.currency, Some(sum.amount)));
        (amount.is_none(), !is_reported, currency, Reverse(amount), one.id.clone())
    });
    sorted
}
