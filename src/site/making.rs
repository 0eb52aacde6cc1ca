//! A site while it grows: every page is rendered, passed on and forgotten.

use super::address::Address;
use super::catalogue::Catalogue;
use super::destinations::Destinations;
use super::html::{Highlighter, Renderer};
use super::input::SiteInput;
use super::listing::RowsFile;
use super::page::{Page, Site};
use super::pages::{PageKind, REDIRECT};
use super::sink::{Origin, Sink};
use super::{rules, view};
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::Finding;
use crate::kinds::Kind;
use crate::site::theme::{TRAY_ASSETS, Theme};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Whether pages are rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rendering {
    /// They are, and passed on.
    Pages,
    /// Only the addresses are taken.
    AddressesOnly,
}

/// A site while it grows: the first page at a path stays, and a second one is a finding.
pub(super) struct PageWriter<'a, E> {
    pub(super) theme: &'a Theme,
    settings: &'a Settings,
    sink: &'a dyn Sink<Page, E>,
    rendering: Rendering,
    /// The first error of the sink; nothing is made after it.
    fault: Option<E>,
    taken: BTreeSet<String>,
    attachments: BTreeSet<String>,
    findings: Vec<Finding>,
}

/// What the page of an entry left behind when it was passed on.
#[derive(Default)]
struct EntryPageResult {
    findings: Vec<Finding>,
    attachments: BTreeSet<String>,
}

impl<'a, E: Send> PageWriter<'a, E> {
    /// Begins with nothing.
    pub(super) fn new(input: &SiteInput<'a>, sink: &'a dyn Sink<Page, E>) -> Self {
        Self {
            theme: input.theme,
            settings: input.settings,
            sink,
            rendering: Rendering::Pages,
            fault: None,
            taken: BTreeSet::new(),
            attachments: BTreeSet::new(),
            findings: Vec::new(),
        }
    }

    /// Begins with nothing; no page is rendered, only its address is taken.
    pub(super) fn of_addresses(input: &SiteInput<'a>) -> Self {
        Self { rendering: Rendering::AddressesOnly, ..Self::new(input, &|_: Page| Ok(())) }
    }

    /// Styles, scripts and pictures of the theme; those of the tray only if there are answers for it.
    pub(super) fn theme_files(&mut self, input: &SiteInput<'_>) {
        let has_answers = input.library.of_kind(Kind::Answer).next().is_some();
        let is_needed = |path: &str| has_answers || !path.starts_with(TRAY_ASSETS);
        for (path, bytes) in input.theme.files().iter().filter(|(path, _)| is_needed(path)) {
            self.file(path.clone(), bytes.clone());
        }
    }

    /// Passes on one file, unless another has the same path.
    pub(super) fn file(&mut self, path: String, bytes: Vec<u8>) {
        if self.fault.is_none() && self.taken.insert(path.clone()) {
            self.fault = self.sink.put(Page::new(path, bytes)).err();
        }
    }

    /// Passes on the file with the rows of a list, unless another has the same path; one that was published before, with the
    /// same rows, is not compressed again.
    pub(super) fn rows_file(&mut self, file: RowsFile) {
        if self.fault.is_none() && self.taken.insert(file.path.clone()) {
            self.fault = pass_on_rows(self.sink, file).err();
        }
    }

