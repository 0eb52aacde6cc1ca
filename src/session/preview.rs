//! `fieldbook serve`: write, and see it at once.

use super::baseline;
use super::build::{self, Past, concise};
use super::diagram_store::{self, Access};
use super::prepare::{Run, prepare_again};
use crate::cli::arguments::ServeArguments;
use crate::cli::{Failure, Outcome, console, folder};
use crate::diagrams::DiagramCache;
use crate::inputs::Reader;
use crate::publish::{Content, File};
use crate::rules::Selection;
use crate::serve::{Overlay, Preview, Server, SiteFiles, WatchMode, Watcher};
use crate::session::pipeline::{self, Judged};
use crate::session::site_files::{Medium, make_pages_of, make_site};
use crate::settled::{SettledFinding, settle};
use crate::site::Theme;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// The most findings that the overlay shows.
const SHOWN: usize = 50;
/// The most saved files whose pages are shown ahead of the rest.
const FIRST: usize = 20;

pub(crate) fn run(site: Option<&PathBuf>, arguments: &ServeArguments) -> Result<Outcome, Failure> {
    let folder = folder::site_folder(site)?;
    let mode = if arguments.poll { WatchMode::Polling } else { WatchMode::Native };
    let ignored = [".fieldbook", "public", ".public.fieldbook", "target"].map(|name| folder.join(name)).to_vec();
    let watcher = Watcher::new(&folder, ignored, mode)?;
    let server = Server::bind(arguments.port)?;
    let url = server.url();
    let preview = Preview::default();
    let drawings = diagram_store::kept(&folder, Access::Read);
    let mut session = Session {
        site,
        arguments,
        preview: preview.clone(),
        reader: Reader::default(),
        found: Vec::new(),
        past: Past::default(),
        theme: None,
        drawings,
    };
    session.rebuild(&|| false);
    let shown = preview.clone();
    std::thread::spawn(move || server.run(shown));
    console::print(&format!("serving {url}\n"));
    console::note("press Ctrl-C to end; nothing is written to disk");
    let has_more = watcher.has_more();
    while watcher.wait() {
        while session.rebuild(&has_more) == Rebuilt::Overtaken {
            watcher.take();
        }
    }
    Ok(Outcome::Clean)
}

/// A preview, and what it remembers from one build to the next.
struct Session<'a> {
    site: Option<&'a PathBuf>,
    arguments: &'a ServeArguments,
    preview: Preview,
    reader: Reader,
    /// What the last check found.
    found: Vec<SettledFinding>,
    /// What Git knew the last time.
    past: Past,
    /// The theme, as it was compiled the last time.
    theme: Option<Compiled>,
    /// Diagrams that were drawn before; an edit draws what it changed.
    drawings: Option<Arc<DiagramCache>>,
}

/// A theme, and the files of the site that it was compiled with.
struct Compiled {
    files: BTreeMap<String, Vec<u8>>,
    theme: Arc<Theme>,
}

/// How a rebuild ended.
#[derive(Debug, PartialEq, Eq)]
enum Rebuilt {
    Done,
    /// A further change came, so that the site would have been old when it was ready.
    Overtaken,
}

/// Why a site was not finished.
enum Stop {
    Failed(Failure),
    Overtaken,
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Session<'_> {
    /// Makes the site again and shows it, or says over the last good one why it could not be made.
    fn rebuild(&mut self, is_overtaken: &(dyn Fn() -> bool + Sync)) -> Rebuilt {
        match self.make(is_overtaken) {
            Ok((Some(files), overlay)) => self.preview.show(files, overlay),
            Ok((None, overlay)) => self.preview.fail(overlay),
            Err(Stop::Overtaken) => return Rebuilt::Overtaken,
            Err(Stop::Failed(Failure(text))) => {
                console::complain(&text);
                self.preview.fail(Overlay { findings: vec![text], is_blocking: true });
            }
        }
        Rebuilt::Done
    }

