//! Names of files beside a questionnaire.

use std::path::{Path, PathBuf};

/// Returns the path beside `path` whose name has `suffix` before its ending.
pub(super) fn beside(path: &Path, suffix: &str, ending: Option<&str>) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let own = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let name = match ending.map(str::to_owned).or(own) {
        Some(ending) => format!("{stem}{suffix}.{ending}"),
        None => format!("{stem}{suffix}"),
    };
    path.with_file_name(name)
}
