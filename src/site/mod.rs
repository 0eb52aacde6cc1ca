//! The site: library and theme into pages.
//!
//! In goes everything that a build knows, already filtered for its readers; out come pages as bytes, ordered by path,
//! and the attachments that they show. `catalogue` joins facts once, `view` takes from them what each template shows,
//! `html` turns Markdown into HTML, `theme` turns views into pages. Nothing here reads the disk or a clock: a state is a
//! list of days, and the reader's browser picks the one that holds.
//!
//! Links are relative and name `index.html`, so that one build works below any path and straight from a disk.

mod address;
mod catalogue;
mod feeds;
mod findings;
mod html;
mod llms;
mod rules;
mod theme;
mod view;

use crate::config::Settings;
use crate::entry::{Entry, Kind};
use crate::finding::Finding;
use crate::library::{Library, Scope};
use crate::opportunity::{Opportunity, Snapshot};
use crate::rules::registry;
use address::Address;
use catalogue::Catalogue;
use chrono::NaiveDate;
use html::{Highlighter, Renderer};
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use feeds::{CLAIMS_SCHEMA, ENTRIES_SCHEMA};
pub use html::{Diagram, DiagramRenderer};
pub use theme::{Theme, ThemeFault};

/// Everything that a site is made from.
#[derive(Clone)]
pub struct SiteInput<'a> {
    /// The entries that the build's readers may see, and no others.
    pub library: &'a Library,
    /// The settings.
    pub settings: &'a Settings,
    /// All opportunities; the site shows those that its readers may see.
    pub snapshot: Option<&'a Snapshot>,
    /// Whom the build is for.
    pub scope: &'a Scope,
    /// The day that the build pins; every page says so. Without it, pages age by themselves.
    pub as_of: Option<NaiveDate>,
    /// What is known about the build.
    pub built: BuildFacts,
    /// What the checks found, for the page about the build.
    pub findings: &'a [Finding],
    /// Files beside the content that pages may show, by path beside the settings.
    pub attachments: &'a BTreeMap<String, Attachment>,
    /// The theme.
    pub theme: &'a Theme,
    /// What draws diagrams, where the build can; their source is shown otherwise.
    pub diagrams: Option<&'a dyn DiagramRenderer>,
}

/// What is known about a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildFacts {
    /// The commit, where Git knows it.
    pub commit: Option<String>,
    /// The day.
    pub day: NaiveDate,
    /// The version of fieldbook.
    pub version: String,
}

/// A file beside the content.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attachment {
    /// The width and height of a picture in pixels, where they are known.
    pub size: Option<(u32, u32)>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its path below the site.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A finished site.
#[derive(Debug)]
pub struct Site {
    /// Pages and assets, ordered by path, each path once.
    pub pages: Vec<Page>,
    /// Attachments that pages show or link to, by path beside the settings; each is published at its
    /// [`attachment_path`].
    pub attachments: BTreeSet<String>,
    /// What could not be made.
    pub findings: Vec<Finding>,
}

/// Returns where the attachment at `path`, beside the settings, stands below the site.
pub fn attachment_path(path: &str) -> String {
    format!("files/{path}")
}

/// Builds the whole site.
pub fn build_site(input: &SiteInput<'_>) -> Site {
    let visible = input.snapshot.and_then(|snapshot| visible_opportunities(input, snapshot));
    let catalogue = Catalogue::new(input, visible.as_deref());
    let mut making = Making::new(input);
    making.generated(&catalogue);
    making.entries(&catalogue);
    making.redirects(&catalogue);
    making.finish()
}

/// Renders the page of one entry alone, for a preview: the same bytes as in the whole site.
///
/// # Errors
///
/// The fault of the template.
pub fn build_entry(input: &SiteInput<'_>, entry: &Entry) -> Result<Page, ThemeFault> {
    let visible = input.snapshot.and_then(|snapshot| visible_opportunities(input, snapshot));
    let catalogue = Catalogue::new(input, visible.as_deref());
    let highlighter = Highlighter::default();
    let raw_html = input.settings.site.raw_html;
    let renderer = Renderer { highlighter: &highlighter, diagrams: input.diagrams, raw_html };
    let page = view::entry_view(&catalogue, input.theme.assets(), &renderer, entry);
    let html = input.theme.render(&template(entry.kind), &page.view)?;
    Ok(Page { path: catalogue.address(entry).file(), bytes: html.into_bytes() })
}

