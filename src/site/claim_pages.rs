//! Which claims have a page of their own, and which entries refer to them.
//!
//! An entry's page shows the evidence for each of its claims in full: words, quote, source, states, check. A page of its
//! own, at `claims/<entry>/<claim>/`, adds the entries that refer to it, all its states and its cell of the matrix. A
//! library of ordinary size has one for each claim. With more than [`EACH`] claims only those have one to which another
//! entry refers or that a person or a source contradicts; the others are read on the page of their entry, so that
//! 10,000 entries with 20,000 claims do not become three times as many pages.

use super::address::Address;
use super::ages::AgeTable;
use super::input::SiteInput;
use crate::entry::Entry;
use crate::freshness::State;
use crate::library::{Library, PageFolders, Target};
use crate::site::pages::PageKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Up to how many claims a library has a page for each.
const EACH: usize = 2_000;

/// The page of one claim.
#[derive(Debug)]
pub(super) struct ClaimPage<'a> {
    /// Its address.
    pub(super) address: Address,
    /// The other entries that refer to the claim, by id.
    pub(super) resting: BTreeSet<&'a str>,
}

/// The pages of claims, by entry and claim.
pub(super) type ClaimPages<'a> = BTreeMap<&'a str, BTreeMap<&'a str, ClaimPage<'a>>>;

/// Finds the claims that have a page, in one pass over all references.
pub(super) fn claim_pages<'a>(input: &SiteInput<'a>, ages: &AgeTable<'_>) -> ClaimPages<'a> {
    let library = input.library;
    let entries = library.entries();
    let found: Vec<Vec<(String, String)>> = entries.iter().map(|entry| references(entry, library)).collect();
    let mut resting = BTreeMap::<(String, String), BTreeSet<&str>>::new();
    for (entry, found) in entries.iter().zip(found) {
        for name in found {
            resting.entry(name).or_default().insert(entry.id.as_str());
        }
    }
    let mut pages = ClaimPages::new();
    // The pages of the register are in the same folder.
    let mut taken = PageFolders::reserving((0..entries.len()).take(64).map(|page| format!("claims/page/{page}")));
    let has_each = entries.iter().map(|entry| entry.claims.len()).sum::<usize>() <= EACH;
    for entry in entries {
        let timelines = ages.of(entry).map_or(&[][..], |ages| ages.parts.claims.as_slice());
        for (claim, timeline) in entry.claims.iter().zip(timelines) {
            let id = claim.id.value.as_str();
            let others = resting.remove(&(entry.id.clone(), id.to_owned())).unwrap_or_default();
            let is_disputed = timeline.steps().any(|step| step.state == State::Challenged);
            if !has_each && others.is_empty() && !is_disputed {
                continue;
            }
            let address = address(&entry.id, id, &mut taken);
            pages.entry(entry.id.as_str()).or_default().insert(id, ClaimPage { address, resting: others });
        }
    }
    pages
}

fn address(entry: &str, claim: &str, taken: &mut PageFolders) -> Address {
    let parent = PageKind::Claim.address_of(Address::of_id(entry).folder());
    let part = Address::of_id(&claim.replace('/', "-"));
    Address::of_folder(&taken.take(parent.folder(), part.folder(), &format!("{entry}#{claim}")))
}

/// Returns the claims of other entries, as entry and claim, that `entry` names in its text or its fields.
fn references(entry: &Arc<Entry>, library: &Library) -> Vec<(String, String)> {
    let links = entry.body.links.iter().filter(|link| link.target.value.contains('#'));
    let linked = links.map(|link| library.resolve(entry, link));
    let names = entry.named_ids().into_iter().map(|named| named.id.value.as_str());
    let fields = names.filter(|name| name.contains('#')).map(|name| library.resolve_id(name));
    let claim = |target: Target| match target {
        Target::Entry(other, Some(anchor)) if other.id != entry.id && other.claim(&anchor).is_some() => {
            Some((other.id.clone(), anchor))
        }
        _ => None,
    };
    linked.chain(fields).filter_map(claim).collect()
}
