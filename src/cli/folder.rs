//! Which folder is the site's.

use super::Failure;
use std::path::{Path, PathBuf};

/// Returns the folder that was asked for, else the nearest one above the current folder with a `site.toml`, else the
/// current folder.
///
/// # Errors
/// The folder that was asked for does not exist.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the current folder")]
pub(crate) fn site_folder(asked: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    if let Some(folder) = asked {
        return if folder.is_dir() {
            Ok(folder.clone())
        } else {
            Err(Failure(format!("{} is no folder; --site names the folder of a site.toml", folder.display())))
        };
    }
    let current =
        std::env::current_dir().map_err(|cause| Failure(format!("cannot tell the current folder: {cause}")))?;
    let above = current.ancestors().find(|folder| folder.join("site.toml").is_file());
    Ok(above.map_or_else(|| current.clone(), Path::to_owned))
}