/// Leaves out what the build's readers must not see: opportunities name customers, so outsiders get none, and a build
/// for one customer gets that customer's.
fn visible_opportunities<'a>(input: &SiteInput<'_>, snapshot: &'a Snapshot) -> Option<Cow<'a, Snapshot>> {
    if input.settings.audiences.is_outside(input.scope.audience) {
        return None;
    }
    let Some(key) = &input.scope.customer else { return Some(Cow::Borrowed(snapshot)) };
    let known = input.library.lists.customers.iter().find(|customer| customer.key.value == *key);
    let names = known.map(|customer| customer.names.iter().chain(&customer.aliases));
    let names: Vec<&String> = names.into_iter().flatten().chain([key]).collect();
    let is_own = |opportunity: &&Opportunity| {
        opportunity.customer.as_ref().is_some_and(|own| names.iter().any(|name| name.eq_ignore_ascii_case(own)))
    };
    let opportunities = snapshot.opportunities.iter().filter(is_own).cloned().collect();
    Some(Cow::Owned(Snapshot { opportunities, left_out: Vec::new(), ..snapshot.clone() }))
}

fn template(kind: Kind) -> String {
    format!("{}.html", kind.word())
}

/// A site while it grows: the first page at a path stays.
struct Making<'a> {
    theme: &'a Theme,
    pages: BTreeMap<String, Vec<u8>>,
    attachments: BTreeSet<String>,
    findings: Vec<Finding>,
}

impl<'a> Making<'a> {
    fn new(input: &SiteInput<'a>) -> Self {
        let pages = input.theme.files().iter().cloned().collect();
        Self { theme: input.theme, pages, attachments: BTreeSet::new(), findings: Vec::new() }
    }

    fn add(&mut self, address: &Address, template: &str, view: &impl Serialize) {
        match self.theme.render(template, view) {
            Ok(html) => {
                self.pages.entry(address.file()).or_insert_with(|| html.into_bytes());
            }
            Err(fault) => self.findings.push(rules::template_fault(&fault)),
        }
    }

    /// Everything that is not the page of an entry.
    fn generated(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let (address, view) = view::HomeView::new(catalogue, assets);
        self.add(&address, "home.html", &view);
        for kind in Kind::all().filter(|kind| !matches!(kind, Kind::Answer | Kind::Answers | Kind::Gap)) {
            for (address, view) in view::list_views(catalogue, assets, kind) {
                self.add(&address, "list.html", &view);
            }
        }
        for (address, view) in view::claims_views(catalogue, assets) {
            self.add(&address, "claims.html", &view);
        }
        if let Some((address, view)) = view::GapsView::new(catalogue, assets) {
            self.add(&address, "gaps.html", &view);
        }
        self.answers(catalogue);
        self.rules(catalogue);
        self.opportunities(catalogue);
        if !catalogue.is_outside {
            let (address, view) = view::FreshnessView::new(catalogue, assets);
            self.add(&address, "freshness.html", &view);
        }
        let (address, view) = view::AboutView::new(catalogue, assets);
        self.add(&address, "about.html", &view);
        let (address, view) = view::SearchView::new(catalogue, assets);
        self.add(&address, "search.html", &view);
        match self.theme.render("404.html", &view::NotFoundView::new(catalogue, assets)) {
            Ok(html) => {
                self.pages.insert("404.html".to_owned(), html.into_bytes());
            }
            Err(fault) => self.findings.push(rules::template_fault(&fault)),
        }
        self.pages.insert("api/entries.json".to_owned(), feeds::entries_json(catalogue));
        self.pages.insert("llms.txt".to_owned(), llms::llms_txt(catalogue));
        self.pages.insert("api/claims.json".to_owned(), feeds::claims_json(catalogue));
        self.pages.extend(feeds::sitemap(catalogue).map(|xml| ("sitemap.xml".to_owned(), xml)));
    }

