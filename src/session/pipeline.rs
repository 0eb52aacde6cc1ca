//! The stages composed: from what was read to a library, to findings, to what the readers of a build may see.
//!
//! Pure functions; who reads and who writes is the caller's matter.

use crate::artefacts::Artefacts;
use crate::config::Settings;
use crate::customers::accounts;
use crate::diagrams::{DiagramCache, DiagramRenderer, diagram_cache};
use crate::entry::Entry;
use crate::finding::{Family, Finding};
use crate::inputs::{Asset, Inputs, SearchedContent};
use crate::library::{Library, Lists, Origins, Scope};
use crate::opportunity::Snapshot;
use crate::report::Read;
use crate::responses::RecordedResponse;
use crate::rules::baseline::Baseline;
use crate::rules::{
    Check, Comparison, EvidenceRecord, KeptFindings, Selection, SettingsUse, apply_settings, check as check_rules,
    exposure, gone_addresses, secrets, weakened,
};
use crate::settled::{FormerNames, SettledFinding};
use crate::site::{taken_addresses, theme_fault};
use crate::source::{PastTextsByPath, SourceFile};
use crate::visibility::{HiddenPart, Unfiltered, VisibleLibrary};
use chrono::NaiveDate;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A whole site, read and linked, before it is filtered for its readers.
#[derive(Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// Every entry, for all readers.
    pub library: Library,
    /// Every text that was read.
    pub sources: Vec<Arc<SourceFile>>,
    /// The responses to customers that manifests record.
    pub responses: Vec<RecordedResponse>,
    /// Files beside the content, by path from the site's folder.
    pub assets: BTreeMap<String, Asset>,
    /// The pictures as SVG among them that may be published, cleaned.
    pub clean_pictures: BTreeMap<String, Vec<u8>>,
    /// The files of the site's own theme, by path below it.
    pub theme: BTreeMap<String, Vec<u8>>,
    /// The private roots that are not in this copy of the site.
    pub missing_private_roots: Vec<String>,
    /// Whether a list of customers was read.
    pub has_customers: bool,
    /// The content files if only those with a credential were parsed, so that the library is a part of the site; `None` if all
    /// were.
    pub searched: Option<SearchedContent>,
    /// The opportunities, where the site has any.
    pub snapshot: Option<Snapshot>,
    /// What draws diagrams and keeps them, so that the check and the site draw a source once; nothing in a program that
    /// cannot draw.
    pub drawings: Option<Arc<DiagramCache>>,
    /// What earlier runs found in entries.
    pub artefacts: Arc<Artefacts>,
    /// What reading and linking found.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// Splits the site and `findings` into what the readers of a build for `scope` may see and the rest.
    pub fn visible_to(&self, scope: &Scope, findings: &[SettledFinding]) -> (VisibleLibrary, HiddenPart) {
        VisibleLibrary::new(&self.unfiltered(findings), scope)
    }

    /// Makes the same site in which `origins` says where dates come from.
    #[must_use]
    pub fn with_origins(self, origins: Origins) -> Self {
        Self { library: self.library.with_origins(origins), ..self }
    }

    /// Returns the file of each entry that was read, or each file if only files were searched.
    pub(super) fn read_paths(&self) -> Vec<&str> {
        match &self.searched {
            Some(searched) => searched.paths().collect(),
            None => self.library.entries().iter().map(|entry| entry.file.path()).collect(),
        }
    }

    /// Returns what was read, and how much of it.
    pub(super) fn read(&self) -> Read {
        let count = self.read_paths().len();
        if self.searched.is_some() { Read::Files(count) } else { Read::Entries(count) }
    }

    fn unfiltered<'a>(&'a self, findings: &'a [SettledFinding]) -> Unfiltered<'a> {
        let (library, opportunities, settings) = (&self.library, self.snapshot.as_ref(), &self.settings);
        Unfiltered { library, opportunities, responses: &self.responses, findings, settings }
    }

    /// Returns what draws diagrams; `None` in a program that cannot draw.
    pub(super) fn renderer(&self) -> Option<&dyn DiagramRenderer> {
        self.drawings.as_deref().map(|cache| cache as &dyn DiagramRenderer)
    }
}

