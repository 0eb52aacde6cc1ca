//! The tree of pages in `index.html`.

use crate::importing::documents::ending::has_ending;
use crate::importing::documents::html::text_of;
use crate::importing::documents::targets::part;
use crate::importing::documents::xml_tree::Element;

/// A page of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TreePage {
    /// The name of its file.
    pub(super) file: String,
    /// Its path in words of addresses, below its ancestors; without an ending.
    pub(super) path: String,
    /// Whether pages are below it.
    pub(super) has_children: bool,
}

/// Reads the pages of `index.html` in their order.
pub(super) fn pages(index: &Element) -> Vec<TreePage> {
    let mut pages = Vec::new();
    for list in top_lists(index) {
        read(list, "", &mut pages);
    }
    pages
}

/// Returns the lists that are not within others.
fn top_lists(element: &Element) -> Vec<&Element> {
    let mut lists = Vec::new();
    for child in element.elements() {
        if matches!(child.name.as_str(), "ul" | "ol") {
            lists.push(child);
        } else {
            lists.extend(top_lists(child));
        }
    }
    lists
}

fn read(list: &Element, above: &str, pages: &mut Vec<TreePage>) {
    for item in list.elements().filter(|child| child.name == "li") {
        let below: Vec<&Element> = top_lists(item);
        let link = link(item);
        let mut path = above.to_owned();
        if let Some((file, title)) = link {
            let name = part(&title);
            let name = if name.is_empty() { part(&file) } else { name };
            path = if above.is_empty() { name } else { format!("{above}/{name}") };
            pages.push(TreePage { file, path: path.clone(), has_children: !below.is_empty() });
        }
        for list in below {
            read(list, &path, pages);
        }
    }
}

/// Returns the file and title of the first link of an item that leads to a page of the export.
fn link(item: &Element) -> Option<(String, String)> {
    for child in item.elements() {
        if matches!(child.name.as_str(), "ul" | "ol") {
            continue;
        }
        let own = (child.name == "a").then(|| child.attribute("href")).flatten();
        if let Some(file) = own.filter(|file| has_ending(file, "html") && !file.contains("://")) {
            return Some((file.to_owned(), text_of(child)));
        }
        if let Some(found) = link(child) {
            return Some(found);
        }
    }
    None
}
