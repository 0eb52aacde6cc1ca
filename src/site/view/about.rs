//! Pages about the site itself: its build, its search, and where there is nothing.

use super::frame::{Frame, Heading, Place};
use super::parts::moment;
use crate::finding::Severity;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;

/// Inputs, audience and checks of this build.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AboutView {
    frame: Frame,
    rows: Vec<(&'static str, String)>,
    errors: usize,
    warnings: usize,
    notes: usize,
    /// The rule reference, where the build has it.
    rules: Option<String>,
}

/// The search page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SearchView {
    frame: Frame,
}

/// What a server shows where there is no page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct NotFoundView {
    frame: Frame,
}

/// The page at the old address of a page that has moved.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct RedirectView {
    language: String,
    title: String,
    href: String,
    canonical: String,
}

impl AboutView {
    /// Makes the page about the build.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::About.address();
        let input = catalogue.input;
        let heading = Heading::of(PageKind::About, "Inputs, audience and checks of this build.");
        let count = |severity| input.library.findings().iter().filter(|finding| finding.severity == severity).count();
        let view = Self {
            frame: Frame::new(catalogue, assets, &Place::of(PageKind::About, address.clone()), &heading),
            rows: rows(catalogue),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Info),
            rules: catalogue.is_for_makers.then(|| address.link(&PageKind::Rules.address())),
        };
        (address, view)
    }
}

fn rows(catalogue: &Catalogue<'_>) -> Vec<(&'static str, String)> {
    let input = catalogue.input;
    let audiences = &input.settings.audiences;
    let mut rows = vec![
        ("Built on", input.built.day.to_string()),
        ("Commit", input.built.commit.clone().unwrap_or_else(|| "unknown".to_owned())),
        ("Version", format!("fieldbook {}", input.built.version)),
        ("Audience", audiences.name(input.library.readers().audience()).to_owned()),
        ("Customer", input.library.readers().customer().unwrap_or("none").to_owned()),
        ("States as of", input.as_of.map_or_else(|| "the reader’s own day".to_owned(), |day| format!("{day}, pinned"))),
        ("Entries", input.library.entries().len().to_string()),
        ("Claims", catalogue.claim_count.to_string()),
    ];
    if let Some(snapshot) = catalogue.snapshot {
        let as_of = snapshot.as_of.map_or_else(|| "an unknown time".to_owned(), moment);
        let complete = if snapshot.complete { "complete" } else { "incomplete" };
        rows.push(("Opportunities", format!("{} as of {as_of}, {complete}", snapshot.opportunities.len())));
    }
    rows
}

impl SearchView {
    /// Makes the search page.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> (Address, Self) {
        let address = PageKind::Search.address();
        let heading = Heading::of(PageKind::Search, "Find a card, an answer, a claim or a deal.");
        let frame = Frame::new(catalogue, assets, &Place::of(PageKind::Search, address.clone()), &heading);
        (address, Self { frame })
    }
}

impl NotFoundView {
    /// Makes the page; servers show it at any path, so its links begin at the site's public address, or at the root.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets) -> Self {
        let base = &catalogue.input.settings.site.base_url;
        let path = base.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        let address = Address::anywhere(&format!("/{path}"));
        let place = Place { address, section: "", above: Vec::new() };
        let heading = Heading { title: "Not found".to_owned(), description: "Page not found.".to_owned() };
        Self { frame: Frame::new(catalogue, assets, &place, &heading) }
    }
}

impl RedirectView {
    /// Makes the page at `from` that leads to `to`.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address, to: &Address, title: &str) -> Self {
        let site = &catalogue.input.settings.site;
        Self {
            language: site.language.clone(),
            title: title.to_owned(),
            href: from.link(to),
            canonical: format!("{}{}", site.base_url, to.clean()),
        }
    }
}
