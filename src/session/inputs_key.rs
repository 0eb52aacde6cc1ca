//! One hash over everything that a result is made from, so that a result can be used again.

use super::baseline;
use super::environment::Session;
use super::failure::Failure;
use super::kept_hashes;
use super::origins::own_repositories;
use crate::git;
use crate::inputs::{fingerprint, read_site_settings};

/// Returns a hash over everything that a command reads for the day of `session`: files, commit, this program, and its own `facts`,
/// such as its options. `None` if the program is not known.
///
/// # Errors
/// A folder that exists cannot be listed, or settings that exist cannot be read.
pub(super) fn inputs_key(session: &Session<'_>, facts: &[&str]) -> Result<Option<String>, Failure> {
    inputs_key_with(session, facts, &[baseline::FILE.to_owned()])
}

/// Returns the same hash, in which the files at the paths `beside` take the place of the baseline.
///
/// # Errors
/// As for [`inputs_key`].
pub(super) fn inputs_key_with(
    session: &Session<'_>,
    facts: &[&str],
    beside: &[String],
) -> Result<Option<String>, Failure> {
    let Some(program) = &session.environment.program else { return Ok(None) };
    let token = session.environment.notion_token.as_ref();
    let files = session.files();
    // What is wrong with the settings is reported when the site is read.
    let (settings, _) = read_site_settings(&files)?;
    // Roots that are repositories of their own have commits of their own.
    let own = own_repositories(session.folder, &settings);
    let heads: Vec<_> = own.iter().map(|root| (root, git::head(&session.folder.join(root)))).collect();
    let of_session = [
        program.clone(),
        session.folder.display().to_string(),
        format!("{} {:?}", session.today, session.pinned),
        format!("{:?} {heads:?}", git::head(session.folder)),
        token.map_or(String::new(), |token| blake3::hash(token.as_bytes()).to_hex().to_string()),
    ];
    let all: Vec<&str> = of_session.iter().map(String::as_str).chain(facts.iter().copied()).collect();
    let known = kept_hashes::recall(session);
    let key = fingerprint(&files, beside, &known)?.with(&all).hex();
    kept_hashes::keep(session, &known);
    Ok(Some(key))
}
