//! The parts of the list of opportunities: all open ones in several orders, those of one owner, stage or competitor, and the
//! closed ones.

use crate::library::PageFolders;
use crate::markdown::slug;
use crate::opportunity::{Opportunity, reported, sums};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the opportunities of a part share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// They are open; the part has an order of its own.
    Order,
    /// They have one owner.
    Owner,
    /// They are in one stage.
    Stage,
    /// They name one competitor.
    Competitor,
    /// They are closed.
    Closed,
}

/// A part of the list, with a page of its own or several.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) kind: PartKind,
    /// What the opportunities share, or the order.
    pub(super) name: String,
    /// The folder of its first page.
    pub(super) folder: String,
    /// In the order of the part.
    pub(super) opportunities: Vec<&'a Opportunity>,
}

/// Returns every part of the list, the whole one first. An owner, stage or competitor has a part only if there are several.
pub(super) fn parts<'a>(catalogue: &Catalogue<'a>) -> Vec<Part<'a>> {
    let open = catalogue.exposures.open();
    let whole = PageKind::Opportunities.facts().folder;
    let order = |name: &str, folder: &str, opportunities: Vec<&'a Opportunity>| Part {
        kind: PartKind::Order,
        name: name.to_owned(),
        folder: if folder.is_empty() { whole.to_owned() } else { format!("{whole}/by/{folder}") },
        opportunities,
    };
    let mut parts = vec![order("close date", "", open.to_vec())];
    if open.len() > 1 {
        if catalogue.shows_amounts {
            parts.push(order("amount", "amount", by_amount(catalogue, open)));
        }
        let mut by_customer = open.to_vec();
        by_customer.sort_by_key(|one| one.customer_or_name().to_lowercase());
        parts.push(order("customer", "customer", by_customer));
    }
    parts.extend(grouped(PartKind::Owner, "owner", open, |one| {
        vec![one.owner.as_ref().and_then(|owner| catalogue.person(owner)).unwrap_or_else(|| "No owner".to_owned())]
    }));
    parts.extend(grouped(PartKind::Stage, "stage", open, |one| {
        let stage = one.stage.trim();
        vec![if stage.is_empty() { "No stage".to_owned() } else { stage.to_owned() }]
    }));
    parts.extend(grouped(PartKind::Competitor, "competitor", open, |one| {
        let known = one.competitors.iter().filter_map(|name| catalogue.input.library.competitor(name));
        known.map(|competitor| competitor.title.value.clone()).collect()
    }));
    let closed = closed(catalogue);
    if !closed.is_empty() {
        let folder = format!("{whole}/closed");
        parts.push(Part { kind: PartKind::Closed, name: "Closed".to_owned(), folder, opportunities: closed });
    }
    parts
}

/// Returns the page of the open opportunities of each owner: the owner's name, the address, and how many there are.
pub(crate) fn owner_lists(catalogue: &Catalogue<'_>) -> Vec<(String, Address, usize)> {
    let named = parts(catalogue).into_iter().filter(|part| part.kind == PartKind::Owner);
    let named = named.filter(|part| part.opportunities.iter().any(|one| one.owner.is_some()));
    named.map(|part| (part.name, Address::of_folder(&part.folder), part.opportunities.len())).collect()
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

/// Groups `open` by the names that `names` gives each, whatever their case; nothing if all have the same.
fn grouped<'a>(
    kind: PartKind,
    folder: &str,
    open: &[&'a Opportunity],
    names: impl Fn(&Opportunity) -> Vec<String>,
) -> Vec<Part<'a>> {
    let mut groups = BTreeMap::<String, (String, Vec<&'a Opportunity>)>::new();
    for opportunity in open {
        let mut own = names(opportunity);
        own.sort_by_key(|name| name.to_lowercase());
        own.dedup_by_key(|name| name.to_lowercase());
        for name in own {
            let group = groups.entry(name.to_lowercase()).or_insert_with(|| (name, Vec::new()));
            group.1.push(opportunity);
        }
    }
    if groups.len() < 2 {
        return Vec::new();
    }
    let mut taken = PageFolders::default();
    let parent = format!("{}/{folder}", PageKind::Opportunities.facts().folder);
    let part = |(name, opportunities): (String, Vec<&'a Opportunity>)| {
        let folder = taken.take(&parent, &slug(&name), &name);
        Part { kind, name, folder, opportunities }
    };
    groups.into_values().map(part).collect()
}
