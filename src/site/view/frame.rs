//! What is around every page: navigation, crumbs, assets, and what the build is for.

use super::folders::FoldersView;
use super::link::LinkView;
use super::opportunity_source::{SourceView, source};
use super::preview::PreviewView;
use crate::kinds::{Kind, Navigation};
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::commit_script::COMMIT_SCRIPT;
use crate::site::html::safe_url;
use crate::site::pages::PageKind;
use crate::site::theme::Assets;
use serde::Serialize;

/// The frame of a page.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Frame {
    language: String,
    site_title: String,
    title: String,
    description: String,
    /// The page's public address, where the site has one.
    canonical: Option<String>,
    /// What leads to the site's root: empty or `../` as often as needed.
    root: String,
    home: String,
    search: String,
    about: String,
    styles: Vec<String>,
    print_styles: Vec<String>,
    /// The script that runs before anything shows.
    head_scripts: Vec<String>,
    scripts: Vec<String>,
    /// The script that names the commit; `None` where Git knows none.
    build: Option<String>,
    favicon: String,
    /// The search engine, which is fetched when a reader searches.
    engine: Option<String>,
    engine_module: Option<String>,
    /// The link that files what a search did not find, with `{title}` in it; `None` for outsiders.
    gap: Option<String>,
    /// Whether pages have parts for owners: findings, commands and edit links.
    has_owner_view: bool,
    nav: Vec<NavGroup>,
    /// The sections of the page's kind, below its item of the navigation.
    folders: Option<FoldersView>,
    crumbs: Vec<LinkView>,
    /// What chats show of a link to the page.
    preview: PreviewView,
    /// The day that the build pins.
    as_of: Option<String>,
    /// The day of the demonstration that the site is.
    demonstration: Option<String>,
    audience: String,
    customer: Option<String>,
    built_on: String,
    version: String,
    /// How old the opportunities are, for readers who see them.
    opportunities: Option<SourceView>,
}

#[derive(Debug, Clone, Serialize)]
struct NavGroup {
    title: &'static str,
    items: Vec<NavItem>,
}

#[derive(Debug, Clone, Serialize)]
struct NavItem {
    title: &'static str,
    href: String,
    icon: &'static str,
    count: Option<usize>,
    is_current: bool,
}

/// Where a page is in the site.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Its address.
    pub(crate) address: Address,
    /// The folder of the navigation that it belongs to.
    pub(crate) section: &'static str,
    /// The pages and sections above it, the first page aside: the title, and the address where it is a page.
    pub(crate) above: Vec<(String, Option<Address>)>,
}

/// What a page is called.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    /// Its title.
    pub(crate) title: String,
    /// One or two sentences on it, for previews.
    pub(crate) description: String,
}

/// The groups of the navigation, in order. Lists of entries find their group in the table of kinds.
const GROUPS: [&str; 5] = ["Compete", "Answer", "Show", "Deals", "Keep true"];

impl Place {
    /// Returns the place of a page of the kind `page` at `address`.
    pub(crate) fn of(page: PageKind, address: Address) -> Self {
        let above = page.facts().above.map(|above| (above.facts().title.to_owned(), Some(above.address())));
        Self { address, section: page.section(), above: above.into_iter().collect() }
    }
}

impl Heading {
    /// Returns the heading of the only page of the kind `page`.
    pub(crate) fn of(page: PageKind, description: &str) -> Self {
        Self { title: page.facts().title.to_owned(), description: description.to_owned() }
    }
}

impl Frame {
    /// Returns the frame with another preview.
    pub(crate) fn with_preview(self, preview: PreviewView) -> Self {
        Self { preview, ..self }
    }

    /// Returns the frame with the sections of the page's kind.
    pub(crate) fn with_folders(self, folders: Option<FoldersView>) -> Self {
        Self { folders, ..self }
    }

