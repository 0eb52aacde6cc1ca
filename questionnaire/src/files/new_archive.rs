//! A new archive of parts.

use super::zip_records::CentralRecord;
use super::zip_writer::{NewPart, ZipWriter};
use crate::error::RfpError;

/// Packs parts in their order. They carry the date at which such archives begin, so that the same parts give the same
/// bytes.
///
/// # Errors
/// The archive cannot be written.
pub(super) fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, RfpError> {
    let mut archive = ZipWriter::default();
    for (place, (name, text)) in parts.iter().enumerate() {
        archive.write(NewPart { place, record: CentralRecord::new(name) }, text)?;
    }
    archive.finish(&[])
}
