//! A site with its findings.

use super::prepare::PreparedSite;
use crate::settled::{PublishVerdict, SettledFinding};

/// A checked site.
pub struct Checked {
    /// The site.
    pub site: PreparedSite,
    /// The findings that are reported, sorted.
    pub findings: Vec<SettledFinding>,
    /// Whether the site may be published.
    pub publish: PublishVerdict,
}
