//! Checking a filled questionnaire before it goes out.

use super::environment::Session;
use super::failure::Failure;
use super::prepare::PreparedSite;
use super::questionnaire::SiteAnswers;
use super::received_questionnaire::ReceivedQuestionnaire;
use super::reports::{ReportFile, ReportStyle, check_report_files};
use super::scope::ScopeOptions;
use crate::report::{Color, Extent, Read, Report};
use crate::responses::Manifest;
use crate::rfp::outgoing::check::{OutgoingContext, check_outgoing};
use crate::rules::questionnaire::RULES;
use crate::settled::{PublishVerdict, SettledFinding, settle_findings, shown_fingerprints};
use crate::user_files::{Expected, write};
use std::path::Path;

/// What was found in a filled questionnaire.
pub struct OutgoingCheck {
    site: PreparedSite,
    /// The findings, sorted.
    pub findings: Vec<SettledFinding>,
    questions: usize,
}

/// Checks a filled questionnaire against the library of the session's site, and against `manifest` if
/// there is one. `path` is the file as findings name it.
///
/// # Errors
/// The site cannot be read.
pub fn check_filled(
    session: &Session<'_>,
    scope: &ScopeOptions,
    filled: &ReceivedQuestionnaire,
    path: &Path,
    manifest: Option<&Manifest>,
) -> Result<OutgoingCheck, Failure> {
    let SiteAnswers { site, library, typed } = SiteAnswers::read(session, scope)?;
    let (shown, reasons) = (path.to_string_lossy(), |text: &str| typed.reasons(text));
    let context = OutgoingContext { path: &shown, manifest, library: &library, reasons: &reasons };
    let findings = settle_findings(check_outgoing(&filled.questionnaire, context), &[]);
    Ok(OutgoingCheck { site, findings, questions: filled.questionnaire.questions().count() })
}

impl OutgoingCheck {
    /// Renders the report.
    pub fn render(&self, style: ReportStyle) -> String {
        let fingerprints = shown_fingerprints(&self.findings, self.site.loaded.settings.salt.as_ref());
        let text = style.format.render(&Report {
            findings: &self.findings,
            publish: &PublishVerdict::NotChecked,
            extent: Extent::Part,
            fingerprints: &fingerprints,
            rules: &RULES,
            tool_version: env!("CARGO_PKG_VERSION"),
            today: self.site.today,
            demonstration: self.site.loaded.settings.site.demonstration.as_ref(),
            color: style.color,
            read: Read::Questions(self.questions),
            reported: Some(self.questions),
            claims: None,
            claims_change: None,
            prefix: "",
        });
        self.site.own_secrets.mask(text)
    }

    /// Writes the report to each of `files`.
    ///
    /// # Errors
    /// A file must not be replaced, or cannot be written.
    pub fn write(&self, files: &[ReportFile]) -> Result<(), Failure> {
        check_report_files(&self.site, files)?;
        for ReportFile { format, path } in files {
            let text = self.render(ReportStyle { format: *format, color: Color::Never });
            write(path, text.as_bytes(), Expected::Anything)?;
        }
        Ok(())
    }
}
