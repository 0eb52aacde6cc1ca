//! Whether the published site is already the one that a build would write.

use super::baseline;
use super::build_options::BuildOptions;
use super::environment::Session;
use super::failure::Failure;
use crate::git;
use crate::inputs::fingerprint;

/// Returns a hash over everything that a build is made from: files, options, day, commit, and this program. `None` if
/// the build has to write reports, which only a whole run can.
pub(super) fn key(session: &Session<'_>, options: &BuildOptions) -> Result<Option<String>, Failure> {
    let token = session.environment.notion_token.as_ref();
    if !options.reports.is_empty() {
        return Ok(None);
    }
    let Some(program) = &session.environment.program else { return Ok(None) };
    let facts = [
        program.clone(),
        session.folder.display().to_string(),
        format!("{} {:?}", session.today, session.pinned),
        format!("{options:?}"),
        format!("{:?}", git::head(session.folder)),
        token.map_or(String::new(), |token| blake3::hash(token.as_bytes()).to_hex().to_string()),
    ];
    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    Ok(Some(fingerprint(&session.files(), &[baseline::FILE])?.with(&facts).hex()))
}
