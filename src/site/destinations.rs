//! Where the search leads apart from the pages of entries and opportunities: claims, people, pages of the tables, and what
//! can be done by following a link.
//!
//! In goes the [`Catalogue`], so that the search offers what the build makes for its readers and nothing else.

use super::address::{Address, encode_anchor, encoded_path};
use super::catalogue::Catalogue;
use super::input::{BuildFacts, SiteInput};
use super::pages::PageKind;
use super::theme::Theme;
use super::view::{claim_anchor, gap_link, owner_lists};
use crate::artefacts::Artefacts;
use crate::config::Settings;
use crate::entry::{Claim, Entry};
use crate::kinds::Kind;
use crate::library::page_path;
use crate::visibility::VisibleLibrary;
use chrono::NaiveDate;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeMap;

/// Further names of pages, by folder.
const NAMES: &str = include_str!("search_names.txt");

/// Where the search leads apart from the pages of entries and opportunities. Links are relative to the site's root and
/// encoded, unless they lead elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Destinations {
    /// The link of each claim that has a page of its own, by `entry#claim`. In a very large library the others are read,
    /// and found, on the page of their entry.
    pub claims: BTreeMap<String, String>,
    /// Pages about people; none in a build for outsiders.
    pub people: Vec<PersonPage>,
    /// Pages of the site, and what can be done.
    pub pages: Vec<SitePage>,
}

/// A page about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPage {
    /// The folder of the page.
    pub id: String,
    /// The name as people say it.
    pub name: String,
    /// The link.
    pub link: String,
    /// What it lists.
    pub content: PersonContent,
}

/// What the page about a person lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonContent {
    /// What the person has to check.
    Queue {
        /// The number of entries that the person owns.
        owned: usize,
    },
    /// The person's open opportunities.
    Opportunities {
        /// Their number.
        open: usize,
    },
}

/// A page of the site, or something that can be done by following a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePage {
    /// The folder of the page, `home` for the first one; of an action `action/NAME`.
    pub id: String,
    /// What it is.
    pub kind: SitePageKind,
    /// The title.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// What else it is called.
    pub names: Vec<String>,
    /// The link.
    pub link: String,
}

/// What a [`SitePage`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SitePageKind {
    /// A page.
    Page,
    /// The page that compares the competitors in its address.
    Comparison,
    /// Something that can be done.
    Action,
}

impl Destinations {
    /// Finds the destinations of a build of `library` that is not made.
    pub fn new(library: &VisibleLibrary, settings: &Settings) -> Self {
        // Destinations depend neither on the theme nor on the day.
        let Ok(theme) = Theme::load(&BTreeMap::new()) else { return Self::default() };
        let attachments = BTreeMap::new();
        let input = SiteInput {
            library,
            settings,
            data_hash: None,
            as_of: None,
            built: BuildFacts { commit: None, day: NaiveDate::default(), version: String::new() },
            history: None,
            trend: None,
            attachments: &attachments,
            theme: &theme,
            artefacts: Artefacts::none(),
            diagrams: None,
        };
        destinations(&Catalogue::new(&input))
    }

    /// Returns the link of `claim`: its own page where it has one, else its evidence on the page of `entry`.
    pub fn claim(&self, entry: &Entry, claim: &Claim) -> String {
        let id = &claim.id.value;
        let page = self.claims.get(&format!("{}#{id}", entry.id)).cloned();
        page.unwrap_or_else(|| format!("{}#{}", encoded_path(&page_path(&entry.id)), encode_anchor(&claim_anchor(id))))
    }
}

/// Finds the destinations of the build of `catalogue`.
pub(super) fn destinations(catalogue: &Catalogue<'_>) -> Destinations {
    let mut pages = pages(catalogue);
    pages.extend(lists(catalogue));
    pages.extend(frameworks(catalogue));
    pages.extend(actions(catalogue));
    Destinations { claims: claims(catalogue), people: people(catalogue), pages }
}

fn link(address: &Address) -> String {
    Address::of_folder("").link(address)
}

/// The names of the page in `folder` apart from its title.
fn names(folder: &str) -> Vec<String> {
    let folder = if folder.is_empty() { "." } else { folder };
    let row = NAMES.lines().find_map(|line| line.strip_prefix(folder)?.strip_prefix(": "));
    row.into_iter().flat_map(|row| row.split(", ")).map(str::to_owned).collect()
}

fn claims(catalogue: &Catalogue<'_>) -> BTreeMap<String, String> {
    let mut links = BTreeMap::new();
    for entry in catalogue.input.library.entries() {
        for claim in &entry.claims {
            let id = claim.id.value.as_str();
            let page = catalogue.claim_page(&entry.id, id);
            links.extend(page.map(|page| (format!("{}#{id}", entry.id), link(&page.address))));
        }
    }
    links
}

