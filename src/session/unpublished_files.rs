//! The files that Git keeps beside those of which a site is made: searched for credentials, never published.

use super::failure::Failure;
use super::pipeline::Loaded;
use crate::finding::{Family, Finding};
use crate::inputs::{Files, ReadFault};
use crate::rules::{Selection, secrets};
use crate::values::UNREADABLE_FILE;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The largest file that is searched, in bytes.
const LARGEST: u64 = 64 << 20;

/// Finds the credentials in those of the `tracked` files of `files` that `loaded` has not read; nothing if no rule of
/// `selection` is about credentials.
///
/// # Errors
/// The source of the files stopped working.
pub(super) fn credentials_beside(
    files: &dyn Files,
    loaded: &Loaded,
    tracked: &[String],
    selection: &Selection,
) -> Result<Vec<Finding>, Failure> {
    if !selection.includes(Family::Secrets) {
        return Ok(Vec::new());
    }
    let published = read_paths(loaded);
    let beside: Vec<&String> = tracked.iter().filter(|path| !published.contains(path.as_str())).collect();
    let searched: Vec<Result<Vec<Finding>, Failure>> = beside.into_par_iter().map(|path| search(files, path)).collect();
    let found: Result<Vec<Vec<Finding>>, Failure> = searched.into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

/// Returns the paths of the files that were read for the site; those are searched where they are read.
fn read_paths(loaded: &Loaded) -> BTreeSet<String> {
    let sources = loaded.sources.iter().map(|source| source.path().to_owned());
    let theme = &loaded.settings.site.theme.value;
    let theme = loaded.theme.keys().map(|path| format!("themes/{theme}/{path}"));
    // A file of the content that is not readable as a page is searched where reading it fails.
    let is_unread = |finding: &&Finding| finding.rule == &UNREADABLE_FILE;
    let unread = loaded.findings.iter().filter(is_unread).map(|finding| finding.place.file.path().to_owned());
    let clean = loaded.searched.iter().flat_map(|searched| searched.clean.iter().cloned());
    let opportunities = loaded.settings.opportunities.path().map(str::to_owned);
    sources.chain(loaded.assets.keys().cloned()).chain(theme).chain(unread).chain(clean).chain(opportunities).collect()
}

fn search(files: &dyn Files, path: &str) -> Result<Vec<Finding>, Failure> {
    match files.read(path, LARGEST) {
        Ok(bytes) => Ok(secrets::check_unpublished(path, &bytes)),
        Err(ReadFault::Stopped(error)) => Err(error.into()),
        Err(ReadFault::TooLarge { bytes }) => Ok(vec![secrets::unsearched_unpublished(
            path,
            &format!("this file was not searched for credentials: it has {bytes} bytes; the limit is {LARGEST}"),
        )]),
        Err(ReadFault::Unreadable(cause)) => Ok(vec![secrets::unsearched_unpublished(
            path,
            &format!("this file was not searched for credentials: it cannot be read: {cause}"),
        )]),
        // Git tracks it, and it is not in this folder, or is a link or a submodule.
        Err(ReadFault::Missing | ReadFault::NotRegular) => Ok(Vec::new()),
    }
}
