//! The report of a checked site, as text or as a file.

use super::failure::Failure;
use super::outputs::{Author, Outputs};
use super::prepare::PreparedSite;
use crate::freshness::{ClaimCounts, ClaimsChange};
use crate::git;
use crate::report::{Color, Extent, Format, Report};
use crate::rules::registry;
use crate::settled::{PublishVerdict, SettledFinding, shown_fingerprints};
use crate::user_files::{Expected, write};
use std::path::PathBuf;

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

/// What a report is made of.
#[derive(Clone, Copy)]
pub struct ReportContent<'a> {
    /// The site.
    pub site: &'a PreparedSite,
    /// The findings that are reported, sorted.
    pub findings: &'a [SettledFinding],
    /// Whether the site may be published.
    pub publish: &'a PublishVerdict,
    /// How much of the site the findings are about.
    pub extent: Extent,
    /// Of how many entries, or files if only files were searched, findings are reported; `None` if it is about commits.
    pub reported: Option<usize>,
    /// What the change that was checked did to the number of claims.
    pub claims_change: Option<ClaimsChange>,
}

/// Returns the report of `content`.
pub fn render_report(content: ReportContent<'_>, style: ReportStyle) -> String {
    let ReportContent { site, findings, publish, extent, reported, claims_change } = content;
    let salt = site.loaded.settings.salt.as_ref();
    let (fingerprints, prefix) = (shown_fingerprints(findings, salt), git::prefix(&site.folder));
    let plain = plain_report(site, findings, &fingerprints);
    site.own_secrets.mask(style.format.render(&Report {
        publish,
        extent,
        reported,
        claims_change,
        prefix: &prefix,
        color: style.color,
        ..plain
    }))
}

/// Checks that each of `files` may be written, before a command has changed anything.
///
/// # Errors
/// One is a file of the site, or another file that must not be replaced.
pub fn check_report_files(site: &PreparedSite, files: &[ReportFile]) -> Result<(), Failure> {
    let outputs = Outputs::of(site);
    files.iter().try_for_each(|file| outputs.check(&file.path, Author::Unknown))
}

/// Writes the report of `content` to each of `files`, without colours.
///
/// # Errors
/// A file must not be replaced, or cannot be written.
pub fn write_reports(content: ReportContent<'_>, files: &[ReportFile]) -> Result<(), Failure> {
    check_report_files(content.site, files)?;
    for ReportFile { format, path } in files {
        let text = render_report(content, ReportStyle { format: *format, color: Color::Never });
        write(path, text.as_bytes(), Expected::Anything)?;
    }
    Ok(())
}

/// Shows findings one per line.
pub(super) fn concise(site: &PreparedSite, findings: &[SettledFinding]) -> String {
    let fingerprints = shown_fingerprints(findings, site.loaded.settings.salt.as_ref());
    let report = plain_report(site, findings, &fingerprints);
    Format::CONCISE.render(&report).trim_end().to_owned()
}

/// Returns the report of `findings` without colours, and without the places of credentials.
fn plain_report<'a>(site: &'a PreparedSite, findings: &'a [SettledFinding], fingerprints: &'a [String]) -> Report<'a> {
    let has_all = site.loaded.searched.is_none();
    Report {
        findings,
        publish: &PublishVerdict::Publish,
        extent: Extent::Whole,
        fingerprints,
        rules: registry(),
        tool_version: env!("CARGO_PKG_VERSION"),
        today: site.today,
        demonstration: site.loaded.settings.site.demonstration.as_ref(),
        color: Color::Never,
        read: site.loaded.read(),
        reported: Some(site.loaded.read_paths().len()),
        claims: has_all.then(|| ClaimCounts::of(&site.loaded.library, &site.loaded.settings, site.today)),
        claims_change: None,
        prefix: "",
    }
}
