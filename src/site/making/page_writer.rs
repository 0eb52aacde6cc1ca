//! A site while it grows: every page is rendered, passed on and forgotten.

use super::pass_on::{Shown, pass_on, pass_on_rows};
use crate::config::Settings;
use crate::entry::Entry;
use crate::finding::Finding;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use crate::site::destinations::Destinations;
use crate::site::input::SiteInput;
use crate::site::listing::RowsFile;
use crate::site::page::{Page, Site};
use crate::site::pages::{PageKind, REDIRECT};
use crate::site::reuse::{Decided, Reuse};
use crate::site::sink::Sink;
use crate::site::theme::{TRAY_ASSETS, Theme};
use crate::site::{rules, view};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether pages are rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rendering {
    /// They are, and passed on.
    Pages,
    /// Only the addresses are taken.
    AddressesOnly,
}

/// A site while it grows: the first page at a path stays, and a second one is a finding.
pub(in crate::site) struct PageWriter<'a, E> {
    pub(in crate::site) theme: &'a Theme,
    pub(super) settings: &'a Settings,
    pub(super) sink: &'a dyn Sink<Page, E>,
    pub(super) rendering: Rendering,
    /// The first error of the sink; nothing is made after it.
    pub(super) fault: Option<E>,
    pub(super) taken: BTreeSet<String>,
    pub(super) attachments: BTreeSet<String>,
    pub(super) findings: Vec<Finding>,
    pub(super) reuse: Option<Reuse<'a>>,
}

impl<'a, E: Send> PageWriter<'a, E> {
    /// Begins with nothing.
    pub(in crate::site) fn new(input: &SiteInput<'a>, sink: &'a dyn Sink<Page, E>) -> Self {
        Self {
            theme: input.theme,
            settings: input.settings,
            sink,
            rendering: Rendering::Pages,
            fault: None,
            taken: BTreeSet::new(),
            attachments: BTreeSet::new(),
            findings: Vec::new(),
            reuse: None,
        }
    }

    /// Makes no page or list again that `decided` shows to be the same as in the last build.
    pub(in crate::site) fn reusing(self, decided: Option<&'a Decided>, input: &SiteInput<'a>) -> Self {
        let keeps_files = self.sink.keeps_files();
        let reuse = |decided| Reuse { decided, artefacts: input.artefacts };
        Self { reuse: decided.filter(|_| keeps_files).map(reuse), ..self }
    }

    /// Begins with nothing; no page is rendered, only its address is taken.
    pub(in crate::site) fn of_addresses(input: &SiteInput<'a>) -> Self {
        Self { rendering: Rendering::AddressesOnly, ..Self::new(input, &|_: Page| Ok(())) }
    }

    /// Styles, scripts and pictures of the theme; those of the tray only if there are answers for it.
    pub(in crate::site) fn theme_files(&mut self, input: &SiteInput<'_>) {
        let has_answers = input.library.of_kind(Kind::Answer).next().is_some();
        let is_needed = |path: &str| has_answers || !path.starts_with(TRAY_ASSETS);
        for (path, bytes) in input.theme.files().iter().filter(|(path, _)| is_needed(path)) {
            self.file(path.clone(), bytes.clone());
        }
    }

    /// Passes on one file, unless another has the same path.
    pub(in crate::site) fn file(&mut self, path: String, bytes: Vec<u8>) {
        if self.fault.is_none() && self.taken.insert(path.clone()) {
            self.fault = self.sink.put(Page::new(path, bytes)).err();
        }
    }

    /// Passes on the file with the rows of a list, unless another has the same path; one that was published before, with the
    /// same rows, is not compressed again.
    pub(in crate::site) fn rows_file(&mut self, file: RowsFile) {
        if self.fault.is_none() && self.taken.insert(file.path.clone()) {
            self.fault = pass_on_rows(self.sink, file).err();
        }
    }

    /// Reports `findings`.
    pub(in crate::site) fn report(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Returns whether only addresses are taken.
    pub(in crate::site) fn takes_addresses_only(&self) -> bool {
        self.rendering == Rendering::AddressesOnly
    }

    /// Returns whether a file was made at `path`.
    pub(in crate::site) fn is_taken(&self, path: &str) -> bool {
        self.taken.contains(path)
    }

    /// Renders the pages of the kind `page` on all threads and hands them over.
    pub(in crate::site) fn add_all(&mut self, page: PageKind, pages: &[(Address, impl Serialize + Sync)]) {
        self.render_all(page.facts().template, pages);
    }

    /// Renders many pages by one template on all threads and hands them over.
    pub(in crate::site) fn render_all(&mut self, template: &str, pages: &[(Address, impl Serialize + Sync)]) {
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
    pub(in crate::site) fn render(&mut self, path: String, template: &str, view: &impl Serialize) {
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

    /// Returns each entry that is `wanted` with the path of its page, without those whose path another page has.
    pub(super) fn untaken<'b>(
        &mut self,
        catalogue: &Catalogue<'b>,
        wanted: &dyn Fn(&Entry) -> bool,
    ) -> Vec<(&'b Arc<Entry>, String)> {
        let mut untaken = Vec::new();
        let wanted = catalogue.input.library.entries().iter().filter(|entry| wanted(entry));
        for entry in wanted.filter(|_| self.fault.is_none()) {
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
    pub(in crate::site) fn taken_entries(mut self, catalogue: &Catalogue<'_>) -> Vec<Finding> {
        self.untaken(catalogue, &|_| true);
        self.redirects(catalogue);
        self.findings
    }

    /// A page at the old address of everything that was replaced.
    pub(in crate::site) fn redirects(&mut self, catalogue: &Catalogue<'_>) {
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
    pub(in crate::site) fn finish(mut self) -> Result<Site, E> {
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
