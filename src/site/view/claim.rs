//! The page of a claim.

use super::cell::{CellView, DetailView, cell_view, detail_view};
use super::correction::CorrectionsView;
use super::evidence::{EvidenceView, evidence};
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::{RowView, claim_anchor, row};
use super::people::person_link;
use super::preview::PreviewView;
use super::repository_links::challenge_link;
use crate::entry::{Claim, Entry};
use crate::freshness::Timeline;
use crate::markdown::OWN_MARK;
use crate::site::address::{Address, encode_anchor};
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;

/// One claim: its evidence, its states over time, and what refers to it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClaimView {
    frame: Frame,
    claim: EvidenceView,
    /// The evidence on the page of its entry.
    entry: LinkView,
    owner: Option<LinkView>,
    /// The entries that refer to it.
    resting: Vec<RowView>,
    /// What it comes to together with others about the same.
    cell: Option<DetailView>,
    verdict: Option<CellView>,
    compare: String,
    challenge: Option<String>,
    corrections: Option<CorrectionsView>,
}

impl ClaimView {
    /// Makes the page of `claim`, where it has one of its own.
    pub(crate) fn new(
        catalogue: &Catalogue<'_>,
        assets: &Assets,
        entry: &Entry,
        claim: &Claim,
        timeline: &Timeline,
    ) -> Option<(Address, Self)> {
        let page = catalogue.claim_page(&entry.id, &claim.id.value)?;
        let address = page.address.clone();
        let place = Place::of(PageKind::Claim, address.clone());
        let heading = Heading {
            title: claim.text.value.clone(),
            description: format!("A claim of {}: its sources and what refers to it.", entry.title.value),
        };
        let own = from_entry(catalogue, &address, entry, claim);
        let resting = page.resting.iter().filter_map(|id| catalogue.input.library.find(id));
        let cell = cell(catalogue, &address, entry, claim);
        let view = Self {
            frame: Frame::new(catalogue, assets, &place, &heading).with_preview(PreviewView::of_claim(
                catalogue,
                entry,
                &claim.text.value,
                timeline,
            )),
            claim: evidence(catalogue, &address, entry, claim, timeline),
            entry: own,
            owner: entry.owner.as_ref().and_then(|owner| person_link(catalogue, &address, &owner.value)),
            resting: resting.map(|other| row(catalogue, &address, other)).collect(),
            verdict: cell.as_ref().map(|(verdict, _)| verdict.clone()),
            cell: cell.map(|(_, detail)| detail),
            compare: address.link(&PageKind::Compare.address()),
            corrections: CorrectionsView::new(catalogue, assets, &address, entry),
            challenge: challenge_link(catalogue, entry).filter(|_| !catalogue.is_outside),
        };
        Some((address, view))
    }
}

fn from_entry(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry, claim: &Claim) -> LinkView {
    let page = from.link(&catalogue.address(entry));
    let href = format!("{page}#{}", encode_anchor(&claim_anchor(&claim.id.value)));
    LinkView { text: entry.title.value.clone(), href: Some(href) }
}

/// The cell of the matrix that contains the claim.
fn cell(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry, claim: &Claim) -> Option<(CellView, DetailView)> {
    let capability = &claim.capability.as_ref()?.value;
    let competitor = catalogue.input.library.competitor_of(entry)?;
    let cell = catalogue.matrix.cell(&competitor.id, capability)?;
    let title = format!("{} · {}", catalogue.capability(capability), competitor.title.value);
    let anchor = format!("{OWN_MARK}cell");
    Some((cell_view(catalogue, Some(cell), anchor.clone()), detail_view(catalogue, from, cell, anchor, title)))
}