    /// Makes the frame of the page at `place`.
    pub(crate) fn new(catalogue: &Catalogue<'_>, assets: &Assets, place: &Place, heading: &Heading) -> Self {
        let input = catalogue.input;
        let (settings, address) = (input.settings, &place.address);
        let links = |paths: &[String]| paths.iter().map(|path| address.link_file(path)).collect();
        let crumb = |(title, above): &(String, Option<Address>)| LinkView {
            text: title.clone(),
            href: above.as_ref().map(|above| address.link(above)),
        };
        let site = &settings.site;
        Self {
            language: site.language.clone(),
            site_title: site.title.clone(),
            title: heading.title.clone(),
            description: heading.description.clone(),
            canonical: (!site.base_url.is_empty()).then(|| format!("{}{}", site.base_url, address.clean())),
            root: address.root(),
            home: address.link(&PageKind::Home.address()),
            search: address.link(&PageKind::Search.address()),
            about: address.link(&PageKind::About.address()),
            styles: links(&assets.styles),
            print_styles: links(&assets.print_styles),
            head_scripts: links(&assets.head_scripts),
            scripts: links(&assets.scripts),
            build: input.built.commit.as_ref().map(|_| address.link_file(COMMIT_SCRIPT)),
            favicon: address.link_file(&assets.favicon),
            engine: assets.engine.as_ref().map(|path| address.link_file(path)),
            engine_module: assets.engine_module.as_ref().map(|path| address.link_file(path)),
            gap: gap_link(catalogue),
            has_owner_view: !catalogue.is_outside,
            nav: nav(catalogue, place),
            preview: PreviewView::of_page(&heading.title),
            folders: None,
            crumbs: place.above.iter().map(crumb).collect(),
            as_of: input.as_of.map(|day| day.to_string()),
            demonstration: site.demonstration.as_ref().map(|demonstration| demonstration.as_of.value.to_string()),
            audience: settings.audiences.name(input.library.readers().audience()).to_owned(),
            customer: input.library.readers().customer().map(str::to_owned),
            built_on: input.built.day.to_string(),
            version: input.built.version.clone(),
            opportunities: catalogue.snapshot.map(|_| source(catalogue)),
        }
    }
}

/// Returns the template of the link that opens a new issue, with `{title}` in it; `None` for outsiders.
pub(crate) fn gap_link(catalogue: &Catalogue<'_>) -> Option<String> {
    let template = catalogue.input.settings.site.issue_url.as_ref().filter(|_| !catalogue.is_outside)?;
    safe_url(template).filter(|url| url.contains("://"))
}

/// An item of the navigation that is shown.
struct Shown {
    folder: &'static str,
    navigation: Navigation,
    count: Option<usize>,
}

/// The groups with the items that lead somewhere; an empty group is left out.
fn nav(catalogue: &Catalogue<'_>, place: &Place) -> Vec<NavGroup> {
    let pages = PageKind::ALL.iter().filter_map(|page| shown_page(catalogue, *page));
    let lists = Kind::all().filter_map(|kind| shown_list(catalogue, kind));
    let mut items: Vec<Shown> = pages.chain(lists).collect();
    items.sort_by_key(|item| item.navigation.position);
    let item = |Shown { folder, navigation, count }: &Shown| NavItem {
        title: navigation.title,
        href: place.address.link(&Address::of_folder(folder)),
        icon: navigation.icon,
        count: *count,
        is_current: place.section == *folder,
    };
    let group = |title: &'static str| NavGroup {
        title,
        items: items.iter().filter(|item| item.navigation.group == title).map(item).collect(),
    };
    GROUPS.into_iter().map(group).filter(|group| !group.items.is_empty()).collect()
}

/// Returns the item of the list of entries of `kind`, if there are any; that of gaps also if questions have no answer.
fn shown_list(catalogue: &Catalogue<'_>, kind: Kind) -> Option<Shown> {
    let navigation = kind.facts().navigation?;
    let count = Some(catalogue.count(kind)).filter(|count| *count > 0);
    let has_questions = kind == Kind::Gap && catalogue.input.library.open_questions().responses > 0;
    (count.is_some() || has_questions).then_some(Shown { folder: kind.folder(), navigation, count })
}

/// Returns the item of `page`, if it has one and the build has that page.
fn shown_page(catalogue: &Catalogue<'_>, page: PageKind) -> Option<Shown> {
    let facts = page.facts();
    let navigation = facts.navigation.filter(|_| facts.readers.include(catalogue.input.library.readers()))?;
    let count = match page {
        PageKind::Compare if catalogue.count(Kind::Competitor) == 0 => Some(0),
        PageKind::Compare => Some(catalogue.matrix.capabilities().len()),
        PageKind::Claims => Some(catalogue.claim_count),
        PageKind::Opportunities => Some(catalogue.exposures.open().len()),
        _ => None,
    };
    (count != Some(0)).then_some(Shown { folder: facts.folder, navigation, count })
}
