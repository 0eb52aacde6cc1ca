//! The sections of one kind with their pages, in order.

use super::path::{folder, steps};
use super::titles::{Titled, Titles};
use crate::entry::Entry;
use crate::site::input::SiteInput;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sections and pages of one kind.
#[derive(Debug)]
pub(in crate::site) struct FolderTree<'a> {
    /// What is at the top.
    pub(in crate::site) top: Section<'a>,
    /// Every page, in the order of reading.
    pages: Vec<&'a Arc<Entry>>,
    /// Where each page is, by id.
    places: BTreeMap<&'a str, PagePlace>,
}

/// Where a page is.
#[derive(Debug)]
struct PagePlace {
    /// Its place in the order of reading.
    place: usize,
    /// The place of each section on the way among the items of the one around it, the outermost first.
    route: Vec<usize>,
}

/// A section.
#[derive(Debug, Default)]
pub(in crate::site) struct Section<'a> {
    /// Its title; empty at the top.
    pub(in crate::site) title: String,
    /// Whether it is closed until a reader opens it.
    pub(in crate::site) is_collapsed: bool,
    /// Its index page.
    pub(in crate::site) index: Option<&'a Arc<Entry>>,
    /// Its other pages and its sections, in order.
    pub(in crate::site) items: Vec<Item<'a>>,
    /// How many pages are in it and below.
    pub(in crate::site) page_count: usize,
}

/// What is in a section.
#[derive(Debug)]
pub(in crate::site) enum Item<'a> {
    /// A page.
    Page(&'a Arc<Entry>),
    /// A section.
    Section(Section<'a>),
}

/// A section whose pages are being collected.
#[derive(Debug, Default)]
struct Collected<'a> {
    place: Option<u64>,
    is_collapsed: bool,
    index: Option<&'a Arc<Entry>>,
    pages: Vec<&'a Arc<Entry>>,
    sections: BTreeMap<String, Collected<'a>>,
}

/// Returns the tree of each kind whose entries are in sections, or have a place of their own, by the folder of the kind: the
/// answers of a file and the file are in one.
pub(in crate::site) fn folder_trees<'a>(input: &'a SiteInput<'a>) -> BTreeMap<&'static str, FolderTree<'a>> {
    let titles = Titles::new(input);
    let mut kinds = BTreeMap::<&'static str, Collected<'a>>::new();
    for entry in input.library.entries() {
        kinds.entry(entry.kind.folder()).or_default().add(entry, &titles);
    }
    let has_shape = |top: &Collected<'_>| !top.sections.is_empty() || top.pages.iter().any(|page| page.order.is_some());
    kinds.into_iter().filter(|(_, top)| has_shape(top)).map(|(kind, top)| (kind, FolderTree::new(top))).collect()
}

impl<'a> Collected<'a> {
    /// Adds `entry` to the section that it names, or to that of its folder.
    fn add(&mut self, entry: &'a Arc<Entry>, titles: &Titles<'a>) {
        let own_folder = titles.folder_of_index(entry);
        let sections: Vec<Titled> = if entry.section.is_empty() {
            let folder = own_folder.unwrap_or(folder(entry).0);
            let steps = steps(folder, entry.kind.folder());
            steps.into_iter().map(|path| titles.of_folder(path, entry)).collect()
        } else {
            let named = |title: &String| Titled { title: title.clone(), order: None, is_collapsed: false };
            entry.section.iter().map(|title| named(&title.value)).collect()
        };
        let mut section = self;
        for Titled { title, order, is_collapsed } in sections {
            section = section.sections.entry(title).or_default();
            section.place = section.place.or(order);
            section.is_collapsed |= is_collapsed;
        }
        if own_folder.is_some() && entry.section.is_empty() && section.index.is_none() {
            section.index = Some(entry);
        } else {
            section.pages.push(entry);
        }
    }

    fn finish(self, title: String) -> Section<'a> {
        let key = |order: Option<u64>, title: &str| (order.unwrap_or(u64::MAX), title.to_lowercase());
        let pages = self.pages.into_iter().map(|page| {
            let order = page.order.as_ref().map(|order| order.value);
            (key(order, &page.title.value), page.id.as_str(), Item::Page(page))
        });
        let sections = self.sections.into_iter().map(|(title, section)| {
            let place = key(section.place, &title);
            (place, "", Item::Section(section.finish(title)))
        });
        let mut items: Vec<_> = pages.chain(sections).collect();
        items.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let items: Vec<Item<'a>> = items.into_iter().map(|(_, _, item)| item).collect();
        let below: usize = items.iter().map(Item::page_count).sum();
        let page_count = below + usize::from(self.index.is_some());
        Section { title, is_collapsed: self.is_collapsed, index: self.index, items, page_count }
    }
}

impl Item<'_> {
    /// How many pages it is or has.
    pub(in crate::site) fn page_count(&self) -> usize {
        match self {
            Self::Page(_) => 1,
            Self::Section(section) => section.page_count,
        }
    }
}

impl<'a> Section<'a> {
    /// Returns the first page of the section.
    pub(in crate::site) fn first(&self) -> Option<&'a Arc<Entry>> {
        self.index.or_else(|| {
            self.items.iter().find_map(|item| match item {
                Item::Page(page) => Some(*page),
                Item::Section(section) => section.first(),
            })
        })
    }

    /// Lists its pages, each with the route to it; `route` leads to this section.
    fn list(&self, route: &[usize], pages: &mut Vec<(&'a Arc<Entry>, Vec<usize>)>) {
        pages.extend(self.index.map(|index| (index, route.to_vec())));
        for (place, item) in self.items.iter().enumerate() {
            match item {
                Item::Page(page) => pages.push((page, route.to_vec())),
                Item::Section(section) => section.list(&[route, &[place]].concat(), pages),
            }
        }
    }
}

impl<'a> FolderTree<'a> {
    fn new(top: Collected<'a>) -> Self {
        let top = top.finish(String::new());
        let mut pages = Vec::with_capacity(top.page_count);
        top.list(&[], &mut pages);
        let (pages, routes): (Vec<_>, Vec<_>) = pages.into_iter().unzip();
        let places = pages.iter().map(|page| page.id.as_str()).zip(routes).enumerate();
        let places = places.map(|(place, (id, route))| (id, PagePlace { place, route })).collect();
        Self { top, pages, places }
    }

    /// Returns the way to `entry`: the place of each section on it among the items of the one around it, the outermost
    /// first.
    pub(in crate::site) fn route(&self, entry: &Entry) -> &[usize] {
        self.places.get(entry.id.as_str()).map_or(&[], |place| place.route.as_slice())
    }

    /// Returns the sections on the way to `entry`, the outermost first.
    pub(in crate::site) fn sections_to(&self, entry: &Entry) -> Vec<&Section<'a>> {
        let mut section = &self.top;
        let mut sections = Vec::new();
        for place in self.route(entry) {
            let Some(Item::Section(below)) = section.items.get(*place) else { break };
            sections.push(below);
            section = below;
        }
        sections
    }

    /// Returns the pages before and after `entry` in the order of reading.
    pub(in crate::site) fn beside(&self, entry: &Entry) -> (Option<&'a Arc<Entry>>, Option<&'a Arc<Entry>>) {
        let Some(PagePlace { place, .. }) = self.places.get(entry.id.as_str()) else { return (None, None) };
        let at = |place: Option<usize>| place.and_then(|place| self.pages.get(place)).copied();
        (at(place.checked_sub(1)), at(place.checked_add(1)))
    }
}