/// The queue of each owner, and the list of open opportunities of each.
fn people(catalogue: &Catalogue<'_>) -> Vec<PersonPage> {
    let queues = catalogue.queues().filter(|(owner, _)| !owner.is_empty()).map(|(owner, queue)| PersonPage {
        id: queue.address.folder().to_owned(),
        name: catalogue.owner_name(owner),
        link: link(&queue.address),
        content: PersonContent::Queue { owned: queue.entries.len() },
    });
    let lists = owner_lists(catalogue).into_iter().map(|(name, address, open)| PersonPage {
        id: address.folder().to_owned(),
        link: link(&address),
        name,
        content: PersonContent::Opportunities { open },
    });
    if catalogue.is_outside { Vec::new() } else { queues.chain(lists).collect() }
}

/// The pages of the table of which there is one each.
fn pages(catalogue: &Catalogue<'_>) -> Vec<SitePage> {
    let readers = catalogue.input.library.readers();
    let several = [PageKind::Topic, PageKind::Framework, PageKind::Rule, PageKind::OwnerDigest, PageKind::Opportunity];
    let is_listed = |page: &PageKind| {
        page.facts().readers.include(readers)
            && !several.contains(page)
            && ![PageKind::Claim, PageKind::Queue, PageKind::Search].contains(page)
            && catalogue.has_page(*page)
    };
    let page = |page: &PageKind| {
        let facts = page.facts();
        SitePage {
            id: if facts.folder.is_empty() { "home".to_owned() } else { facts.folder.to_owned() },
            kind: if *page == PageKind::Compare { SitePageKind::Comparison } else { SitePageKind::Page },
            title: facts.title.to_owned(),
            description: String::new(),
            names: names(facts.folder),
            link: link(&page.address()),
        }
    };
    PageKind::ALL.iter().filter(|page| is_listed(page)).map(page).collect()
}

/// The lists of entries of one kind.
fn lists(catalogue: &Catalogue<'_>) -> impl Iterator<Item = SitePage> {
    let kinds = Kind::all().filter_map(|kind| Some((kind, kind.facts().list_intro?)));
    let shown = kinds.filter(|(kind, _)| catalogue.count(*kind) > 0);
    shown.map(|(kind, intro)| SitePage {
        id: kind.folder().to_owned(),
        kind: SitePageKind::Page,
        title: kind.facts().list_title.to_owned(),
        description: intro.to_owned(),
        names: names(kind.folder()),
        link: link(&Address::of_folder(kind.folder())),
    })
}

/// The coverage of each framework.
fn frameworks(catalogue: &Catalogue<'_>) -> impl Iterator<Item = SitePage> {
    catalogue.frameworks.iter().map(|(id, framework)| SitePage {
        id: framework.address.folder().to_owned(),
        kind: SitePageKind::Page,
        title: format!("Coverage of {}", framework.name),
        description: format!("The controls of {} with their answers.", framework.name),
        names: vec![framework.name.to_owned(), (*id).to_owned()],
        link: link(&framework.address),
    })
}

/// What can be done by following a link.
fn actions(catalogue: &Catalogue<'_>) -> Vec<SitePage> {
    let action = |name: &str, title: &str, names: &[&str], link: String| SitePage {
        id: format!("action/{name}"),
        kind: SitePageKind::Action,
        title: title.to_owned(),
        description: String::new(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        link,
    };
    let mut actions = Vec::new();
    if let Some(template) = gap_link(catalogue) {
        let title = utf8_percent_encode("Gap: ", NON_ALPHANUMERIC).to_string();
        let names = ["file gap", "new gap", "report a gap", "request a feature", "report missing feature"];
        actions.push(action("file-a-gap", "File a gap", &names, template.replace("{title}", &title)));
    }
    if catalogue.has_page(PageKind::Compare) {
        let names = ["download matrix", "export matrix", "matrix as csv", "comparison as spreadsheet"];
        let link = "compare/matrix.csv".to_owned();
        actions.push(action("download-matrix", "Download the comparison as a spreadsheet", &names, link));
    }
    for competitor in catalogue.input.library.of_kind(Kind::Competitor) {
        let Some(card) = catalogue.cards_of(&competitor.id).first() else { continue };
        let name = competitor.title.value.as_str();
        let names = format!("print {name}");
        let link = format!("{}?print", link(&catalogue.address(card)));
        actions.push(action(&format!("print/{}", card.id), &format!("Print the card on {name}"), &[&names], link));
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_pages_of_the_tables() {
        let rows = NAMES.lines().filter(|line| !line.starts_with('#'));
        let folders: Vec<&str> = rows.map(|line| line.split_once(": ").unwrap().0).collect();
        let is_page = |folder: &&str| {
            let folder = if *folder == "." { "" } else { *folder };
            PageKind::ALL.iter().any(|page| page.facts().folder == folder)
                || Kind::all().any(|kind| kind.folder() == folder)
        };
        assert!(folders.is_sorted() && folders.iter().all(is_page), "{folders:?}");
        assert_eq!(names("rules"), ["rule reference", "checks"]);
    }
}
