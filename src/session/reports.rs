//! The report of a checked site, as text or as a file.

use super::failure::Failure;
use super::prepare::PreparedSite;
use crate::finding::{Finding, Place, fingerprints};
use crate::git;
use crate::publish::write_atomically;
use crate::report::{Color, Format, Report, render};
use crate::rules::{registry, secrets};
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A report that is written to a file.
#[derive(Debug, Clone)]
pub struct ReportFile {
    /// The format.
    pub format: Format,
    /// The file.
    pub path: PathBuf,
}

/// How a report is rendered as text.
#[derive(Debug, Clone, Copy)]
pub struct ReportStyle {
    /// The format.
    pub format: Format,
    /// Whether terminal colours are used.
    pub color: Color,
}

/// Returns the report of the `findings` of `site`.
pub fn render_report(site: &PreparedSite, findings: &[Finding], style: ReportStyle) -> String {
    let (fingerprints, prefix) = (fingerprints(findings), git::prefix(&site.repository));
    let secrets = secret_places(findings);
    let plain = plain_report(site, findings, &fingerprints);
    render(&Report { secrets: &secrets, prefix: &prefix, color: style.color, ..plain }, style.format)
}

/// Writes the report of the `findings` of `site` to each of `files`, without colours.
///
/// # Errors
/// A file cannot be written.
pub fn write_reports(site: &PreparedSite, findings: &[Finding], files: &[ReportFile]) -> Result<(), Failure> {
    for ReportFile { format, path } in files {
        let text = render_report(site, findings, ReportStyle { format: *format, color: Color::Never });
        write_atomically(path, text.as_bytes())?;
    }
    Ok(())
}

/// Shows findings one per line.
pub(super) fn concise(site: &PreparedSite, findings: &[Finding]) -> String {
    let fingerprints = fingerprints(findings);
    let report = plain_report(site, findings, &fingerprints);
    render(&report, Format::Concise).trim_end().to_owned()
}

/// Returns the report of `findings` without colours, and without the places of credentials.
fn plain_report<'a>(site: &PreparedSite, findings: &'a [Finding], fingerprints: &'a [String]) -> Report<'a> {
    Report {
        findings,
        fingerprints,
        secrets: &[],
        rules: registry(),
        tool_version: env!("CARGO_PKG_VERSION"),
        today: site.today,
        color: Color::Never,
        entries_read: site.loaded.library.entries().len(),
        prefix: "",
    }
}

/// Returns where credentials are in the files of `findings`, also those that are suppressed or not reported.
fn secret_places(findings: &[Finding]) -> Vec<Place> {
    let places = findings.iter().flat_map(|finding| {
        let related = finding.related.iter().map(|(place, _)| place);
        std::iter::once(&finding.place).chain(related)
    });
    let files: BTreeMap<&str, &Arc<SourceFile>> = places.map(|place| (place.file.path(), &place.file)).collect();
    files.values().flat_map(|file| secrets::check_file(file)).map(|finding| finding.place).collect()
}
