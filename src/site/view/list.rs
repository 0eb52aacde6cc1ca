//! Lists: all entries of one folder of the navigation, in pages of bounded size.

use super::frame::{Frame, Heading, Place};
use super::link::LinkView;
use super::parts::{RowView, row};
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::theme::Assets;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many entries are on a page.
const ROWS: usize = 200;

/// A page of a list.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ListView {
    frame: Frame,
    title: String,
    kind: &'static str,
    intro: &'static str,
    total: usize,
    rows: Vec<RowView>,
    tags: Vec<TagView>,
    pages: Vec<PageLink>,
}

#[derive(Debug, Clone, Serialize)]
struct TagView {
    name: String,
    count: usize,
}

/// A page of a list among its siblings.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageLink {
    link: LinkView,
    is_current: bool,
}

/// Makes the pages of the list of entries of `kind`; none if there are no entries or another template makes the list.
pub(crate) fn list_views(catalogue: &Catalogue<'_>, assets: &Assets, kind: Kind) -> Vec<(Address, ListView)> {
    let Some(intro) = kind.facts().list_intro else { return Vec::new() };
    let mut entries: Vec<&Arc<Entry>> = catalogue.input.library.of_kind(kind).collect();
    if entries.is_empty() {
        return Vec::new();
    }
    entries.sort_by_cached_key(|entry| (entry.title.value.to_lowercase(), entry.id.clone()));
    let (title, total) = (kind.facts().list_title.to_owned(), entries.len());
    let folder = kind.folder();
    let count = entries.len().div_ceil(ROWS);
    let page = |(index, chunk): (usize, &[&Arc<Entry>])| {
        let address = page_address(folder, index);
        let rows: Vec<RowView> = chunk.iter().map(|entry| row(catalogue, &address, entry)).collect();
        let place = Place { address: address.clone(), section: folder, above: Vec::new() };
        let heading = Heading { title: title.clone(), description: intro.to_owned() };
        let view = ListView {
            frame: Frame::new(catalogue, assets, &place, &heading),
            title: title.clone(),
            kind: kind.word(),
            intro,
            total,
            tags: tags(&rows),
            pages: page_links(&address, folder, index, count),
            rows,
        };
        (address, view)
    };
    entries.chunks(ROWS).enumerate().map(page).collect()
}

/// Returns where page `index` of the list in `folder` is.
pub(crate) fn page_address(folder: &str, index: usize) -> Address {
    if index == 0 { Address::of_folder(folder) } else { Address::of_folder(&format!("{folder}/page/{}", index + 1)) }
}

/// Returns the links among `count` pages of a list; none if there is but one.
pub(crate) fn page_links(from: &Address, folder: &str, current: usize, count: usize) -> Vec<PageLink> {
    let link = |index: usize| PageLink {
        link: LinkView { text: (index + 1).to_string(), href: Some(from.link(&page_address(folder, index))) },
        is_current: index == current,
    };
    if count > 1 { (0..count).map(link).collect() } else { Vec::new() }
}

/// The commonest tags, by which a reader narrows the page.
fn tags(rows: &[RowView]) -> Vec<TagView> {
    const SHOWN: usize = 14;
    let mut counts = BTreeMap::<&str, usize>::new();
    for tag in rows.iter().flat_map(|row| &row.tags) {
        *counts.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<_> = counts.into_iter().map(|(name, count)| TagView { name: name.to_owned(), count }).collect();
    tags.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    tags.truncate(SHOWN);
    if tags.len() > 1 { tags } else { Vec::new() }
}
