//! Pages of the site and actions as documents of the search.

use crate::site::{SitePage, SitePageKind};
use fieldbook_search::{Comparison, Document};

/// The kind of the documents of pages. Entries have the kind `page`.
const PAGE: &str = "place";
/// The kind of the documents of actions.
const ACTION: &str = "action";

/// Returns pages and actions as documents, whose titles are names.
pub(super) fn documents(pages: &[SitePage]) -> Vec<Document> {
    pages.iter().map(document).collect()
}

fn document(page: &SitePage) -> Document {
    let (kind, comparison) = match page.kind {
        SitePageKind::Page => (PAGE, Comparison::None),
        SitePageKind::Comparison => (PAGE, Comparison::Page),
        SitePageKind::Action => (ACTION, Comparison::None),
    };
    Document {
        id: page.id.clone(),
        kind: kind.to_owned(),
        url: page.link.clone(),
        title: page.title.clone(),
        alternates: page.names.clone(),
        summary: page.description.clone(),
        names: std::iter::once(&page.title).chain(&page.names).cloned().collect(),
        comparison,
        ..Document::default()
    }
}
