//! The sections of a kind in the navigation, and the pages before and after one.

use super::link::LinkView;
use crate::entry::Entry;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::folders::{Item, Section};
use serde::Serialize;
use std::ops::Range;

/// How many pages a tree has that every page carries as a whole; of a larger one, the sections on the way to the page.
const WHOLE: usize = 60;
/// How many pages and sections of one section a page of a larger tree carries: those around its own.
const AROUND: usize = 30;

/// The sections and pages of one kind, as a list of what opens, what is in it, and what closes.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FoldersView {
    /// The folder of the kind, under which a browser remembers what is open.
    kind: &'static str,
    items: Vec<FolderItem>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
enum FolderItem {
    /// A section whose items follow.
    Open { title: String, key: String, is_open: bool, holds_page: bool },
    /// The end of the section that was opened last.
    Close,
    /// A page.
    Page { title: String, href: String, is_current: bool },
    /// A section whose items are not in this page: its first page, and how many there are.
    More { title: String, href: String, count: usize },
    /// The list of all pages, in place of what is left out beside these.
    All { href: String, count: usize },
}

/// The pages before and after one, in the order of reading.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PagerView {
    before: Option<LinkView>,
    after: Option<LinkView>,
}

/// What each part of a tree needs.
struct FolderPage<'p, 'a> {
    catalogue: &'p Catalogue<'a>,
    from: &'p Address,
    kind: Kind,
    /// The page that shows the tree, where it is in it.
    entry: Option<&'p Entry>,
    is_whole: bool,
}

impl FoldersView {
    /// Makes the sections of `kind` for a page at `from`: the one of `entry`, or another one. `None` where the kind has none.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, kind: Kind, entry: Option<&Entry>) -> Option<Self> {
        let tree = catalogue.folders.get(kind.folder())?;
        let route = entry.map_or(&[][..], |entry| tree.route(entry));
        let page = FolderPage { catalogue, from, kind, entry, is_whole: tree.top.page_count <= WHOLE };
        let mut items = Vec::new();
        page.add(&mut items, &tree.top, Some(route), "");
        Some(Self { kind: kind.folder(), items })
    }
}

impl FolderPage<'_, '_> {
    /// Adds what is in `section`; `route` leads on from it to the page, if the section is on the way.
    fn add(&self, items: &mut Vec<FolderItem>, section: &Section<'_>, route: Option<&[usize]>, key: &str) {
        items.extend(section.index.map(|index| {
            // A section has the title of its index page, unless it says another one.
            let title = if index.title.value == section.title { "Overview" } else { &index.title.value };
            self.page(index, title)
        }));
        let own = route.and_then(<[usize]>::first).copied();
        let shown = if self.is_whole { 0..section.items.len() } else { self.around(section, own) };
        let is_cut = shown.len() < section.items.len();
        for (place, item) in section.items.iter().enumerate().take(shown.end).skip(shown.start) {
            let rest = route.filter(|_| own == Some(place)).and_then(|route| route.get(1..));
            match item {
                Item::Page(page) => items.push(self.page(page, &page.title.value)),
                Item::Section(below) => self.add_section(items, below, rest, key),
            }
        }
        if is_cut {
            let list = Address::of_folder(self.kind.folder());
            items.push(FolderItem::All { href: self.from.link(&list), count: section.page_count });
        }
    }

    fn add_section(&self, items: &mut Vec<FolderItem>, section: &Section<'_>, rest: Option<&[usize]>, key: &str) {
        let title = section.title.clone();
        if !self.is_whole && rest.is_none() {
            let count = section.page_count;
            let first = section.first().map(|first| self.from.link(&self.catalogue.address(first)));
            items.extend(first.map(|href| FolderItem::More { title, href, count }));
            return;
        }
        let key = format!("{key}/{title}");
        let is_open = rest.is_some() || !section.is_collapsed;
        items.push(FolderItem::Open { title, key: key.clone(), is_open, holds_page: rest.is_some() });
        self.add(items, section, rest, &key);
        items.push(FolderItem::Close);
    }

    /// Returns which items of `section` are around the page, or around the item at `own` on the way to it.
    fn around(&self, section: &Section<'_>, own: Option<usize>) -> Range<usize> {
        let count = section.items.len();
        let is_page =
            |item: &Item<'_>| matches!((item, self.entry), (Item::Page(page), Some(entry)) if page.id == entry.id);
        let middle = own.or_else(|| section.items.iter().position(is_page)).unwrap_or(0);
        let start = middle.saturating_sub(AROUND / 2).min(count.saturating_sub(AROUND));
        start..(start + AROUND).min(count)
    }

    fn page(&self, page: &Entry, title: &str) -> FolderItem {
        FolderItem::Page {
            title: title.to_owned(),
            href: self.from.link(&self.catalogue.address(page)),
            is_current: self.entry.is_some_and(|entry| entry.id == page.id),
        }
    }
}

impl PagerView {
    /// Makes the links of the page of `entry`; `None` where its kind has no order of reading.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, entry: &Entry) -> Option<Self> {
        let (before, after) = catalogue.folders.get(entry.kind.folder())?.beside(entry);
        let link =
            |page: &Entry| LinkView { text: page.title.value.clone(), href: Some(from.link(&catalogue.address(page))) };
        let (before, after) = (before.map(|page| link(page)), after.map(|page| link(page)));
        (before.is_some() || after.is_some()).then_some(Self { before, after })
    }
}

/// Returns the sections that `entry` is in, each with its index page where it has one, the outermost first.
pub(super) fn sections_above(catalogue: &Catalogue<'_>, entry: &Entry) -> Vec<(String, Option<Address>)> {
    let tree = catalogue.folders.get(entry.kind.folder());
    let sections = tree.map(|tree| tree.sections_to(entry)).unwrap_or_default().into_iter();
    // An index page is not below itself.
    let around = sections.filter(|section| section.index.is_none_or(|index| index.id != entry.id));
    let link = |index: &Entry| catalogue.address(index).into_owned();
    around.map(|section| (section.title.clone(), section.index.map(|index| link(index)))).collect()
}
