//! Which folder is the site's.

use crate::session::Failure;
use std::path::{Path, PathBuf};

/// Returns the folder that was given, else the nearest one above the current folder with a `site.toml`, else the
/// current folder.
///
/// # Errors
/// The folder that was given does not exist.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the current folder")]
pub(super) fn site_folder(given: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    if let Some(folder) = given {
        return if folder.is_dir() {
            Ok(folder.clone())
        } else {
            Err(Failure(format!("{} is not a directory; --site must be the folder of a site.toml", folder.display())))
        };
    }
    let current =
        std::env::current_dir().map_err(|cause| Failure(format!("cannot read the current directory: {cause}")))?;
    let above = current.ancestors().find(|folder| folder.join("site.toml").symlink_metadata().is_ok());
    Ok(above.map_or_else(|| current.clone(), Path::to_owned))
}
