//! `fieldbook check`: every finding of a site, and the fixes that are certain.

use super::amounts::{Amounts, with_exposure};
use super::check_options::{CheckOptions, CheckSource};
use super::check_plan::CheckPlan;
use super::checked::Checked;
use super::environment::Session;
use super::failure::Failure;
use super::fix::{FixedSite, fix_all};
use super::prepare::prepare;
use super::staged::prepare_staged;

/// Checks a site; `None` if the index is to be checked and no file of the site is staged.
///
/// # Errors
/// An option names what does not exist, or the site cannot be read.
pub fn check(session: &Session<'_>, options: &CheckOptions) -> Result<Option<Checked>, Failure> {
    let (site, paths) = match options.source {
        CheckSource::Folder => (prepare(session, &options.scope)?, options.paths.clone()),
        CheckSource::Index => {
            let staged = prepare_staged(session, options)?;
            let Some(paths) = staged.paths else { return Ok(None) };
            (staged.site, paths)
        }
    };
    let plan = CheckPlan::new(session, &site, options, paths)?;
    Ok(Some(exposed(plan.check(site)?, options)))
}

/// Makes every certain fix of a site in memory; nothing is written.
///
/// # Errors
/// An option names what does not exist, or the site cannot be read.
pub fn fix(session: &Session<'_>, options: &CheckOptions) -> Result<FixedSite, Failure> {
    let site = prepare(session, &options.scope)?;
    let plan = CheckPlan::new(session, &site, options, options.paths.clone())?;
    let FixedSite { checked, count, files } = fix_all(site, &plan)?;
    Ok(FixedSite { checked: exposed(checked, options), count, files })
}

fn exposed(checked: Checked, options: &CheckOptions) -> Checked {
    let amounts = if options.amounts { Amounts::Shown } else { Amounts::Hidden };
    let findings = with_exposure(checked.findings, &checked.site, amounts);
    Checked { findings, ..checked }
}
