//! The register of claims.

use super::evidence::{EvidenceView, evidence};
use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::list::{PageLink, page_address, page_links};
use super::parts::claim_href;
use super::people::person_link;
use crate::entry::{Claim, Entry};
use crate::freshness::Timeline;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;

/// The number of claims on a page.
const ROWS: usize = 250;

/// A page of the register.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClaimsView {
    frame: Frame,
    total: usize,
    rows: Vec<ClaimRow>,
    pages: Vec<PageLink>,
}

#[derive(Debug, Clone, Serialize)]
struct ClaimRow {
    claim: EvidenceView,
    href: String,
    entry: LinkView,
    owner: Option<LinkView>,
}

/// Makes the pages of the register, worst claims first; one page even where there are none.
pub(crate) fn claims_views(catalogue: &Catalogue<'_>, assets: &Assets) -> Vec<(Address, ClaimsView)> {
    let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
    let mut claims: Vec<(&Entry, &Claim, &Timeline)> = Vec::new();
    for entry in catalogue.input.library.entries() {
        claims.extend(catalogue.claims(entry).map(|(claim, timeline)| (entry.as_ref(), claim, timeline)));
    }
    claims.sort_by_cached_key(|(entry, claim, timeline)| {
        let step = timeline.on(day);
        (std::cmp::Reverse(step.state), step.from, entry.id.clone(), claim.id.value.clone())
    });
    let (total, count) = (claims.len(), claims.len().div_ceil(ROWS).max(1));
    let folder = PageKind::Claims.facts().folder;
    let page = |index: usize| {
        let address = page_address(folder, index);
        let place = Place::of(PageKind::Claims, address.clone());
        let heading =
            Heading::of(PageKind::Claims, "Every checkable statement with its source, its age and what refers to it.");
        let rows = claims
            .iter()
            .skip(index * ROWS)
            .take(ROWS)
            .map(|(entry, claim, timeline)| claim_row(catalogue, &address, entry, claim, timeline))
            .collect();
        let view = ClaimsView {
            frame: Frame::new(catalogue, assets, &place, &heading),
            total,
            rows,
            pages: page_links(&address, folder, index, count),
        };
        (address, view)
    };
    (0..count).map(page).collect()
}

fn claim_row(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry, claim: &Claim, timeline: &Timeline) -> ClaimRow {
    let page = from.link(&catalogue.address(entry));
    let id = &claim.id.value;
    let claim = evidence(catalogue, from, entry, claim, timeline);
    ClaimRow {
        href: claim_href(catalogue, from, entry, id),
        entry: LinkView { text: entry.title.value.clone(), href: Some(page) },
        owner: entry.owner.as_ref().and_then(|owner| person_link(catalogue, from, &owner.value)),
        claim,
    }
}
