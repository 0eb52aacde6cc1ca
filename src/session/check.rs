//! `fieldbook check`: the gate.

use super::check_plan::Judge;
use super::prepare::{Run, prepare};
use super::{amounts, fix, history, staged};
use crate::cli::arguments::CheckArguments;
use crate::cli::{Failure, Outcome, console, paths};
use crate::finding::Severity;
use crate::git;
use crate::publish::write_atomically;
use crate::report::{Color, Format, Report};
use crate::rules::registry;
use crate::settled::{SettledFinding, fingerprints};
use std::path::PathBuf;

pub(crate) fn run(site: Option<&PathBuf>, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if let Some(range) = &arguments.history {
        return history::run(site, arguments, range);
    }
    let (run, paths) = if arguments.staged {
        let staged = staged::prepare(site, arguments)?;
        (staged.run, staged.paths)
    } else {
        let run = prepare(site, &arguments.scope)?;
        let paths = paths::asked(&run.folder, &arguments.paths)?;
        (run, Some(paths))
    };
    let Some(paths) = paths else { return Ok(Outcome::Clean) };
    let judge = Judge::new(&run, arguments, paths)?;
    if arguments.diff {
        let diff = fix::fixed(run, &judge)?.diff();
        let is_read = console::deliver(&diff);
        let found = if diff.is_empty() { Outcome::Clean } else { Outcome::Faults };
        return Ok(if is_read { found } else { Outcome::Unread });
    }
    let (run, findings) = if arguments.fix {
        let fixed = fix::fixed(run, &judge)?;
        fixed.write()?;
        console::note(&format!("fixed: {}", fixed.count));
        (fixed.run, fixed.findings)
    } else {
        let findings = judge.findings(&run)?;
        (run, findings)
    };
    let findings = if arguments.amounts { amounts::with_exposure(findings, &run) } else { findings };
    let is_read = report(&run, &findings, arguments)?;
    Ok(if is_read { outcome(&findings, arguments.max_warnings) } else { Outcome::Unread })
}

/// Writes the reports that go to files, prints the other, and returns whether that was read to its end.
pub(crate) fn report(run: &Run, findings: &[SettledFinding], arguments: &CheckArguments) -> Result<bool, Failure> {
    let color = if console::wants_color() { Color::Always } else { Color::Never };
    let (fingerprints, prefix) = (fingerprints(findings), git::prefix(&run.repository));
    let report = Report { prefix: &prefix, ..plain_report(findings, &fingerprints, run, color) };
    write_reports(&arguments.reports, &report)?;
    if arguments.format != Format::FULL && console::is_watched() {
        console::note(&format!("{} findings", findings.len()));
    }
    Ok(console::deliver(&arguments.format.render(&report)))
}

/// Returns the report of `findings`, as they stand.
pub(crate) fn plain_report<'a>(
    findings: &'a [SettledFinding],
    fingerprints: &'a [String],
    run: &Run,
    color: Color,
) -> Report<'a> {
    Report {
        findings,
        fingerprints,
        rules: registry(),
        tool_version: env!("CARGO_PKG_VERSION"),
        today: run.today,
        color,
        entries_read: run.loaded.library.entries().len(),
        prefix: "",
    }
}

/// Writes `report` to each file that was asked for, in its form.
pub(crate) fn write_reports(asked: &[(Format, PathBuf)], report: &Report<'_>) -> Result<(), Failure> {
    for (format, path) in asked {
        let plain = Report { color: Color::Never, ..*report };
        write_atomically(path, format.render(&plain).as_bytes())?;
    }
    Ok(())
}

/// Returns how a check of `findings` ends.
pub(crate) fn outcome(findings: &[SettledFinding], max_warnings: Option<usize>) -> Outcome {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let too_many = max_warnings.is_some_and(|most| of(Severity::Warning) > most);
    if of(Severity::Error) > 0 || too_many { Outcome::Faults } else { Outcome::Clean }
}
