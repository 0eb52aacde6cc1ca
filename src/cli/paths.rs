//! Paths of the command line, relative to the site's folder.

use crate::session::Failure;
use std::path::{Component, Path, PathBuf};

/// Returns `paths` relative to the site's folder, with `/` between their parts. They are looked up there, then in the
/// current folder.
///
/// # Errors
/// One of them is in neither place, or outside of the site.
pub(super) fn from_site(folder: &Path, paths: &[String]) -> Result<Vec<String>, Failure> {
    paths.iter().map(|path| find(folder, path)).collect()
}

fn find(folder: &Path, path: &str) -> Result<String, Failure> {
    let missing = || Failure(format!("{path} does not exist below {}", folder.display()));
    let outside = || Failure(format!("{path} is not below {}", folder.display()));
    let candidates = [folder.join(path), PathBuf::from(path)];
    let found = candidates.iter().find(|candidate| candidate.exists()).ok_or_else(missing)?;
    // Links are resolved in the folders only: a link among the content is a file of its own.
    let whole = |path: &Path| match (path.parent().filter(|parent| !parent.as_os_str().is_empty()), path.file_name()) {
        (parent, Some(name)) => parent.unwrap_or(Path::new(".")).canonicalize().map(|parent| parent.join(name)),
        _ => path.canonicalize(),
    };
    let (base, found) = (folder.canonicalize(), whole(found));
    let (Ok(base), Ok(found)) = (base, found) else { return Err(missing()) };
    let inside = found.strip_prefix(&base).map_err(|_| outside())?;
    let parts = inside.components().filter(|part| matches!(part, Component::Normal(_)));
    Ok(parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}
