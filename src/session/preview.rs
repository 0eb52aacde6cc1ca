//! `fieldbook serve`: the site from memory, rebuilt at each change of a file.

use super::baseline::without_known;
use super::diagram_store::{Access, diagram_files};
use super::environment::{JudgedDay, Session};
use super::failure::Failure;
use super::final_sweep::FinalSweep;
use super::kept_clean_texts;
use super::pipeline;
use super::prepare::{PreparedSite, SiteReader, empty_site, note_unreadable_repository, prepare_with};
use super::preview_edited::{FIRST, LastSite, Saved};
use super::preview_stage::{PreviewStage, RoundFiles, Stop, in_memory};
use super::publishing::{build_reach, publish_verdict};
use super::refresh::refresh_before;
use super::reports::concise;
use super::scope::ScopeOptions;
use super::site_files::{Medium, make_pages_of, make_site};
use super::site_request::{GitFacts, compile_theme, site_request};
use crate::diagrams::DiagramCache;
use crate::finding::Reach;
use crate::publish::{File, MARKER};
use crate::rules::Selection;
use crate::serve::{Changed, Overlay, OverlayKind, Preview, Server, SiteFiles, WatchMode, Watcher};
use crate::settled::{HoldCause, PublishVerdict, SettledFinding, holds_build, settle_findings};
use crate::site::{FirstPages, Theme};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The largest number of findings in the overlay.
const SHOWN: usize = 50;

/// Which site is previewed, and how.
#[derive(Debug, Clone)]
pub struct PreviewOptions {
    /// The port on the loopback interface; 0 for any free one.
    pub port: u16,
    /// The part of the library.
    pub scope: ScopeOptions,
    /// How changes are noticed.
    pub watch: WatchMode,
}

/// A preview that is being served.
pub struct RunningPreview<'a> {
    builder: Builder<'a>,
    watcher: Watcher,
    url: String,
}

impl<'a> RunningPreview<'a> {
    /// Builds the site once and begins to serve it.
    ///
    /// # Errors
    /// The site has no such audience or customer, the folder cannot be watched, or the port is in use.
    pub fn start(session: Session<'a>, options: PreviewOptions) -> Result<Self, Failure> {
        refresh_before(&session, options.scope.opportunities)?;
        let mut reader = SiteReader::recalling(&session, &Selection::default());
        // A site that cannot be read is shown as such.
        if let Ok(reading) = reader.site.read(&session.files()) {
            options.scope.resolve(&reading.inputs)?;
        }
        let mut ignored = [".fieldbook", ".public.fieldbook", "target"].map(str::to_owned).to_vec();
        // A root of content may have the name of the output, and then has no marker.
        let output = session.folder.join("public");
        if !output.exists() || output.join(MARKER).exists() {
            ignored.push("public".to_owned());
        }
        let watcher = Watcher::new(session.folder, ignored, options.watch)?;
        let server = Server::bind(options.port)?;
        let url = server.url();
        let preview = Preview::default();
        let mut builder = Builder {
            diagrams: diagram_files(&session, Access::Read),
            session,
            scope: options.scope,
            preview: preview.clone(),
            reader,
            last: None,
            git: GitFacts::default(),
            theme: None,
            made: RoundFiles::default(),
        };
        note_unreadable_repository(&builder.session);
        kept_clean_texts::recall(&builder.session);
        builder.rebuild(&BTreeSet::new(), &|| false);
        std::thread::spawn(move || server.run(preview));
        Ok(Self { builder, watcher, url })
    }

    /// Returns the address of the preview.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Rebuilds the site at each change, for the day that `judged_day` returns then, until the folder is no longer watched.
    pub fn rebuild_on_changes(mut self, judged_day: &dyn Fn() -> JudgedDay) {
        let has_more = self.watcher.has_more();
        while let Some(changed) = self.watcher.wait() {
            let JudgedDay { today, pinned } = judged_day();
            (self.builder.session.today, self.builder.session.pinned) = (today, pinned);
            let mut shown = self.builder.show_edited(&changed);
            while self.builder.rebuild(&shown, &has_more) == Rebuilt::Overtaken {
                shown.extend(self.watcher.take().map(|more| self.builder.show_edited(&more)).unwrap_or_default());
            }
        }
    }
}