    /// The answer library, the tray, and the coverage of frameworks.
    fn answers(&mut self, catalogue: &Catalogue<'_>) {
        let assets = self.theme.assets();
        let pages = view::library_views(catalogue, assets);
        if !pages.is_empty() {
            let (address, view) = view::TrayView::new(catalogue, assets);
            self.add(&address, "tray.html", &view);
        }
        for (address, view) in pages {
            self.add(&address, "library.html", &view);
        }
        for (address, view) in view::framework_views(catalogue, assets) {
            self.add(&address, "framework.html", &view);
        }
    }

    /// The rule reference.
    fn rules(&mut self, catalogue: &Catalogue<'_>) {
        if !catalogue.is_for_makers {
            return;
        }
        let assets = self.theme.assets();
        let (address, view) = view::RulesView::new(catalogue, assets);
        self.add(&address, "rules.html", &view);
        for rule in registry() {
            let (address, view) = view::RuleView::new(catalogue, assets, rule);
            self.add(&address, "rule.html", &view);
        }
    }

    fn opportunities(&mut self, catalogue: &Catalogue<'_>) {
        let Some(snapshot) = catalogue.snapshot else { return };
        let assets = self.theme.assets();
        let (address, view) = view::OpportunitiesView::new(catalogue, assets);
        self.add(&address, "opportunities.html", &view);
        let (address, view) = view::DigestPageView::new(catalogue, assets);
        self.add(&address, "digest.html", &view);
        for opportunity in &snapshot.opportunities {
            if let Some((address, view)) = view::OpportunityView::new(catalogue, assets, opportunity) {
                self.add(&address, "opportunity.html", &view);
            }
        }
    }

    /// The pages of all entries, made in parallel and joined in order.
    fn entries(&mut self, catalogue: &Catalogue<'_>) {
        let (theme, input) = (self.theme, catalogue.input);
        let highlighter = Highlighter::default();
        let renderer =
            Renderer { highlighter: &highlighter, diagrams: input.diagrams, raw_html: input.settings.site.raw_html };
        let make = |entry: &Arc<Entry>| {
            let page = view::entry_view(catalogue, theme.assets(), &renderer, entry);
            (theme.render(&template(entry.kind), &page.view), page.files, page.attachments)
        };
        let made: Vec<_> = input.library.entries().par_iter().map(make).collect();
        for (entry, (html, files, attachments)) in input.library.entries().iter().zip(made) {
            let path = catalogue.address(entry).file();
            match html {
                Err(fault) => self.findings.push(rules::template_fault(&fault)),
                Ok(_) if self.pages.contains_key(&path) => self.findings.push(rules::taken(entry, &path)),
                Ok(html) => {
                    self.pages.insert(path, html.into_bytes());
                    self.pages.extend(files);
                    self.attachments.extend(attachments);
                }
            }
        }
    }

    /// A page at the old address of everything that was replaced.
    fn redirects(&mut self, catalogue: &Catalogue<'_>) {
        for entry in catalogue.input.library.entries() {
            for old in &entry.supersedes {
                let from = Address::of_id(old.value.trim_matches('/'));
                let to = catalogue.address(entry);
                if !self.pages.contains_key(&from.file()) {
                    let view = view::RedirectView::new(catalogue, &from, &to, &entry.title.value);
                    self.add(&from, "redirect.html", &view);
                }
            }
        }
    }

    fn finish(mut self) -> Site {
        self.findings.sort_by(Finding::order);
        // A fault of a template shows on every page that uses it, and is reported once.
        self.findings.dedup_by(|one, other| one.rule.id == other.rule.id && one.message == other.message);
        let pages = self.pages.into_iter().map(|(path, bytes)| Page { path, bytes }).collect();
        Site { pages, attachments: self.attachments, findings: self.findings }
    }
}