    /// Returns the site, unless a finding blocks it, and what is shown over it.
    fn make(&mut self, is_overtaken: &(dyn Fn() -> bool + Sync)) -> Result<(Option<SiteFiles>, Overlay), Stop> {
        let (mut run, changed) = prepare_again(self.site, &self.arguments.scope, &mut self.reader)?;
        run.loaded.drawings.clone_from(&self.drawings);
        let theme = self.theme(&run)?;
        // What Git knows changes seldom, and asking takes as long as a page: the first pages are made with what it said
        // before.
        self.show_first(&run, &theme, changed)?;
        if is_overtaken() {
            return Err(Stop::Overtaken);
        }
        self.past = build::past(&run);
        let selection = Selection::default();
        let judged = Judged { today: run.today, scope: &run.scope, selection: &selection, edited: &run.edited };
        let findings = pipeline::check(&run.loaded, &judged);
        let is_blocking = findings.iter().any(|finding| finding.rule.blocks_publication(finding.severity));
        let fresh = baseline::fresh(&findings, &run)?;
        console::note(&concise(&fresh, &run));
        let shown = if is_blocking { &findings } else { &fresh };
        let shown = shown
            .iter()
            .filter(|finding| !is_blocking || finding.rule.blocks_publication(finding.severity))
            .take(SHOWN)
            .map(line)
            .collect();
        let overlay = Overlay { findings: shown, is_blocking };
        if is_blocking {
            return Ok((None, overlay));
        }
        let files = Mutex::new(SiteFiles::new());
        let (visible, _) = run.loaded.visible_to(&run.scope, &findings);
        let request = build::site_request(&run, &visible, &theme, &self.past);
        let faults = make_site(&run.loaded, &request, &|file| {
            if is_overtaken() {
                return Err(Stop::Overtaken);
            }
            let (path, bytes) = in_memory(file)?;
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
            Ok(())
        })?;
        console::note(&concise(&settle(faults, &[]), &run));
        self.found = findings;
        Ok((Some(files.into_inner().unwrap_or_else(PoisonError::into_inner)), overlay))
    }

    /// Compiles the theme, or takes the one that was compiled of the same files.
    fn theme(&mut self, run: &Run) -> Result<Arc<Theme>, Failure> {
        if let Some(compiled) = self.theme.as_ref().filter(|compiled| compiled.files == run.loaded.theme) {
            return Ok(Arc::clone(&compiled.theme));
        }
        let theme = Arc::new(build::theme(run, Medium::Server)?);
        self.theme = Some(Compiled { files: run.loaded.theme.clone(), theme: Arc::clone(&theme) });
        Ok(theme)
    }

    /// Shows the pages of the files that were just saved, before the rest of the site is checked and made. Findings
    /// are not known yet, so a file that holds a secret, or cannot be read, waits.
    fn show_first(&self, run: &Run, theme: &Theme, changed: Vec<String>) -> Result<(), Stop> {
        let has_site = !self.preview.files().is_empty();
        let changed: BTreeSet<String> = changed.into_iter().collect();
        if !has_site
            || changed.is_empty()
            || changed.len() > FIRST
            || run.loaded.findings.iter().any(|finding| finding.rule.blocks_publication(finding.severity))
        {
            return Ok(());
        }
        if pipeline::leaks_in(&run.loaded, &changed) {
            return Ok(());
        }
        let pages = Mutex::new(SiteFiles::new());
        let (visible, _) = run.loaded.visible_to(&run.scope, &self.found);
        let request = build::site_request(run, &visible, theme, &self.past);
        make_pages_of(&run.loaded, &request, &changed, &|file| {
            let (path, bytes) = in_memory(file)?;
            pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
            Ok::<(), Stop>(())
        })?;
        self.preview.patch(pages.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}

fn line(finding: &SettledFinding) -> String {
    let (path, at) = (&finding.place.path, finding.place.start);
    let (rule, message, help) = (finding.rule.id, &finding.message, &finding.help);
    format!("{path}:{}:{} {} {rule}\n  {message}\n  {help}", at.line, at.column, finding.severity)
}

fn in_memory(file: File) -> Result<(String, Arc<[u8]>), Failure> {
    let bytes = match file.content {
        Content::Bytes(bytes) | Content::Packed { bytes, .. } => bytes,
        Content::Copy(path) => crate::inputs::read_file(&path, build::LARGEST_ATTACHMENT)?,
    };
    Ok((file.path, Arc::from(bytes)))
}
