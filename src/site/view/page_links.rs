//! Links among the pages of one subject.

use super::link::LinkView;
use crate::site::address::Address;
use serde::Serialize;

/// A page among its siblings.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageLink {
    link: LinkView,
    is_current: bool,
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
