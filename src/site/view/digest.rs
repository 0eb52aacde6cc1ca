//! The digest of each open opportunity, and a page of them for each owner.

use super::frame::{Frame, Heading, Place};
use super::left_out::LeftOutView;
use super::link::LinkView;
use super::opportunity_source::{SourceView, source};
use crate::digest::DigestSubject;
use crate::library::PageFolders;
use crate::markdown::slug;
use crate::opportunity::{Opportunity, Origin};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::BTreeMap;

/// The name of the page of opportunities without an owner, in its address.
const NO_OWNER: &str = "no-owner";
/// The number of digests on a page: the first to close.
const SHOWN: usize = 60;

/// Digests: of all open opportunities, or of those of one owner.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct DigestPageView {
    frame: Frame,
    /// The day for which states are shown.
    day: String,
    title: String,
    /// The pages of all owners; empty on the page of one.
    owners: Vec<OwnerRow>,
    digests: Vec<DigestView>,
    /// All digests that belong here, shown or not.
    total: usize,
    /// Open opportunities beyond those shown.
    more: usize,
    /// Rows that could not be read as an opportunity, with the reason.
    left_out: LeftOutView,
    source: SourceView,
}

/// An owner and the number of open opportunities.
#[derive(Debug, Clone, Serialize)]
struct OwnerRow {
    name: String,
    href: String,
    count: usize,
}

#[derive(Debug, Clone, Serialize)]
struct DigestView {
    opportunity: LinkView,
    text: String,
}

/// The page of one owner, before it is made.
struct OwnerPage<'a> {
    name: String,
    address: Address,
    open: Vec<&'a Opportunity>,
}

/// Makes the page of all digests, and that of each owner.
pub(crate) fn digest_views(
    catalogue: &Catalogue<'_>,
    assets: &Assets,
) -> ((Address, DigestPageView), Vec<(Address, DigestPageView)>) {
    let address = PageKind::Digest.address();
    let owners = owner_pages(catalogue);
    let row = |owner: &OwnerPage<'_>| OwnerRow {
        name: owner.name.clone(),
        href: address.link(&owner.address),
        count: owner.open.len(),
    };
    let heading = Heading::of(PageKind::Digest, "A short summary of each open deal, from recorded facts only.");
    let frame = Frame::new(catalogue, assets, &Place::of(PageKind::Digest, address.clone()), &heading);
    let mut all = page(catalogue, frame, &address, catalogue.exposures.open());
    let without = catalogue.snapshot.map(|snapshot| catalogue.digests.without_opportunity(snapshot));
    all.digests.extend(without.into_iter().flatten().map(|(customer, digest)| DigestView {
        opportunity: LinkView::plain(customer.to_owned()),
        text: digest.to_text(),
    }));
    all.total = all.digests.len() + all.more;
    all.owners = owners.iter().map(row).collect();
    let pages = owners.iter().map(|owner| {
        let title = format!("Digest: {}", owner.name);
        let heading = Heading { title: title.clone(), description: "The open deals of one owner.".to_owned() };
        let place = Place::of(PageKind::OwnerDigest, owner.address.clone());
        let frame = Frame::new(catalogue, assets, &place, &heading);
        let view = page(catalogue, frame, &owner.address, &owner.open);
        (owner.address.clone(), DigestPageView { title, ..view })
    });
    ((address.clone(), all), pages.collect())
}

fn page(catalogue: &Catalogue<'_>, frame: Frame, address: &Address, open: &[&Opportunity]) -> DigestPageView {
    let digest = |one: &&Opportunity| DigestView {
        opportunity: LinkView {
            text: one.name.clone(),
            href: catalogue.opportunity_address(&one.id).map(|to| address.link(to)),
        },
        text: digest_text(catalogue, one),
    };
    DigestPageView {
        frame,
        day: catalogue.input.as_of.unwrap_or(catalogue.input.built.day).to_string(),
        title: "Digest".to_owned(),
        owners: Vec::new(),
        digests: open.iter().take(SHOWN).map(digest).collect(),
        total: open.len(),
        more: open.len().saturating_sub(SHOWN),
        left_out: LeftOutView::new(catalogue, address),
        source: source(catalogue),
    }
}

/// Gathers the open opportunities by owner, as the source names them; those without an owner come last.
fn owner_pages<'a>(catalogue: &Catalogue<'a>) -> Vec<OwnerPage<'a>> {
    let mut owned = BTreeMap::<(bool, String), Vec<&Opportunity>>::new();
    for one in catalogue.exposures.open() {
        let owner = one.owner.as_deref().map(str::trim).unwrap_or_default();
        let name =
            if owner.is_empty() { "No owner".to_owned() } else { catalogue.owner_name(&catalogue.person_id(owner)) };
        let name = if name.is_empty() { owner.to_owned() } else { name };
        owned.entry((owner.is_empty(), name)).or_default().push(one);
    }
    let mut taken = PageFolders::default();
    let page = |((is_none, name), open): ((bool, String), Vec<&'a Opportunity>)| {
        let part = if is_none { NO_OWNER.to_owned() } else { slug(&name) };
        let folder = taken.take(PageKind::OwnerDigest.facts().folder, Address::of_id(&part).folder(), &name);
        OwnerPage { name, address: Address::of_folder(&folder), open }
    };
    owned.into_iter().map(page).collect()
}

/// Writes the digest of `opportunity` for the day of the build.
pub(super) fn digest_text(catalogue: &Catalogue<'_>, opportunity: &Opportunity) -> String {
    let gaps = catalogue.exposures.gaps_of(&opportunity.id);
    let origin = catalogue.snapshot.map_or(Origin::File, |snapshot| snapshot.origin);
    catalogue.digests.of_opportunity(&DigestSubject { opportunity, origin, gaps: &gaps }).to_text()
}