    /// Reports `findings`.
    pub(super) fn report(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Returns whether only addresses are taken.
    pub(super) fn takes_addresses_only(&self) -> bool {
        self.rendering == Rendering::AddressesOnly
    }

    /// Returns whether a file was made at `path`.
    pub(super) fn is_taken(&self, path: &str) -> bool {
        self.taken.contains(path)
    }

    /// Renders the pages of the kind `page` on all threads and hands them over.
    pub(super) fn add_all(&mut self, page: PageKind, pages: &[(Address, impl Serialize + Sync)]) {
        self.render_all(page.facts().template, pages);
    }

    /// Renders many pages by one template on all threads and hands them over.
    pub(super) fn render_all(&mut self, template: &str, pages: &[(Address, impl Serialize + Sync)]) {
        let (free, others): (Vec<_>, Vec<_>) = pages.iter().partition(|(address, _)| self.taken.insert(address.file()));
        let twice = others.iter().map(|(address, _)| rules::made_twice(self.settings, &address.file()));
        self.findings.extend(twice);
        if self.fault.is_some() || self.rendering == Rendering::AddressesOnly {
            return;
        }
        let (theme, sink) = (self.theme, self.sink);
        let made: Result<Vec<Option<Finding>>, E> = free
            .par_iter()
            .map(|(address, view)| pass_on(theme, sink, address.file(), &Shown { template, view }))
            .collect();
        match made {
            Ok(findings) => self.findings.extend(findings.into_iter().flatten()),
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// Renders the file at `path` by one template and hands it over.
    pub(super) fn render(&mut self, path: String, template: &str, view: &impl Serialize) {
        if self.rendering == Rendering::AddressesOnly {
            self.taken.insert(path);
            return;
        }
        if self.fault.is_some() || !self.taken.insert(path.clone()) {
            return;
        }
        match pass_on(self.theme, self.sink, path, &Shown { template, view }) {
            Ok(finding) => self.findings.extend(finding),
            Err(fault) => self.fault = Some(fault),
        }
    }

    /// The pages of all entries that are `wanted`, made and passed on in parallel; what they leave behind is joined
    /// in order.
    pub(super) fn entries(&mut self, catalogue: &Catalogue<'_>, wanted: &dyn Fn(&Entry) -> bool) {
        let input = catalogue.input;
        let mut entries = self.untaken(catalogue);
        entries.retain(|(entry, _)| wanted(entry));
        let highlighter = Highlighter::default();
        let renderer =
            Renderer { highlighter: &highlighter, diagrams: input.diagrams, raw_html: input.settings.site.raw_html };
        let brought = Mutex::new(BTreeSet::new());
        let page = EntryPages { theme: self.theme, sink: self.sink, renderer: &renderer, brought: &brought };
        let left: Result<Vec<EntryPageResult>, E> =
            entries.par_iter().map(|(entry, path)| page.make(catalogue, entry, path)).collect();
        match left {
            Err(fault) => self.fault = self.fault.take().or(Some(fault)),
            Ok(left) => {
                for EntryPageResult { findings, attachments } in left {
                    self.findings.extend(findings);
                    self.attachments.extend(attachments);
                }
            }
        }
    }

    /// Returns each entry with the path of its page, without those whose path another page has.
    fn untaken<'b>(&mut self, catalogue: &Catalogue<'b>) -> Vec<(&'b Arc<Entry>, String)> {
        let mut untaken = Vec::new();
        for entry in catalogue.input.library.entries().iter().filter(|_| self.fault.is_none()) {
            let path = catalogue.address(entry).file();
            if self.taken.insert(path.clone()) {
                untaken.push((entry, path));
            } else {
                self.findings.push(rules::taken(entry, &path));
            }
        }
        untaken
    }

    /// Reports the entries whose path, or the path of whose redirect, another page has.
    pub(super) fn taken_entries(mut self, catalogue: &Catalogue<'_>) -> Vec<Finding> {
        self.untaken(catalogue);
        self.redirects(catalogue);
        self.findings
    }

    /// A page at the old address of everything that was replaced.
    pub(super) fn redirects(&mut self, catalogue: &Catalogue<'_>) {
        for entry in catalogue.input.library.entries() {
            for old in &entry.supersedes {
                let from = Address::of_id(old.value.trim_matches('/'));
                let to = catalogue.address(entry);
                if !self.taken.contains(&from.file()) {
                    let view = view::RedirectView::new(catalogue, &from, &to, &entry.title.value);
                    self.render(from.file(), REDIRECT, &view);
                }
            }
            self.redirects_of_moved(catalogue, entry);
        }
    }

    /// A page at each address that `entry` had before; where another page or redirect is, the entry is reported.
    fn redirects_of_moved(&mut self, catalogue: &Catalogue<'_>, entry: &Entry) {
        let to = catalogue.address(entry);
        let mut own = BTreeSet::from([to.file()]);
        for old in &entry.moved_from {
            let from = Address::of_old(&old.value);
            if !own.insert(from.file()) {
                continue;
            }
            if !self.taken.contains(&from.file()) {
                let view = view::RedirectView::new(catalogue, &from, &to, &entry.title.value);
                self.render(from.file(), REDIRECT, &view);
            } else if !is_of_another(catalogue, entry, &from) {
                self.findings.push(rules::redirect_conflict(entry, old));
            }
        }
    }

    /// Ends the site.
    pub(super) fn finish(mut self) -> Result<Site, E> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        self.findings.sort_by(Finding::order);
        // A fault of a template shows on every page that uses it, and is reported once.
        self.findings.dedup_by(|one, other| one.rule == other.rule && one.message == other.message);
        Ok(Site { attachments: self.attachments, findings: self.findings, destinations: Destinations::default() })
    }
}

/// Returns whether another entry than `entry` is or was at `address`; such a conflict is found in the library, before pages are
/// made.
fn is_of_another(catalogue: &Catalogue<'_>, entry: &Entry, address: &Address) -> bool {
    let mut others = catalogue.input.library.entries().iter().filter(|other| other.id != entry.id);
    others.any(|other| {
        let mut old = other.moved_from.iter().map(|old| Address::of_old(&old.value));
        *catalogue.address(other) == *address || old.any(|old| old == *address)
    })
}

/// Makes pages of entries, on any thread.
struct EntryPages<'a, E> {
    theme: &'a Theme,
    sink: &'a dyn Sink<Page, E>,
    renderer: &'a Renderer<'a>,
    /// Files that pages brought along; equal pictures have one name, and are passed on once.
    brought: &'a Mutex<BTreeSet<String>>,
}

