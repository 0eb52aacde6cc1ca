//! Manifests of filled questionnaires, as they are read again.

use super::failure::Failure;
use crate::inputs::read_file;
use crate::rfp::response::manifest::{Manifest, SCHEMA};
use std::path::Path;

/// The largest manifest that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// Reads a manifest.
///
/// # Errors
/// The file cannot be read, or is not a manifest of this version.
pub fn read_manifest(path: &Path) -> Result<Manifest, Failure> {
    let bytes = read_file(path, LIMIT)?;
    let refused = |why: String| Failure(format!("{}: {why}", path.display()));
    let manifest: Manifest = serde_json::from_slice(&bytes)
        .map_err(|error| refused(format!("not a manifest of `fieldbook rfp fill`: {error}")))?;
    if manifest.schema != SCHEMA {
        return Err(refused(format!("the schema is {:?}, not {SCHEMA:?}", manifest.schema)));
    }
    Ok(manifest)
}
