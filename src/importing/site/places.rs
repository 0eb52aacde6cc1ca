//! The places of pages and folders in the navigation, from whatever the generator reads.

use super::docusaurus::category_of;
use super::generator::Generator;
use super::navigation::{FolderPlace, NavigationItem, NavigationTarget, PagePlace, Places, Sibling, places, ranked};
use super::pages::{Page, is_index, targets};
use super::plan::Plan;
use super::repository::{Repository, folder_of};
use std::collections::BTreeMap;

/// Returns the places of `pages`: those of the navigation if the settings list one, else those that folders and pages say.
pub(super) fn places_of(repository: &Repository, plan: &Plan, pages: &[Page]) -> Places {
    match &plan.navigation {
        Some(items) => {
            let items =
                if plan.generator == Generator::Docusaurus { with_sources(items, plan, pages) } else { items.clone() };
            places(&items, &targets(pages))
        }
        None => from_folders(repository, pages),
    }
}

/// Replaces the ids of documents by the paths of their files.
fn with_sources(items: &[NavigationItem], plan: &Plan, pages: &[Page]) -> Vec<NavigationItem> {
    let mut by_id = BTreeMap::<String, &str>::new();
    for page in pages {
        let below = page.source.strip_prefix(&plan.pages).unwrap_or(&page.source).trim_start_matches('/');
        let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
        by_id.insert(stem.to_owned(), &page.source);
        if let Some(id) = page.front.text("id") {
            let folder = folder_of(stem);
            by_id.insert(if folder.is_empty() { id } else { format!("{folder}/{id}") }, &page.source);
        }
        by_id.entry(page.url.clone()).or_insert(&page.source);
    }
    let replace = |item: &NavigationItem| {
        let target = match &item.target {
            NavigationTarget::Page(id) => {
                NavigationTarget::Page(by_id.get(id).map_or_else(|| id.clone(), |source| (*source).to_owned()))
            }
            NavigationTarget::Section { items, collapsed } => {
                NavigationTarget::Section { items: with_sources(items, plan, pages), collapsed: *collapsed }
            }
            NavigationTarget::Link(address) => NavigationTarget::Link(address.clone()),
        };
        NavigationItem { title: item.title.clone(), target }
    };
    items.iter().map(replace).collect()
}

/// Numbers pages and folders by the positions that they have: `sidebar_position`, `weight`, `nav_order`, `_category_`.
fn from_folders(repository: &Repository, pages: &[Page]) -> Places {
    let mut siblings = BTreeMap::<String, Vec<Sibling>>::new();
    let mut folders = BTreeMap::<String, FolderPlace>::new();
    for page in pages {
        let position = ["sidebar_position", "weight", "nav_order"].iter().find_map(|key| page.front.number(key));
        let folder = folder_of(&page.target).to_owned();
        if is_index(&page.source) && !folder.is_empty() {
            // The index of a folder says where the folder is among its neighbours.
            let beside = siblings.entry(folder_of(&folder).to_owned()).or_default();
            if !beside.iter().any(|sibling| sibling.is_folder && sibling.name == folder) {
                beside.push(Sibling { name: folder, is_folder: true, position });
            }
            continue;
        }
        siblings.entry(folder).or_default().push(Sibling { name: page.source.clone(), is_folder: false, position });
    }
    for page in pages {
        let folder = folder_of(&page.target);
        if folder.is_empty() || folders.contains_key(folder) {
            continue;
        }
        let Some(category) = category_of(repository, folder_of(&page.source)) else { continue };
        folders.insert(
            folder.to_owned(),
            FolderPlace { title: category.title, order: None, collapsed: category.collapsed },
        );
        let beside = siblings.entry(folder_of(folder).to_owned()).or_default();
        beside.retain(|sibling| !(sibling.is_folder && sibling.name == folder));
        beside.push(Sibling { name: folder.to_owned(), is_folder: true, position: category.position });
    }
    let mut places = Places { folders, ..Places::default() };
    for (sibling, order) in siblings.into_values().flat_map(ranked) {
        if sibling.is_folder {
            places.folders.entry(sibling.name).or_default().order = Some(order);
        } else {
            places.pages.insert(sibling.name, PagePlace { order: Some(order), ..PagePlace::default() });
        }
    }
    places
}
