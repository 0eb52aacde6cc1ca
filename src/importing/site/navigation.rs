//! The navigation of the other site as data of ours: `order` and `section` of pages, `_section.yaml` of folders.

use super::repository::folder_of;
use std::collections::{BTreeMap, BTreeSet};

/// How far apart the places of neighbours are, so that an author can put a page between two.
const STEP: u64 = 10;

/// An item of the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NavigationItem {
    /// Its title, if the navigation has one.
    pub(super) title: Option<String>,
    /// What it shows.
    pub(super) target: NavigationTarget,
}

/// What an item of the navigation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NavigationTarget {
    /// A page, by its path in the repository.
    Page(String),
    /// An address on another site.
    Link(String),
    /// Further items.
    Section {
        /// The items.
        items: Vec<NavigationItem>,
        /// Whether it is closed until a reader opens it.
        collapsed: bool,
    },
}

impl NavigationItem {
    /// Makes the item of a page.
    pub(super) fn page(title: Option<String>, path: String) -> Self {
        Self { title, target: NavigationTarget::Page(path) }
    }

    /// Makes the item of an address.
    pub(super) fn link(title: Option<String>, address: String) -> Self {
        Self { title, target: NavigationTarget::Link(address) }
    }

    /// Makes a section that is open.
    pub(super) fn section(title: Option<String>, items: Vec<Self>) -> Self {
        Self { title, target: NavigationTarget::Section { items, collapsed: false } }
    }
}

/// What the navigation says of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PagePlace {
    /// Its title there.
    pub(super) title: Option<String>,
    pub(super) order: Option<u64>,
    /// The titles of its sections, if they are not those of its folders.
    pub(super) section: Vec<String>,
}

/// What the navigation says of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct FolderPlace {
    pub(super) title: Option<String>,
    pub(super) order: Option<u64>,
    pub(super) collapsed: bool,
}

/// The navigation as data of pages, by source, and of folders, by path below the target.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    pub(super) pages: BTreeMap<String, PagePlace>,
    pub(super) folders: BTreeMap<String, FolderPlace>,
    /// The links to other sites, which no page can carry.
    pub(super) links: Vec<String>,
    /// Pages that the navigation names and that do not exist.
    pub(super) missing: Vec<String>,
}

/// A page in the order of the navigation, with the titles of its sections and whether they are closed.
struct Walked {
    source: String,
    title: Option<String>,
    path: Vec<(String, bool)>,
}

/// Turns a listed navigation into places; `targets` has the path below the target of each page, by source.
pub(super) fn places(items: &[NavigationItem], targets: &BTreeMap<String, String>) -> Places {
    let mut places = Places::default();
    let mut walked = Vec::new();
    walk(items, &[], &mut walked, &mut places.links);
    let mut seen = BTreeSet::new();
    walked.retain(|page| {
        let exists = targets.contains_key(&page.source);
        if !exists {
            places.missing.push(page.source.clone());
        }
        exists && seen.insert(page.source.clone())
    });
    let titles = folder_titles(&walked, targets);
    for (index, page) in walked.iter().enumerate() {
        let order = u64::try_from(index + 1).unwrap_or(u64::MAX).saturating_mul(STEP);
        let target = targets.get(&page.source).map_or("", String::as_str);
        let folders = folders_of(target);
        let of_folders: Option<Vec<&str>> =
            folders.iter().map(|folder| titles.get(folder.as_str()).map(|title| title.0.as_str())).collect();
        let path: Vec<&str> = page.path.iter().map(|(title, _)| title.as_str()).collect();
        let section =
            if of_folders.as_ref() == Some(&path) { Vec::new() } else { path.into_iter().map(str::to_owned).collect() };
        for folder in &folders {
            if let Some((title, collapsed)) = titles.get(folder.as_str()) {
                let place = places.folders.entry(folder.clone()).or_default();
                place.title = Some(title.clone());
                place.collapsed = *collapsed;
                place.order = place.order.or(Some(order));
            }
        }
        places.pages.insert(page.source.clone(), PagePlace { title: page.title.clone(), order: Some(order), section });
    }
    places
}

fn walk(items: &[NavigationItem], path: &[(String, bool)], walked: &mut Vec<Walked>, links: &mut Vec<String>) {
    for item in items {
        match &item.target {
            NavigationTarget::Page(source) => {
                walked.push(Walked { source: source.clone(), title: item.title.clone(), path: path.to_vec() });
            }
            NavigationTarget::Link(address) => links.push(address.clone()),
            NavigationTarget::Section { items, collapsed } => {
                let mut inner = path.to_vec();
                inner.extend(item.title.clone().map(|title| (title, *collapsed)));
                walk(items, &inner, walked, links);
            }
        }
    }
}

