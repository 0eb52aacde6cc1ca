//! Whether the published site is already the one that a build would write.

use super::build_options::BuildOptions;
use super::environment::Session;
use super::failure::Failure;
use super::inputs_key::inputs_key;

/// Returns a hash over everything that a build is made from: files, options, day, commit, and this program. `None` if
/// the build has to write reports, which only a whole run can.
pub(super) fn key(session: &Session<'_>, options: &BuildOptions) -> Result<Option<String>, Failure> {
    if options.reports.is_empty() { inputs_key(session, &["build", &format!("{options:?}")]) } else { Ok(None) }
}