/// Joins what was read into a library.
pub fn load(inputs: Inputs, snapshot: Option<Snapshot>, snapshot_findings: Vec<Finding>) -> Loaded {
    let Inputs {
        settings,
        files,
        sources,
        lists,
        responses,
        assets,
        clean_pictures,
        theme,
        missing_private_roots,
        has_customers,
        searched,
        artefacts,
        mut findings,
    } = inputs;
    let named = snapshot.iter().flat_map(Snapshot::accounts);
    let lists = Lists { accounts: accounts(named, &lists.customers), ..lists };
    let (library, found) = Library::new(files, lists);
    let library = library.with_artefacts(&artefacts);
    findings.extend(found);
    findings.extend(snapshot_findings);
    let drawings = diagram_cache().map(Arc::new);
    Loaded {
        settings,
        library,
        sources,
        responses,
        assets,
        clean_pictures,
        theme,
        missing_private_roots,
        has_customers,
        searched,
        snapshot,
        drawings,
        artefacts,
        findings,
    }
}

/// What is checked, and for which day.
#[derive(Debug, Clone, Copy)]
pub struct CheckRequest<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The part of the library that is wanted.
    pub scope: &'a Scope,
    /// The rules that are wanted.
    pub selection: &'a Selection,
    /// The last day on which each file changed, by path, as far as its history is known.
    pub edited: &'a BTreeMap<String, NaiveDate>,
    /// Earlier versions of the files with a suppression that has no end.
    pub past: &'a PastTextsByPath,
    /// What was found in the files of the repository that the site does not publish.
    pub unpublished: &'a [Finding],
    /// The evidence before the change that is checked; `None` if the whole site is.
    pub before: Option<EvidenceBefore<'a>>,
}

/// The evidence before a change.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceBefore<'a> {
    /// What there was.
    pub record: &'a EvidenceRecord,
    /// What files and entries were called then.
    pub former: &'a FormerNames,
    /// The present baseline and its file, if there is one.
    pub baseline: Option<&'a (Arc<SourceFile>, Baseline)>,
}

/// Runs every rule and returns the findings that the site's settings leave, sorted.
pub fn check(loaded: &Loaded, request: &CheckRequest<'_>) -> Vec<SettledFinding> {
    let assets = loaded.assets.keys().cloned().collect();
    let mut findings = loaded.findings.clone();
    findings.extend(check_rules(&Check {
        library: &loaded.library,
        settings: &loaded.settings,
        today: request.today,
        snapshot: loaded.snapshot.as_ref(),
        responses: &loaded.responses,
        scope: request.scope,
        assets: Some(&assets),
        edited: request.edited,
        diagrams: loaded.renderer(),
        artefacts: &loaded.artefacts,
        selection: request.selection,
    }));
    if let Some(EvidenceBefore { record, former, baseline }) = request.before {
        let (library, settings) = (&loaded.library, &loaded.settings);
        findings.extend(weakened(record, &Comparison { library, settings, baseline, former }));
        findings.extend(gone_addresses(record, library, settings, former));
    }
    findings.extend(not_made(loaded, request));
    findings.extend_from_slice(request.unpublished);
    if request.selection.includes(Family::Secrets) {
        findings.extend(leaked(loaded));
    }
    if request.selection.includes(Family::Exposure) {
        findings.extend(exposed(loaded));
    }
    let (settings, library) = (&loaded.settings, &loaded.library);
    let CheckRequest { past, scope, today, selection, .. } = *request;
    apply_settings(findings, &SettingsUse { settings, library, past, scope, today, selection })
}

/// Returns the credentials in every text that was read, and in its path.
fn leaked(loaded: &Loaded) -> Vec<Finding> {
    let check = |source: &Arc<SourceFile>| [secrets::check_file(source), secrets::check_path(source)].concat();
    loaded.sources.par_iter().flat_map_iter(check).collect()
}

/// Returns the addresses of the company in every entry.
fn exposed(loaded: &Loaded) -> Vec<Finding> {
    let kept = KeptFindings::new(&loaded.artefacts, "exposed addresses", *loaded.settings.file.hash());
    let check = |entry: &Arc<Entry>| kept.of(entry, || exposure::check_entry(entry, &loaded.settings));
    loaded.library.entries().par_iter().flat_map_iter(check).collect()
}

/// Returns what is known before rendering of pages that a build could not make.
fn not_made(loaded: &Loaded, request: &CheckRequest<'_>) -> Vec<Finding> {
    let fault = if loaded.theme.is_empty() { None } else { theme_fault(&loaded.theme) };
    taken_addresses(&loaded.unfiltered(&[]), request.scope, request.today).into_iter().chain(fault).collect()
}

/// Returns whether one of the content files `paths` holds a secret.
pub fn leaks_in(loaded: &Loaded, paths: &BTreeSet<String>) -> bool {
    let mut asked_for = loaded.sources.iter().filter(|source| paths.contains(source.path()));
    asked_for.any(|source| !secrets::check_file(source).is_empty())
}
