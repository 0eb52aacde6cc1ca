//! The pages of entries.

use super::page_writer::PageWriter;
use super::pass_on::{Shown, pass_on};
use crate::entry::Entry;
use crate::finding::Finding;
use crate::site::catalogue::Catalogue;
use crate::site::html::{Highlighter, Renderer};
use crate::site::page::Page;
use crate::site::reuse::{MadeFile, Record, Recorder, Reuse};
use crate::site::sink::{Origin, Sink};
use crate::site::theme::Theme;
use crate::site::view;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// What the page of an entry left behind when it was passed on.
#[derive(Default)]
struct EntryPageResult {
    findings: Vec<Finding>,
    attachments: BTreeSet<String>,
}

impl<E: Send> PageWriter<'_, E> {
    /// The pages of all entries that are `wanted`, made and passed on in parallel; what they leave behind is joined
    /// in order.
    pub(in crate::site) fn entries(&mut self, catalogue: &Catalogue<'_>, wanted: &dyn Fn(&Entry) -> bool) {
        let input = catalogue.input;
        let entries = self.untaken(catalogue, wanted);
        let highlighter = Highlighter::default();
        let renderer =
            Renderer { highlighter: &highlighter, diagrams: input.diagrams, raw_html: input.settings.site.raw_html };
        let brought = Mutex::new(BTreeSet::new());
        let (theme, sink, reuse) = (self.theme, self.sink, self.reuse);
        let page = EntryPages { theme, sink, renderer: &renderer, brought: &brought, reuse };
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
}

/// Makes pages of entries, on any thread.
struct EntryPages<'a, E> {
    theme: &'a Theme,
    sink: &'a dyn Sink<Page, E>,
    renderer: &'a Renderer<'a>,
    /// Files that pages brought along; equal pictures have one name, and are passed on once.
    brought: &'a Mutex<BTreeSet<String>>,
    reuse: Option<Reuse<'a>>,
}

impl<E: Send> EntryPages<'_, E> {
    fn make(&self, catalogue: &Catalogue<'_>, entry: &Arc<Entry>, path: &str) -> Result<EntryPageResult, E> {
        let Some(Reuse { decided, artefacts }) = self.reuse else {
            return Ok(self.make_by(self.sink, catalogue, entry, path)?.result);
        };
        let findings = view::FindingsView::new(catalogue, &catalogue.address(entry), entry);
        let findings = serde_json::to_vec(&findings).unwrap_or_default();
        let group = decided.of_entry(catalogue, entry, &findings);
        if let Some(record) = Record::recall(artefacts, &group)
            && self.keep(path, &record)?
        {
            return Ok(EntryPageResult { attachments: record.attachments, findings: Vec::new() });
        }
        let recorder = Recorder::new(self.sink);
        let made = self.make_by(&recorder, catalogue, entry, path)?;
        if made.result.findings.is_empty()
            && let Some(mut files) = recorder.into_files()
        {
            files.extend(made.brought);
            Record::new(&group, files, made.result.attachments.clone()).keep(artefacts, &group);
        }
        Ok(made.result)
    }

    /// Keeps the page at `path` and the pictures that it brought along, as `record` has them; returns whether all were kept.
    fn keep(&self, path: &str, record: &Record) -> Result<bool, E> {
        for MadeFile { path: file, origin } in &record.files {
            let is_first = || self.brought.lock().unwrap_or_else(PoisonError::into_inner).insert(file.clone());
            if (file == path || is_first()) && !self.sink.keep(file, &Origin(*origin))? {
                if file != path {
                    self.brought.lock().unwrap_or_else(PoisonError::into_inner).remove(file);
                }
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn make_by(
        &self,
        sink: &dyn Sink<Page, E>,
        catalogue: &Catalogue<'_>,
        entry: &Arc<Entry>,
        path: &str,
    ) -> Result<MadeEntryPage, E> {
        let page = view::entry_view(catalogue, self.theme.assets(), self.renderer, entry);
        let template = format!("{}.html", entry.kind.word());
        let finding = pass_on(self.theme, sink, path.to_owned(), &Shown { template: &template, view: &page.view })?;
        if finding.is_some() {
            let findings = finding.into_iter().collect();
            return Ok(MadeEntryPage {
                result: EntryPageResult { findings, ..EntryPageResult::default() },
                brought: Vec::new(),
            });
        }
        let mut brought = Vec::new();
        for (path, bytes) in page.files {
            let origin = Origin::of_bytes("brought", &bytes);
            brought.push(MadeFile { path: path.clone(), origin: origin.0 });
            let is_first = self.brought.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone());
            // By the sink of the build: of equal pictures, each page has a record.
            if is_first && !self.sink.keep(&path, &origin)? {
                self.sink.put_made_from(Page::new(path, bytes), origin)?;
            }
        }
        Ok(MadeEntryPage { result: EntryPageResult { findings: Vec::new(), attachments: page.attachments }, brought })
    }
}

/// The page of an entry that was made, and the pictures that it brought along, each with its origin.
struct MadeEntryPage {
    result: EntryPageResult,
    brought: Vec<MadeFile>,
}
