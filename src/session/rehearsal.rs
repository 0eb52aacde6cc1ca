//! The site made and thrown away: what only rendering and the final sweep show, for a check.

use super::environment::Session;
use super::failure::Failure;
use super::final_sweep::FinalSweep;
use super::prepare::PreparedSite;
use super::site_files::{Medium, make_site};
use super::site_request::{GitFacts, compile_theme, site_request};
use crate::publish::File;
use crate::settled::{SettledFinding, settle_findings};

/// Returns what a build of `site`, in which a check found `findings`, would find while it makes the files. Nothing is made
/// where that can find nothing: with the theme of this program, and if nothing is hidden from the readers.
///
/// # Errors
/// The sweep does not find what it plants itself, or the machine does not let an attachment be read.
pub(super) fn found_by_making(
    session: &Session<'_>,
    site: &PreparedSite,
    findings: &[SettledFinding],
) -> Result<Vec<SettledFinding>, Failure> {
    let (visible, hidden) = site.loaded.visible_to(&site.scope, findings);
    let sweep = FinalSweep::new(session, &visible, &hidden)?;
    if site.loaded.theme.is_empty() && sweep.is_empty() {
        return Ok(Vec::new());
    }
    let theme = compile_theme(site, Medium::Server)?;
    let git = GitFacts::of(site);
    let trend = git.trend(site, &visible);
    let request = site_request(site, &visible, &theme, Medium::Server, &git, trend.as_ref());
    let faults = make_site(&site.loaded, &request, &|file: File| sweep.search(&file))?;
    Ok(settle_findings(faults, &[]).into_iter().chain(sweep.leaks()).collect())
}
