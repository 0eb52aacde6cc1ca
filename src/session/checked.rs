//! A site with its findings.

use super::prepare::PreparedSite;
use super::reports::ReportContent;
use crate::freshness::ClaimsChange;
use crate::report::Extent;
use crate::settled::{PublishVerdict, SettledFinding};

/// A checked site.
pub struct Checked {
    /// The site.
    pub site: PreparedSite,
    /// The findings that are reported, sorted.
    pub findings: Vec<SettledFinding>,
    /// Whether the site may be published.
    pub publish: PublishVerdict,
    /// How much of the site the findings are about.
    pub extent: Extent,
    /// Of how many entries, or files if only files were searched, findings are reported; `None` if it is about commits.
    pub reported: Option<usize>,
    /// What the change that was checked did to the number of claims; `None` for a check of the whole site.
    pub claims_change: Option<ClaimsChange>,
}

impl Checked {
    /// Returns what a report of the check is made of.
    pub fn content(&self) -> ReportContent<'_> {
        let Self { site, findings, publish, extent, reported, claims_change } = self;
        ReportContent { site, findings, publish, extent: *extent, reported: *reported, claims_change: *claims_change }
    }
}
