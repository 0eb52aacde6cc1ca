//! `fieldbook build`: the site as files.

use super::check::{self, outcome};
use super::final_sweep::FinalSweep;
use super::prepare::{Run, prepare};
use super::{baseline, gzip, up_to_date};
use crate::cli::arguments::BuildArguments;
use crate::cli::timer::Timer;
use crate::cli::{Failure, Outcome, console, folder};
use crate::git;
use crate::publish::{Placement, Published, Record, Staging, recall, remember};
use crate::report::{Color, Format, Report};
use crate::rules::Selection;
use crate::session::pipeline::{self, Judged};
use crate::session::site_files::{Medium, SiteRequest, make_site};
use crate::settled::{SettledFinding, fingerprints, settle};
use crate::site::{PAST_DAYS, Theme, ThemeFault};
use crate::source::History;
use crate::visibility::VisibleLibrary;
use chrono::{Days, NaiveDate};
use std::path::{Path, PathBuf};

/// The largest attachment that is published, in bytes.
pub(crate) const LARGEST_ATTACHMENT: u64 = 256 << 20;

/// What is said when a floor holds a build back.
const NOTHING_PUBLISHED: &str = "nothing was published: secrets and stricter content must be fixed first";

pub(crate) fn run(site: Option<&PathBuf>, arguments: &BuildArguments) -> Result<Outcome, Failure> {
    let mut timer = Timer::start();
    let output = folder::site_folder(site)?.join(&arguments.output);
    let key = up_to_date::key(site, arguments)?;
    timer.lap("look", "read");
    let outcome = match key.as_ref().and_then(|key| recall(&output, key)) {
        Some(record) => {
            timer.clear();
            say(&record.said);
            say_published(
                &output,
                Published { written: 0, unchanged: record.files, removed: 0, placement: Placement::Unchanged },
            );
            if record.is_clean { Outcome::Clean } else { Outcome::Faults }
        }
        None => build(site, arguments, &output, (key, &mut timer))?,
    };
    timer.clear();
    if arguments.timings {
        console::note(&timer.table());
    }
    Ok(outcome)
}

fn build(
    site: Option<&PathBuf>,
    arguments: &BuildArguments,
    output: &Path,
    (key, timer): (Option<String>, &mut Timer),
) -> Result<Outcome, Failure> {
    let run = prepare(site, &arguments.scope)?;
    timer.lap("read", "check");
    let selection = Selection::default();
    let judged = Judged { today: run.today, scope: &run.scope, selection: &selection, edited: &run.edited };
    let findings = pipeline::check(&run.loaded, &judged);
    timer.lap("check", "render");
    let held: Vec<SettledFinding> = findings.iter().filter(|finding| baseline::holds_back(finding)).cloned().collect();
    if !held.is_empty() {
        write_reports(&findings, &run, arguments)?;
        timer.aside(|| say(&format!("{}\n{NOTHING_PUBLISHED}", concise(&held, &run))));
        return Ok(Outcome::Faults);
    }
    let fresh = baseline::fresh(&findings, &run)?;
    write_reports(&fresh, &run, arguments)?;
    let mut said = concise(&fresh, &run);
    timer.aside(|| say(&said));
    let staging = Staging::begin(output)?;
    let (visible, hidden) = run.loaded.visible_to(&run.scope, &findings);
    let sweep = FinalSweep::new(&visible, &hidden)?;
    let medium = if arguments.portable { Medium::Disk } else { Medium::Server };
    let theme = theme(&run, medium)?;
    let past = past(&run);
    let request = SiteRequest { medium, ..site_request(&run, &visible, &theme, &past) };
    let faults = make_site(&run.loaded, &request, &|file| {
        sweep.search(&file)?;
        staging.put(&file)?;
        if let Some(packed) = arguments.gzip.then(|| gzip::packed(&file)).flatten() {
            staging.put(&packed)?;
        }
        timer.file_done();
        Ok::<(), Failure>(())
    })?;
    timer.lap("render", "publish");
    let faults = concise(&settle(faults, &[]), &run);
    timer.aside(|| say(&faults));
    said = [said, faults].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    let leaks = sweep.leaks();
    if !leaks.is_empty() {
        timer.aside(|| say(&format!("{}\n{NOTHING_PUBLISHED}", concise(&leaks, &run))));
        return Ok(Outcome::Faults);
    }
    let published = staging.exchange()?;
    timer.lap("publish", "");
    timer.clear();
    say_published(output, published);
    let outcome = if arguments.strict { outcome(&fresh, None) } else { Outcome::Clean };
    if let Some(key) = key {
        let files = published.written + published.unchanged;
        remember(output, Record::new(key, said, outcome == Outcome::Clean, files))?;
    }
    Ok(outcome)
}

fn write_reports(findings: &[SettledFinding], run: &Run, arguments: &BuildArguments) -> Result<(), Failure> {
    let fingerprints = fingerprints(findings);
    let prefix = git::prefix(&run.repository);
    let plain = check::plain_report(findings, &fingerprints, run, Color::Never);
    check::write_reports(&arguments.reports, &Report { prefix: &prefix, ..plain })
}

fn say(text: &str) {
    if !text.is_empty() {
        console::note(text);
    }
}

fn say_published(output: &Path, published: Published) {
    let Published { written, unchanged, removed, placement } = published;
    let files = written + unchanged;
    let shown = output.display();
    console::note(&format!("{files} files: {written} written, {unchanged} unchanged, {removed} removed; {shown}"));
    if placement == Placement::InPlace {
        console::note(&format!(
            "note: {shown} cannot be renamed (it is a mounted volume, or its parent directory is read-only), so its files \
             were replaced one by one; this is not atomic: for a moment readers could see files of both builds"
        ));
    }
}

/// Compiles the theme of the site.
pub(crate) fn theme(run: &Run, medium: Medium) -> Result<Theme, Failure> {
    let theme = Theme::load(&run.loaded.theme).map_err(|fault| {
        let ThemeFault { file, line, column, message } = fault;
        Failure(format!("the theme cannot be used: {file}:{line}:{column}: {message}"))
    })?;
    Ok(if medium == Medium::Disk { theme.portable() } else { theme })
}

/// What Git knows of a site.
#[derive(Debug, Default)]
pub(crate) struct Past {
    commit: Option<String>,
    history: Option<History>,
}

/// Asks Git.
pub(crate) fn past(run: &Run) -> Past {
    Past {
        commit: git::head(&run.folder).map(|head| head.commit),
        history: git::history(&run.folder, first_day(run.today)),
    }
}

/// Describes the site of `run` as a server shows it.
pub(crate) fn site_request<'a>(
    run: &'a Run,
    library: &'a VisibleLibrary,
    theme: &'a Theme,
    past: &'a Past,
) -> SiteRequest<'a> {
    SiteRequest {
        folder: &run.folder,
        library,
        today: run.today,
        pinned: run.pinned,
        history: past.history.as_ref(),
        commit: past.commit.clone(),
        theme,
        medium: Medium::Server,
    }
}

/// The first day whose changes a site shows.
fn first_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(Days::new(PAST_DAYS)).unwrap_or(today)
}

/// Shows findings one per line.
pub(crate) fn concise(findings: &[SettledFinding], run: &Run) -> String {
    let fingerprints = fingerprints(findings);
    let report = check::plain_report(findings, &fingerprints, run, Color::Never);
    Format::CONCISE.render(&report).trim_end().to_owned()
}
