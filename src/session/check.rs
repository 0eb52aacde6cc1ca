//! `fieldbook check`: every finding of a site, and the fixes that are certain.

use super::amounts::{Amounts, with_exposure};
use super::check_options::{CacheUse, CheckOptions, CheckSource};
use super::check_plan::{CheckPlan, Reported};
use super::checked::Checked;
use super::environment::Session;
use super::failure::Failure;
use super::fix::{FixedSite, fix_all};
use super::kept_artefacts;
use super::kept_clean_texts;
use super::prepare::{PreparedSite, SiteReader, prepare_again, prepare_for, prepare_for_credentials};
use super::staged::prepare_staged;
use crate::finding::Family;
use crate::git;
use crate::rules::Selection;

/// Checks a site; `None` if the index is to be checked and no file of the site is staged.
///
/// # Errors
/// An option names what does not exist, or the site cannot be read.
pub fn check(session: &Session<'_>, options: &CheckOptions) -> Result<Option<Checked>, Failure> {
    let (site, reported) = match options.source {
        CheckSource::Folder => (prepare_folder(session, options)?, in_folder(session, options)),
        CheckSource::Index => {
            let staged = prepare_staged(session, options)?;
            let Some(reported) = staged.reported else { return Ok(None) };
            (staged.site, reported)
        }
    };
    let plan = CheckPlan::new(session, &site, options, reported)?;
    let checked = plan.check(site)?;
    kept_clean_texts::keep(session);
    kept_artefacts::keep(session, &checked.site.loaded.artefacts);
    Ok(Some(exposed(checked, options)))
}

/// Reads the site in its folder, and parses no more of it than the rules need.
fn prepare_folder(session: &Session<'_>, options: &CheckOptions) -> Result<PreparedSite, Failure> {
    let selection = Selection::of(&options.rules).map_err(Failure)?;
    // A comparison follows entries from one version to the other.
    if selection.is_only(Family::Secrets) && options.since.is_none() {
        prepare_for_credentials(session, &options.scope, &selection)
    } else if options.cache == CacheUse::Ignored {
        prepare_again(session, &options.scope, &mut SiteReader::new(&selection))
    } else {
        prepare_for(session, &options.scope, &selection)
    }
}

/// Makes every certain fix of a site in memory; nothing is written.
///
/// # Errors
/// An option names what does not exist, or the site cannot be read.
pub fn fix(session: &Session<'_>, options: &CheckOptions) -> Result<FixedSite, Failure> {
    let site = prepare_for(session, &options.scope, &Selection::of(&options.rules).map_err(Failure)?)?;
    let plan = CheckPlan::new(session, &site, options, in_folder(session, options))?;
    let FixedSite { checked, count, files } = fix_all(site, &plan)?;
    Ok(FixedSite { checked: exposed(checked, options), count, files })
}

/// Returns the files that a check of the folder reports on.
fn in_folder(session: &Session<'_>, options: &CheckOptions) -> Reported {
    Reported { paths: options.paths.clone(), committed: git::tracked_files(session.folder) }
}

fn exposed(checked: Checked, options: &CheckOptions) -> Checked {
    if checked.site.loaded.searched.is_some() {
        // Which opportunities an entry affects is not known from a part of the library.
        return checked;
    }
    let amounts = if options.amounts { Amounts::Shown } else { Amounts::Hidden };
    let findings = with_exposure(checked.findings, &checked.site, amounts);
    Checked { findings, ..checked }
}
