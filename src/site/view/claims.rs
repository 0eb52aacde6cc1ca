//! The register of claims.

use super::evidence::{EvidenceView, evidence};
use super::frame::Frame;
use super::link::LinkView;
use super::list_heading::ListName;
use super::parts::claim_href;
use super::people::person_link;
use super::records::claim_record;
use crate::entry::{Claim, Entry};
use crate::freshness::Timeline;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::listing::{Facet, List, ListPage, ListPageView, ListPlan, ListShape, Sort};
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Reverse;

const DESCRIPTION: &str = "Every checkable statement with its source, its age and what refers to it.";
const FACETS: &[Facet] = &[Facet::State, Facet::Owner, Facet::Topic, Facet::Stance, Facet::Kind];
const SORTS: &[Sort] = &[Sort::Title, Sort::State, Sort::Checked, Sort::Exposure, Sort::Owner];

/// A page of the register.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClaimsView {
    frame: Frame,
    title: String,
    list: ListPageView,
}

/// A claim in the register.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ClaimRow {
    claim: EvidenceView,
    href: String,
    entry: LinkView,
    owner: Option<LinkView>,
}

/// A claim with its entry and its states.
type ClaimItem<'a> = (&'a Entry, &'a Claim, &'a Timeline);

/// All claims.
pub(crate) struct ClaimList<'a, 'c> {
    catalogue: &'a Catalogue<'c>,
    assets: &'a Assets,
    claims: Vec<ClaimItem<'a>>,
    plan: ListPlan,
}

impl<'a, 'c> ClaimList<'a, 'c> {
    /// Plans the register, worst claims first on the day of the build.
    pub(crate) fn new(catalogue: &'a Catalogue<'c>, assets: &'a Assets) -> Self {
        let day = catalogue.input.as_of.unwrap_or(catalogue.input.built.day);
        let mut claims: Vec<ClaimItem<'a>> = Vec::new();
        for entry in catalogue.input.library.entries() {
            claims.extend(catalogue.claims(entry).map(|(claim, timeline)| (entry.as_ref(), claim, timeline)));
        }
        claims.sort_by_cached_key(|(entry, claim, timeline)| {
            let step = timeline.on(day);
            (Reverse(step.state), step.from, entry.id.clone(), claim.id.value.clone())
        });
        let shape = ListShape {
            folder: PageKind::Claims.facts().folder,
            noun: "claim".to_owned(),
            nouns: "claims".to_owned(),
            facets: FACETS,
            always_paged: &[],
            order: "Needs a look first",
            sorts: SORTS,
        };
        let record = |(entry, claim, timeline): &ClaimItem<'a>| claim_record(catalogue, entry, claim, timeline);
        let records = claims.par_iter().map(record).collect();
        Self { catalogue, assets, claims, plan: ListPlan::new(shape, records) }
    }
}

impl<'a> List for ClaimList<'a, '_> {
    type Item = ClaimItem<'a>;
    type Row = ClaimRow;
    type Page = ClaimsView;

    fn row_template(&self) -> &'static str {
        "row-claim.html"
    }

    fn page_template(&self) -> &'static str {
        PageKind::Claims.facts().template
    }

    fn plan(&self) -> &ListPlan {
        &self.plan
    }

    fn items(&self) -> &[ClaimItem<'a>] {
        &self.claims
    }

    fn row(&self, (entry, claim, timeline): &ClaimItem<'a>) -> ClaimRow {
        let (catalogue, from) = (self.catalogue, &self.plan.home());
        ClaimRow {
            href: claim_href(catalogue, from, entry, &claim.id.value),
            entry: LinkView { text: entry.title.value.clone(), href: Some(from.link(&catalogue.address(entry))) },
            owner: entry.owner.as_ref().and_then(|owner| person_link(catalogue, from, &owner.value)),
            claim: evidence(catalogue, from, entry, claim, timeline),
        }
    }

    fn page(&self, address: &Address, page: &ListPage<'_>, list: ListPageView) -> ClaimsView {
        let (title, section) = (PageKind::Claims.facts().title, PageKind::Claims.section());
        let name = ListName { title, description: DESCRIPTION, section };
        let (frame, title) = name.frame(self.catalogue, self.assets, &self.plan, page, address);
        ClaimsView { frame, title, list }
    }
}
