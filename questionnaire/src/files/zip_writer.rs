//! Writes a ZIP archive: parts of another archive byte for byte, and new ones.

use super::zip_records::{CentralRecord, EndRecord, StoredSizes};
use crate::error::RfpError;
use miniz_oxide::deflate::compress_to_vec;
use std::collections::BTreeMap;

/// How hard content is compressed, of 10: what most packers use.
const LEVEL: u8 = 6;

/// The record of a part, and its place in the directory.
#[derive(Debug)]
pub(super) struct NewPart {
    pub(super) place: usize,
    pub(super) record: CentralRecord,
}

/// An archive that is being written.
#[derive(Debug, Default)]
pub(super) struct ZipWriter {
    archive: Vec<u8>,
    /// The records by their place in the directory.
    records: BTreeMap<usize, CentralRecord>,
}

impl ZipWriter {
    /// Copies what is before the first part of an archive.
    pub(super) fn begin(&mut self, bytes: &[u8]) {
        self.archive.extend(bytes);
    }

    /// Copies a part of another archive: `stored` is its local header, its content, and what follows up to the next part.
    ///
    /// # Errors
    /// The archive is larger than 4 GiB.
    pub(super) fn copy(&mut self, part: NewPart, sizes: StoredSizes, stored: &[u8]) -> Result<(), RfpError> {
        let offset = self.offset()?;
        self.archive.extend(stored);
        self.records.insert(part.place, part.record.placed(sizes, offset));
        Ok(())
    }

    /// Writes a part with the content `text`, compressed unless its record says that it is stored as it is.
    ///
    /// # Errors
    /// The archive is larger than 4 GiB.
    pub(super) fn write(&mut self, part: NewPart, text: &str) -> Result<(), RfpError> {
        let NewPart { place, record } = part;
        let offset = self.offset()?;
        let is_stored = record.sizes.method == 0;
        let packed = if is_stored { text.as_bytes().to_vec() } else { compress_to_vec(text.as_bytes(), LEVEL) };
        let sizes = StoredSizes {
            method: if is_stored { 0 } else { 8 },
            checksum: crc32fast::hash(text.as_bytes()),
            packed: small(packed.len())?,
            unpacked: small(text.len())?,
        };
        let record = record.with_new_content(sizes).placed(sizes, offset);
        record.write_local(&mut self.archive);
        self.archive.extend(&packed);
        self.records.insert(place, record);
        Ok(())
    }

    fn offset(&self) -> Result<u32, RfpError> {
        small(self.archive.len())
    }

    /// Returns the archive with its directory and `comment`.
    ///
    /// # Errors
    /// It is larger than 4 GiB, or has more than 65,535 parts.
    pub(super) fn finish(mut self, comment: &[u8]) -> Result<Vec<u8>, RfpError> {
        let mut directory = Vec::new();
        self.records.values().for_each(|record| record.write_central(&mut directory));
        let end = EndRecord {
            parts: u16::try_from(self.records.len()).map_err(|_| too_large())?,
            directory: small(directory.len())?,
            offset: self.offset()?,
            comment,
        };
        self.archive.append(&mut directory);
        end.write(&mut self.archive);
        Ok(self.archive)
    }
}

fn small(length: usize) -> Result<u32, RfpError> {
    u32::try_from(length).map_err(|_| too_large())
}

fn too_large() -> RfpError {
    RfpError::refused("the file would be larger than 4 GiB or have more than 65,535 parts")
}