/// Returns the title of each folder whose pages are in one section that holds no other page, with those above it too.
fn folder_titles(walked: &[Walked], targets: &BTreeMap<String, String>) -> BTreeMap<String, (String, bool)> {
    let mut known = BTreeMap::<String, Option<Vec<(String, bool)>>>::new();
    for page in walked {
        for (depth, folder) in folders_of(targets.get(&page.source).map_or("", String::as_str)).into_iter().enumerate()
        {
            let prefix = page.path.get(..=depth).map(<[_]>::to_vec);
            known
                .entry(folder)
                .and_modify(|known| *known = known.take().filter(|known| Some(known) == prefix.as_ref()))
                .or_insert(prefix);
        }
    }
    let mut titles = BTreeMap::new();
    for (folder, path) in &known {
        let Some((title, collapsed)) = path.as_ref().and_then(|path| path.last()) else { continue };
        let above = folder_of(folder);
        // A folder below one that has no title of its own cannot be found by titles.
        let has_above = above.is_empty() || titles.contains_key(above);
        // Two folders with one path of titles would be one section.
        let is_alone = known.iter().filter(|(_, other)| *other == path).count() == 1;
        if has_above && is_alone {
            titles.insert(folder.clone(), (title.clone(), *collapsed));
        }
    }
    titles
}

/// Returns the folders of the page at `target`, the outermost first.
fn folders_of(target: &str) -> Vec<String> {
    let folder = folder_of(target);
    if folder.is_empty() {
        return Vec::new();
    }
    folder
        .match_indices('/')
        .map(|(at, _)| at)
        .chain([folder.len()])
        .filter_map(|end| folder.get(..end))
        .map(str::to_owned)
        .collect()
}

/// Something beside others in a folder, with the place that its author gave it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sibling {
    /// The page by its source, or the folder by its path below the target.
    pub(super) name: String,
    pub(super) is_folder: bool,
    pub(super) position: Option<f64>,
}

/// Numbers those with a position in each folder, the smallest first; the others have no order.
pub(super) fn ranked(mut siblings: Vec<Sibling>) -> Vec<(Sibling, u64)> {
    siblings.retain(|sibling| sibling.position.is_some_and(f64::is_finite));
    siblings.sort_by(|one, other| {
        let positions = one.position.unwrap_or_default().total_cmp(&other.position.unwrap_or_default());
        positions.then_with(|| one.name.cmp(&other.name))
    });
    siblings.into_iter().zip(1_u64..).map(|(sibling, rank)| (sibling, rank * STEP)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_get_the_titles_of_their_sections_and_other_pages_name_theirs() {
        let page = |path: &str| NavigationItem::page(None, path.to_owned());
        let section = |title: &str, items| NavigationItem::section(Some(title.to_owned()), items);
        let items = [
            page("index.md"),
            section(
                "Set up",
                vec![
                    page("setup/index.md"),
                    page("setup/a.md"),
                    section("More", vec![page("other/b.md"), page("other/deep/c.md")]),
                ],
            ),
            section("Mixed", vec![page("mixed/d.md"), page("e.md"), page("gone.md")]),
            NavigationItem::link(None, "https://a.example".to_owned()),
        ];
        let sources =
            ["index.md", "setup/index.md", "setup/a.md", "other/b.md", "other/deep/c.md", "mixed/d.md", "e.md"];
        let targets = sources.iter().map(|path| ((*path).to_owned(), (*path).to_owned())).collect();
        let places = places(&items, &targets);
        let shown: Vec<String> = sources
            .iter()
            .map(|source| {
                let place = &places.pages[*source];
                format!("{source} {} {}", place.order.unwrap_or_default(), place.section.join("/"))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "index.md 10 ",
                "setup/index.md 20 Set up",
                "setup/a.md 30 Set up",
                "other/b.md 40 Set up/More",
                "other/deep/c.md 50 Set up/More",
                "mixed/d.md 60 ",
                "e.md 70 Mixed"
            ]
        );
        let folders: Vec<String> =
            places.folders.iter().map(|(path, place)| format!("{path} {:?} {:?}", place.title, place.order)).collect();
        assert_eq!(folders, ["mixed Some(\"Mixed\") Some(60)"]);
        assert_eq!((places.links, places.missing), (vec!["https://a.example".to_owned()], vec!["gone.md".to_owned()]));
    }

    #[test]
    fn positions_become_ranks() {
        let sibling = |name: &str, position| Sibling { name: name.to_owned(), is_folder: false, position };
        let ranked = ranked(vec![
            sibling("a", Some(2.5)),
            sibling("b", None),
            sibling("c", Some(-1.0)),
            sibling("d", Some(2.5)),
        ]);
        let shown: Vec<_> = ranked.iter().map(|(sibling, rank)| (sibling.name.as_str(), *rank)).collect();
        assert_eq!(shown, [("c", 10), ("a", 20), ("d", 30)]);
    }
}
