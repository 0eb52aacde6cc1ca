//! One hash over everything that a result is made from, so that a result can be used again.

use super::baseline;
use super::environment::Session;
use super::failure::Failure;
use crate::git;
use crate::inputs::fingerprint;

/// Returns a hash over everything that a command reads for the day of `session`: files, commit, this program, and its own `facts`,
/// such as its options. `None` if the program is not known.
///
/// # Errors
/// A folder that exists cannot be listed, or settings that exist cannot be read.
pub(super) fn inputs_key(session: &Session<'_>, facts: &[&str]) -> Result<Option<String>, Failure> {
    let Some(program) = &session.environment.program else { return Ok(None) };
    let token = session.environment.notion_token.as_ref();
    let of_session = [
        program.clone(),
        session.folder.display().to_string(),
        format!("{} {:?}", session.today, session.pinned),
        format!("{:?}", git::head(session.folder)),
        token.map_or(String::new(), |token| blake3::hash(token.as_bytes()).to_hex().to_string()),
    ];
    let all: Vec<&str> = of_session.iter().map(String::as_str).chain(facts.iter().copied()).collect();
    Ok(Some(fingerprint(&session.files(), &[baseline::FILE])?.with(&all).hex()))
}
