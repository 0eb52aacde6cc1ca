//! Entries whose page, or whose redirect from a former address, would have the address of another page, found before the
//! site is made.
//!
//! The same code as in a build decides which pages there are, without rendering them. It runs only if an entry is in a
//! folder in which a build makes pages of its own, which few sites have.

use super::address::Address;
use super::catalogue::Catalogue;
use super::input::{BuildFacts, SiteInput};
use super::making::PageWriter;
use super::pages::PageKind;
use super::theme::Theme;
use crate::artefacts::Artefacts;
use crate::finding::Finding;
use crate::kinds::Kind;
use crate::library::Scope;
use crate::visibility::{Readers, Unfiltered, VisibleLibrary};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// Reports the entries whose page, or whose redirect from a former address, a build of `all` for `scope` and the day `today`
/// could not make, because another page has its address.
pub fn taken_addresses(all: &Unfiltered<'_>, scope: &Scope, today: NaiveDate) -> Vec<Finding> {
    let readers = Readers::new(scope, all.settings);
    let visible = all.library.entries().iter().filter(|entry| readers.sees(entry));
    let addresses = visible.flat_map(|entry| {
        let former = entry.moved_from.iter().map(|old| Address::of_old(&old.value));
        former.chain([Address::of_id(&entry.id)]).collect::<Vec<_>>()
    });
    let sections: BTreeSet<&str> = addresses.filter_map(|address| section_of(address.folder(), &readers)).collect();
    if sections.is_empty() {
        return Vec::new();
    }
    // Addresses do not depend on the theme, so that one with faults does not hide a taken address.
    let Ok(theme) = Theme::load(&BTreeMap::new()) else { return Vec::new() };
    let (library, _) = VisibleLibrary::new(all, scope);
    let attachments = BTreeMap::new();
    let input = SiteInput {
        library: &library,
        settings: all.settings,
        data_hash: None,
        as_of: None,
        trend: None,
        built: BuildFacts { commit: None, day: today, version: String::new() },
        history: None,
        attachments: &attachments,
        theme: &theme,
        artefacts: Artefacts::none(),
        diagrams: None,
    };
    let catalogue = Catalogue::new(&input);
    let mut writer = PageWriter::<Infallible>::of_addresses(&input);
    writer.generated_in(&catalogue, &|section| sections.contains(section));
    writer.taken_entries(&catalogue)
}

/// Returns the item of the navigation whose pages may be at `folder`; `None` if a build makes no page there.
fn section_of(folder: &str, readers: &Readers) -> Option<&'static str> {
    let pages = PageKind::ALL.iter().filter(|page| page.facts().readers.include(readers));
    let page = pages.filter(|page| may_be_at(page.facts().folder, folder)).map(|page| page.section()).next();
    page.or_else(|| Kind::all().map(Kind::folder).find(|own| may_be_at(own, folder)))
}

/// Returns whether the page in the folder `own`, or one of the pages below it, may be in `folder`. In a folder of entries
/// a build makes nothing else but the further pages of a list and those of its parts.
fn may_be_at(own: &str, folder: &str) -> bool {
    let Some(below) = folder.strip_prefix(own) else { return false };
    match below.strip_prefix('/') {
        _ if own.is_empty() => folder.is_empty(),
        None => below.is_empty(),
        Some(below) => {
            below.starts_with("page/") || below.starts_with("by/") || !Kind::all().any(|kind| kind.folder() == own)
        }
    }
}
