//! A new archive of parts.

use crate::error::RfpError;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Packs parts in their order. They carry the date at which such archives begin, so that the same parts give the same
/// bytes.
///
/// # Errors
/// The archive cannot be written.
pub(super) fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, RfpError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let failed = |error: &dyn std::fmt::Display| RfpError::refused(format!("packing {name}: {error}"));
        archive.start_file(*name, SimpleFileOptions::default()).map_err(|error| failed(&error))?;
        archive.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    }
    let packed = archive.finish().map_err(|error| RfpError::refused(format!("packing the file: {error}")))?;
    Ok(packed.into_inner())
}
