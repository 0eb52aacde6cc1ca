//! `fieldbook build`: the site as files.

use super::arguments::BuildArguments;
use super::check::outcome;
use super::opportunities::TOKEN;
use super::prepare::{Run, prepare};
use super::{Failure, Outcome, console, day};
use crate::finding::{Finding, Severity};
use crate::git;
use crate::inputs::read_file;
use crate::pipeline::{self, Asked, Judged};
use crate::publish::{Content, File, Staging};
use crate::report::{Color, Format, Report, render};
use crate::rules::{Selection, registry};
use crate::site::{Theme, ThemeFault};
use crate::sweep::{Sweep, sweep_file};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

pub(super) fn run(site: Option<&PathBuf>, arguments: &BuildArguments) -> Result<Outcome, Failure> {
    let mut timer = Timer::start();
    let run = prepare(site, &arguments.scope)?;
    timer.lap("read");
    let selection = Selection::default();
    let findings = pipeline::check(
        &run.loaded,
        &Judged { today: run.today, scope: &run.scope, selection: &selection, edited: &run.edited },
    );
    timer.lap("check");
    console::note(&concise(&findings, &run));
    if findings.iter().any(|finding| finding.rule.has_floor() && finding.severity == Severity::Error) {
        console::note(NOTHING_PUBLISHED);
        return Ok(Outcome::Faults);
    }
    let output =
        if arguments.output.is_absolute() { arguments.output.clone() } else { run.folder.join(&arguments.output) };
    let staging = Staging::begin(&output)?;
    let swept = Swept::new(&run)?;
    make(&run, &findings, &|file| {
        swept.look(&file)?;
        Ok(staging.put(&file)?)
    })?;
    timer.lap("render");
    let leaks = swept.leaks();
    if !leaks.is_empty() {
        console::note(&concise(&leaks, &run));
        console::note(NOTHING_PUBLISHED);
        return Ok(Outcome::Faults);
    }
    let published = staging.exchange()?;
    timer.lap("publish");
    console::note(&format!(
        "{} files: {} written, {} unchanged, {} removed; {}",
        published.written + published.unchanged,
        published.written,
        published.unchanged,
        published.removed,
        output.display()
    ));
    if arguments.timings {
        console::note(&timer.table());
    }
    Ok(if arguments.strict { outcome(&findings, None) } else { Outcome::Clean })
}

/// The largest attachment that is published, in bytes.
pub(super) const LARGEST_ATTACHMENT: u64 = 256 << 20;

/// What is said when a floor holds a build back.
const NOTHING_PUBLISHED: &str = "nothing was published: secrets and stricter content must be mended first";

/// The last look at every file of a build, on any thread.
struct Swept {
    sweep: Sweep,
    leaks: Mutex<Vec<Finding>>,
}

impl Swept {
    fn new(run: &Run) -> Result<Self, Failure> {
        let tokens: Vec<String> = day::variable(TOKEN).into_iter().collect();
        let sweep = pipeline::prepare_sweep(&run.loaded, &run.scope, &tokens).map_err(|blind| {
            Failure(format!("the sweep missed what it planted ({}); nothing was published", blind.label))
        })?;
        Ok(Self { sweep, leaks: Mutex::default() })
    }

    /// Looks for what this build's readers must not see.
    fn look(&self, file: &File) -> Result<(), Failure> {
        if self.sweep.is_empty() {
            return Ok(());
        }
        let found = match &file.content {
            Content::Bytes(bytes) => sweep_file(&self.sweep, &file.path, bytes),
            Content::Copy(from) => sweep_file(&self.sweep, &file.path, &read_file(from, LARGEST_ATTACHMENT)?),
        };
        self.leaks.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
        Ok(())
    }

    fn leaks(self) -> Vec<Finding> {
        let mut leaks = self.leaks.into_inner().unwrap_or_else(PoisonError::into_inner);
        leaks.sort_by(Finding::order);
        leaks
    }
}

/// Makes every file of the site and hands it to `put`, and says what could not be made.
pub(super) fn make(
    run: &Run,
    findings: &[Finding],
    put: &(dyn Fn(File) -> Result<(), Failure> + Sync),
) -> Result<(), Failure> {
    let theme = Theme::load(&run.loaded.theme).map_err(|fault| {
        let ThemeFault { file, line, column, message } = fault;
        Failure(format!("the theme cannot be used: {file}:{line}:{column}: {message}"))
    })?;
    let asked = Asked {
        folder: &run.folder,
        scope: &run.scope,
        today: run.today,
        pinned: run.pinned,
        commit: git::head(&run.folder).map(|head| head.commit),
        theme: &theme,
    };
    let faults = pipeline::make_site(&run.loaded, &asked, findings, put)?;
    if !faults.is_empty() {
        console::note(&concise(&faults, run));
    }
    Ok(())
}

/// Shows findings one per line, errors alone where there are many.
pub(super) fn concise(findings: &[Finding], run: &Run) -> String {
    let fingerprints = crate::finding::fingerprints(findings);
    let report = Report {
        findings,
        fingerprints: &fingerprints,
        secrets: &[],
        rules: registry(),
        tool_version: env!("CARGO_PKG_VERSION"),
        today: run.today,
        color: Color::Never,
        entries_read: run.loaded.library.entries().len(),
    };
    render(&report, Format::Concise).trim_end().to_owned()
}

/// Where the time went.
struct Timer {
    begun: Instant,
    laps: Vec<(&'static str, Duration)>,
}

impl Timer {
    #[expect(clippy::disallowed_methods, reason = "cli is the module that knows the clock")]
    fn start() -> Self {
        Self { begun: Instant::now(), laps: Vec::new() }
    }

    fn lap(&mut self, name: &'static str) {
        let before: Duration = self.laps.iter().map(|(_, lap)| *lap).sum();
        self.laps.push((name, self.begun.elapsed().saturating_sub(before)));
    }

    fn table(&self) -> String {
        let lines = self.laps.iter().map(|(name, lap)| format!("{name:<10}{:>8} ms", lap.as_millis()));
        lines.collect::<Vec<_>>().join("\n")
    }
}
