//! Whether the site that stands is already the one that is asked for.

use super::baseline;
use super::opportunities::TOKEN;
use crate::cli::arguments::BuildArguments;
use crate::cli::{Failure, day, folder};
use crate::git;
use crate::inputs::{DiskFiles, fingerprint};
use std::path::{Path, PathBuf};

/// Returns a hash over everything that a build is made from: files, arguments, day, commit, and this program. `None`
/// where the build has to ask somebody, or to report what only a whole run knows.
pub(crate) fn key(site: Option<&PathBuf>, arguments: &BuildArguments) -> Result<Option<String>, Failure> {
    let token = day::variable(TOKEN);
    if !arguments.reports.is_empty() || token.is_some() && !arguments.scope.offline {
        return Ok(None);
    }
    let Some(program) = program() else { return Ok(None) };
    let folder = folder::site_folder(site)?;
    let today = day::today(arguments.scope.today)?;
    let facts = [
        env!("CARGO_PKG_VERSION").to_owned(),
        program,
        folder.display().to_string(),
        today.to_string(),
        format!("{:?}", BuildArguments { timings: false, ..arguments.clone() }),
        format!("{:?}", git::head(&folder)),
        token.map_or(String::new(), |token| blake3::hash(token.as_bytes()).to_hex().to_string()),
    ];
    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    Ok(Some(fingerprint(&DiskFiles::new(&folder), &[baseline::FILE])?.with(&facts).hex()))
}

/// Tells this program from one that was built later.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the environment")]
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let seen = std::fs::metadata(Path::new(&path)).ok()?;
    Some(format!("{} {} {:?}", path.display(), seen.len(), seen.modified().ok()?))
}
