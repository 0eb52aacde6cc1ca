//! `fieldbook check`: the gate.

use super::arguments::CheckArguments;
use super::prepare::{Run, prepare};
use super::{Failure, Outcome, baseline, console, past};
use crate::finding::{Finding, Severity, fingerprints};
use crate::pipeline::{self, Judged};
use crate::publish::write_atomically;
use crate::report::{Color, Format, Report, render};
use crate::rules::{Selection, registry, since};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let run = prepare(site, &arguments.scope)?;
    let selection = Selection::of(&arguments.rules).map_err(Failure)?;
    if let Some(missing) = arguments.paths.iter().find(|path| !run.folder.join(path).exists()) {
        return Err(Failure(format!("there is no {missing} below {}", run.folder.display())));
    }
    let judged = Judged { today: run.today, scope: &run.scope, selection: &selection, edited: &run.edited };
    let findings = pipeline::check(&run.loaded, &judged);
    let mut findings = baseline::without_known(findings, &run.folder, (run.today, &arguments.rules))?;
    if let Some(revision) = &arguments.since {
        findings = since(findings, &past::findings(&run, arguments, (revision, &selection))?);
    }
    findings.retain(|finding| is_asked_for(finding, &arguments.paths));
    let fingerprints = fingerprints(&findings);
    let color = if console::wants_color() { Color::Always } else { Color::Never };
    let report = report(&findings, &fingerprints, &run, color);
    console::print(&render(&report, arguments.format));
    write_reports(&arguments.reports, &report)?;
    if arguments.format != Format::Full && console::is_watched() {
        console::note(&format!("{} findings", findings.len()));
    }
    Ok(outcome(&findings, arguments.max_warnings))
}

/// Returns the report of `findings`.
pub(super) fn report<'a>(findings: &'a [Finding], fingerprints: &'a [String], run: &Run, color: Color) -> Report<'a> {
    Report {
        findings,
        fingerprints,
        secrets: &[],
        rules: registry(),
        tool_version: env!("CARGO_PKG_VERSION"),
        today: run.today,
        color,
        entries_read: run.loaded.library.entries().len(),
    }
}

/// Writes `report` to each file that was asked for, in its form.
pub(super) fn write_reports(asked: &[(Format, PathBuf)], report: &Report<'_>) -> Result<(), Failure> {
    for (format, path) in asked {
        let plain = Report { color: Color::Never, ..*report };
        write_atomically(path, render(&plain, *format).as_bytes())?;
    }
    Ok(())
}

/// Returns whether `finding` lies in one of the files or folders asked for; none asked for means all.
fn is_asked_for(finding: &Finding, paths: &[String]) -> bool {
    let path = finding.place.file.path();
    let is_in = |asked: &String| {
        let asked = asked.trim_start_matches("./").trim_end_matches('/');
        path == asked || path.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
    };
    paths.is_empty() || paths.iter().any(is_in)
}

pub(super) fn outcome(findings: &[Finding], max_warnings: Option<usize>) -> Outcome {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let too_many = max_warnings.is_some_and(|most| of(Severity::Warning) > most);
    if of(Severity::Error) > 0 || too_many { Outcome::Faults } else { Outcome::Clean }
}