/// Builds the preview, and keeps what the next build can use again.
struct Builder<'a> {
    session: Session<'a>,
    scope: ScopeOptions,
    preview: Preview,
    reader: SiteReader,
    /// The site that is shown; `None` while what is shown is older than what was read.
    last: Option<LastSite>,
    /// What Git knew at the last build.
    git: GitFacts,
    /// The theme of the last build.
    theme: Option<Compiled>,
    /// The files of the last build; an edit makes only what it changed.
    made: RoundFiles,
    /// Diagrams of earlier builds; an edit draws only what it changed.
    diagrams: Option<Arc<DiagramCache>>,
}

/// A theme, and the files that it was compiled from.
struct Compiled {
    files: BTreeMap<String, Vec<u8>>,
    theme: Arc<Theme>,
}

/// How a rebuild ended.
#[derive(Debug, PartialEq, Eq)]
enum Rebuilt {
    Done,
    /// A further change came, so the site would have been outdated when complete.
    Overtaken,
}

impl Builder<'_> {
    /// Builds the site and shows it, or shows over the last good one why it could not be built. The pages of the files in
    /// `shown` are shown already.
    fn rebuild(&mut self, shown: &BTreeSet<String>, is_overtaken: &(dyn Fn() -> bool + Sync)) -> Rebuilt {
        match self.make(shown, is_overtaken) {
            Ok((Some(files), overlay)) => self.preview.show(files, overlay),
            Ok((None, overlay)) => {
                self.last = None;
                self.preview.fail(overlay);
            }
            Err(Stop::Overtaken) => return Rebuilt::Overtaken,
            Err(Stop::Failed(Failure(text))) => {
                self.last = None;
                self.session.notes.error(&text);
                self.preview.fail(Overlay { findings: vec![text], kind: OverlayKind::Blocking });
            }
        }
        Rebuilt::Done
    }

    /// Returns the site, unless a finding blocks it, and what is shown over it.
    fn make(
        &mut self,
        shown: &BTreeSet<String>,
        is_overtaken: &(dyn Fn() -> bool + Sync),
    ) -> Result<(Option<SiteFiles>, Overlay), Stop> {
        let (mut site, changed) = prepare_with(&self.session, &self.scope, &mut self.reader)?;
        site.loaded.drawings.clone_from(&self.diagrams);
        let theme = self.theme(&site)?;
        // What Git knows changes seldom, and running it takes as long as a page: the first pages are made with what it
        // knew at the last build.
        let changed: BTreeSet<String> = changed.into_iter().filter(|path| !shown.contains(path)).collect();
        self.show_first(&site, &theme, changed)?;
        if is_overtaken() {
            return Err(Stop::Overtaken);
        }
        self.git = GitFacts::of(&site);
        let findings = pipeline::check(&site.loaded, &site.check_request(&Selection::default()));
        let new = without_known(&site, &findings)?;
        self.session.notes.note(&concise(&site, &new));
        let verdict = publish_verdict(&site, &findings);
        self.note_held(&verdict);
        if verdict.blocks_preview() {
            return Ok((None, blocked(&site, &findings, &verdict)));
        }
        let empty = verdict.causes().iter().map(|cause| how_to_begin(&site, cause));
        let findings_shown = empty.chain(new.iter().take(SHOWN).map(line)).collect();
        let overlay = Overlay { findings: findings_shown, kind: OverlayKind::Information };
        let (visible, hidden) = site.loaded.visible_to(&site.scope, &findings);
        let sweep = FinalSweep::new(&self.session, &visible, &hidden)?;
        let trend = self.git.trend(&site, &visible);
        let request = site_request(&site, &visible, &theme, Medium::Server, &self.git, trend.as_ref());
        let stage = PreviewStage::begin(&self.made, &site.loaded.theme, sweep, is_overtaken);
        let faults = make_site(&site.loaded, &request, &stage);
        let (made, sweep) = stage.into_parts();
        let leaks = sweep.leaks();
        if matches!(faults, Err(Stop::Overtaken)) && leaks.is_empty() {
            self.made.add(made);
            return Err(Stop::Overtaken);
        }
        let faults = faults?;
        // What readers must not see is never used again.
        let is_clean = leaks.is_empty();
        let faults: Vec<SettledFinding> = settle_findings(faults, &[]).into_iter().chain(leaks).collect();
        self.session.notes.note(&concise(&site, &faults));
        let verdict = publish_verdict(&site, &faults);
        if verdict.blocks_preview() {
            self.note_held(&verdict);
            return Ok((None, blocked(&site, &faults, &verdict)));
        }
        let files = made.files();
        self.made = if is_clean { made } else { RoundFiles::default() };
        self.last = Some(LastSite { site, visible, theme, findings });
        Ok((Some(files), overlay))
    }

    /// Says why a build would publish nothing.
    fn note_held(&self, verdict: &PublishVerdict) {
        if verdict.is_hold() {
            self.session.notes.note(&format!("a build publishes nothing\n{verdict}"));
        }
    }

    /// Compiles the theme, or returns the one that was compiled from the same files.
    fn theme(&mut self, site: &PreparedSite) -> Result<Arc<Theme>, Failure> {
        if let Some(compiled) = self.theme.as_ref().filter(|compiled| compiled.files == site.loaded.theme) {
            return Ok(Arc::clone(&compiled.theme));
        }
        let theme = Arc::new(compile_theme(site, Medium::Server)?);
        self.theme = Some(Compiled { files: site.loaded.theme.clone(), theme: Arc::clone(&theme) });
        Ok(theme)
    }

    /// Shows the pages of the files that `changed` and those that are open, before the site is read; returns the files whose pages are shown.
    fn show_edited(&mut self, changed: &Changed) -> BTreeSet<String> {
        let Some(last) = &mut self.last else { return BTreeSet::new() };
        // What goes wrong here goes wrong again, and is reported, when the whole site is made.
        let saved = Saved { changed, open: self.preview.open_pages() };
        let Ok(Some(edited)) = last.edited(&self.session, &self.reader, saved, &self.git) else {
            return BTreeSet::new();
        };
        self.preview.patch(edited.pages);
        edited.files
    }

    /// Shows the pages of the files that `changed`, before the rest of the site is checked and made: those that could not be
    /// shown before it was read. Findings are not known yet, so a file that holds a secret, or cannot be read, waits,
    /// and so does everything if others than the whole company are the readers.
    fn show_first(&self, site: &PreparedSite, theme: &Theme, changed: BTreeSet<String>) -> Result<(), Stop> {
        let has_site = !self.preview.files().is_empty();
        if !has_site
            || build_reach(site) == Reach::Shared
            || changed.is_empty()
            || changed.len() > FIRST
            || site.loaded.findings.iter().any(|finding| finding.rule.blocks_publication(finding.severity))
        {
            return Ok(());
        }
        if pipeline::leaks_in(&site.loaded, &changed) {
            return Ok(());
        }
        let pages = Mutex::new(SiteFiles::new());
        let known = self.last.as_ref().map_or(&[][..], |last| last.findings.as_slice());
        let (visible, _) = site.loaded.visible_to(&site.scope, known);
        let request = site_request(site, &visible, theme, Medium::Server, &self.git, None);
        let first = FirstPages { files: changed, open: self.preview.open_pages() };
        make_pages_of(&site.loaded, &request, &first, &|file: File| {
            let (path, bytes) = in_memory(file)?;
            pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path, bytes);
            Ok::<(), Stop>(())
        })?;
        self.preview.patch(pages.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}

/// Returns what is shown over the last good site while a newer one is held.
fn blocked(site: &PreparedSite, findings: &[SettledFinding], verdict: &PublishVerdict) -> Overlay {
    let settings = site.loaded.settings.file.path();
    let reach = build_reach(site);
    let holding = findings.iter().filter(|finding| holds_build(finding, settings, reach)).take(SHOWN);
    let mut shown: Vec<String> = holding.map(line).collect();
    if shown.is_empty() {
        shown.push(verdict.to_string());
    }
    Overlay { findings: shown, kind: OverlayKind::Blocking }
}

/// Says how a site without visible entries begins.
fn how_to_begin(site: &PreparedSite, cause: &HoldCause) -> String {
    if site.loaded.library.entries().is_empty() {
        let empty = empty_site(&site.folder, &site.loaded.settings);
        return format!("{empty}\n  Write a first page with `fieldbook new page A first page`.");
    }
    cause.message.clone()
}

fn line(finding: &SettledFinding) -> String {
    let (path, at) = (&finding.place.path, finding.place.start);
    let (rule, message, help) = (finding.rule.id, &finding.message, &finding.help);
    format!("{path}:{}:{} {} {rule}\n  {message}\n  {help}", at.line, at.column, finding.severity)
}