impl<E: Send> EntryPages<'_, E> {
    fn make(&self, catalogue: &Catalogue<'_>, entry: &Arc<Entry>, path: &str) -> Result<EntryPageResult, E> {
        let page = view::entry_view(catalogue, self.theme.assets(), self.renderer, entry);
        let template = format!("{}.html", entry.kind.word());
        let finding =
            pass_on(self.theme, self.sink, path.to_owned(), &Shown { template: &template, view: &page.view })?;
        if finding.is_some() {
            return Ok(EntryPageResult { findings: finding.into_iter().collect(), ..EntryPageResult::default() });
        }
        for (path, bytes) in page.files {
            if self.brought.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone()) {
                self.sink.put(Page::new(path, bytes))?;
            }
        }
        Ok(EntryPageResult { findings: Vec::new(), attachments: page.attachments })
    }
}

/// Passes on the file with the rows of a list.
fn pass_on_rows<E>(sink: &dyn Sink<Page, E>, file: RowsFile) -> Result<(), E> {
    let origin = Origin::of_bytes("rows", &file.plain);
    if sink.keep(&file.path, &origin)? {
        return Ok(());
    }
    let bytes = file.bytes();
    sink.put_made_from(Page { path: file.path, bytes, plain: Some(file.plain) }, origin)
}

/// What a page shows, and the template that shows it.
struct Shown<'a, V> {
    template: &'a str,
    view: &'a V,
}

/// Passes on the page that a template makes of a view; one that was published before, made of the same, is not rendered.
/// Returns what is wrong with the template.
fn pass_on<E>(
    theme: &Theme,
    sink: &dyn Sink<Page, E>,
    path: String,
    shown: &Shown<'_, impl Serialize>,
) -> Result<Option<Finding>, E> {
    let Shown { template, view } = *shown;
    let origin = if sink.keeps_files() { Origin::of_view(template, view) } else { None };
    if let Some(origin) = &origin
        && sink.keep(&path, origin)?
    {
        return Ok(None);
    }
    let html = match theme.render(template, view) {
        Ok(html) => html,
        Err(fault) => return Ok(Some(rules::template_fault(&fault))),
    };
    let page = Page::new(path, html.into_bytes());
    match origin {
        Some(origin) => sink.put_made_from(page, origin),
        None => sink.put(page),
    }
    .map(|()| None)
}
