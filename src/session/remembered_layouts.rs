//! The layouts of questionnaires that a site remembers.

use super::failure::Failure;
use crate::inputs::read_file;
use crate::user_files::{Expected, write};
use fieldbook_questionnaire::files::grid::Grid;
use fieldbook_questionnaire::layout::mapping::Mapping;
use fieldbook_questionnaire::layout::remembered::{RememberedLayouts, SCHEMA};
use std::path::{Path, PathBuf};

/// Where a site keeps them, below its folder.
pub const LAYOUTS: &str = "questionnaires/layouts.json";

/// The largest file of layouts, in bytes.
const LIMIT: u64 = 16 << 20;

/// Reads the layouts of the site in `folder`; none if it has no file of them.
///
/// # Errors
/// The file cannot be read, or is not a file of layouts.
pub(super) fn read_layouts(folder: &Path) -> Result<(RememberedLayouts, Option<Vec<u8>>), Failure> {
    let path = folder.join(LAYOUTS);
    if path.symlink_metadata().is_err() {
        return Ok((RememberedLayouts::default(), None));
    }
    let bytes = read_file(&path, LIMIT)?;
    let layouts: RememberedLayouts =
        serde_json::from_slice(&bytes).map_err(|error| Failure(format!("{}: {error}", path.display())))?;
    if layouts.schema != SCHEMA {
        return Err(Failure(format!("{}: `schema` is {:?}, not {SCHEMA:?}", path.display(), layouts.schema)));
    }
    Ok((layouts, Some(bytes)))
}

/// Adds the layout of a questionnaire with these sheets to those of the site in `folder`, and returns the path of the file.
///
/// # Errors
/// Something in the layout is undecided, nothing identifies it, or the file cannot be written.
pub fn remember_layout(folder: &Path, sheets: &[Grid], mapping: Mapping) -> Result<PathBuf, Failure> {
    let (mut layouts, old) = read_layouts(folder)?;
    layouts.remember(sheets, mapping)?;
    let text = format!("{}\n", serde_json::to_string_pretty(&layouts)?);
    let path = folder.join(LAYOUTS);
    write(&path, text.as_bytes(), old.as_deref().map_or(Expected::Nothing, Expected::Content))?;
    Ok(path)
}
