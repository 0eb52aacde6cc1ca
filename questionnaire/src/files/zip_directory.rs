//! The directory of a ZIP archive (PKWARE APPNOTE 6.3.10, 4.3), and the content of its parts.

use super::zip_records::{CentralRecord, StoredSizes};
use memchr::memmem;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use std::ops::Range;

/// The length of the end record without its comment.
const END_LENGTH: usize = 22;
/// The length of a local header without its name and extra fields.
const LOCAL_LENGTH: usize = 30;

/// The parts of an archive, in the order of its directory.
#[derive(Debug)]
pub(super) struct ZipDirectory<'a> {
    bytes: &'a [u8],
    /// The parts.
    pub(super) parts: Vec<ZipPart>,
    /// Where the directory begins.
    pub(super) start: usize,
    /// How many parts the archive says it has.
    pub(super) declared: usize,
    /// The comment of the archive.
    pub(super) comment: &'a [u8],
}

/// A part of an archive.
#[derive(Debug)]
pub(super) struct ZipPart {
    /// Its record in the directory.
    pub(super) record: CentralRecord,
    /// Its sizes.
    pub(super) sizes: StoredSizes,
    /// Where its local header begins.
    pub(super) start: usize,
    /// Where its content is.
    pub(super) content: Range<usize>,
}

/// Why the content of a part cannot be unpacked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum UnpackError {
    /// It is larger than the limit.
    TooLarge,
    /// It is damaged; a phrase that says how.
    Damaged(String),
}

/// The end of an archive: how many parts there are, and where the directory is.
struct End {
    parts: u64,
    length: u64,
    offset: u64,
    /// Where the record that says so begins.
    at: usize,
}

impl<'a> ZipDirectory<'a> {
    /// Reads the directory of an archive.
    ///
    /// # Errors
    /// A phrase that says what is damaged.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, String> {
        let at = end_record(bytes).ok_or("it has no end record of an archive")?;
        let comment = bytes.get(at + END_LENGTH..).unwrap_or_default();
        let comment = comment.get(..usize::from(two(bytes, at + 20)?)).unwrap_or_default();
        let end = End::read(bytes, at)?;
        // Bytes before the archive, such as a program that unpacks it, are not counted by its offsets.
        let start = (end.at as u64).checked_sub(end.length).ok_or("its directory is cut off")?;
        let before = start.checked_sub(end.offset).ok_or("its directory is not where the end record says")?;
        let mut parts = Vec::new();
        let mut next = number(start)?;
        while parts.len() as u64 != end.parts {
            let record = CentralRecord::read(bytes, next).map_err(|error| error.to_string())?;
            next += record.length();
            parts.push(ZipPart::read(bytes, record, before)?);
        }
        Ok(Self { bytes, parts, start: number(start)?, declared: number(end.parts)?, comment })
    }

    /// Returns the content of a part as it is stored.
    pub(super) fn stored(&self, part: &ZipPart) -> &'a [u8] {
        self.bytes.get(part.content.clone()).unwrap_or_default()
    }

    /// Unpacks a part of at most `limit` bytes.
    ///
    /// # Errors
    /// It is larger, or damaged.
    pub(super) fn unpack(&self, part: &ZipPart, limit: u64) -> Result<Vec<u8>, UnpackError> {
        let damaged = |reason: &str| Err(UnpackError::Damaged(reason.to_owned()));
        let stored = self.stored(part);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let unpacked = match part.sizes.method {
            0 if stored.len() > limit => return Err(UnpackError::TooLarge),
            0 => stored.to_vec(),
            8 => match decompress_to_vec_with_limit(stored, limit) {
                Ok(unpacked) => unpacked,
                Err(error) if error.status == TINFLStatus::HasMoreOutput => return Err(UnpackError::TooLarge),
                Err(_) => return damaged("its content cannot be unpacked"),
            },
            method => return Err(UnpackError::Damaged(format!("the compression method {method} is not supported"))),
        };
        if unpacked.len() != part.sizes.unpacked as usize {
            return damaged("its size is not the one that the directory names");
        }
        if crc32fast::hash(&unpacked) != part.sizes.checksum {
            return damaged("its checksum is wrong");
        }
        Ok(unpacked)
    }
}

impl ZipPart {
    fn read(bytes: &[u8], record: CentralRecord, before: u64) -> Result<Self, String> {
        let (sizes, offset) = record.wide().ok_or("the sizes of a part are missing")?;
        let start = number(before.saturating_add(offset))?;
        if four(bytes, start)? != super::zip_records::LOCAL {
            return Err("a part is not where the directory says".to_owned());
        }
        let [name, extra] = [two(bytes, start + 26)?, two(bytes, start + 28)?].map(usize::from);
        let content = start + LOCAL_LENGTH + name + extra;
        let content = content..content.saturating_add(sizes.packed as usize);
        if bytes.get(content.clone()).is_none() {
            return Err("the content of a part is cut off".to_owned());
        }
        Ok(Self { record, sizes, start, content })
    }
}

impl End {
    fn read(bytes: &[u8], at: usize) -> Result<Self, String> {
        let fields =
            [u64::from(two(bytes, at + 10)?), u64::from(four(bytes, at + 12)?), u64::from(four(bytes, at + 16)?)];
        let [parts, length, offset] = fields;
        let is_wide = parts == u64::from(u16::MAX) || [length, offset].contains(&u64::from(u32::MAX));
        let locator = at
            .checked_sub(20)
            .filter(|locator| bytes.get(*locator..).is_some_and(|rest| rest.starts_with(b"PK\x06\x07")));
        let Some(locator) = locator.filter(|_| is_wide) else { return Ok(Self { parts, length, offset, at }) };
        // The record of 64 bits (4.3.14) is directly before its locator, unless something was put before the archive.
        let at = memmem::rfind(bytes.get(..locator).unwrap_or_default(), b"PK\x06\x06")
            .ok_or("its end record is damaged")?;
        Ok(Self { parts: eight(bytes, at + 32)?, length: eight(bytes, at + 40)?, offset: eight(bytes, at + 48)?, at })
    }
}

/// Returns where the end record begins: the last one whose comment is inside the file.
fn end_record(bytes: &[u8]) -> Option<usize> {
    let earliest = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let tail = bytes.get(earliest..)?;
    memmem::rfind_iter(tail, b"PK\x05\x06")
        .map(|at| earliest + at)
        .find(|at| two(bytes, at + 20).is_ok_and(|comment| at + END_LENGTH + usize::from(comment) <= bytes.len()))
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], String> {
    let field = bytes.get(at..at.saturating_add(N)).and_then(|field| field.try_into().ok());
    field.ok_or_else(|| "it is cut off".to_owned())
}

fn two(bytes: &[u8], at: usize) -> Result<u16, String> {
    field(bytes, at).map(u16::from_le_bytes)
}

fn four(bytes: &[u8], at: usize) -> Result<u32, String> {
    field(bytes, at).map(u32::from_le_bytes)
}

fn eight(bytes: &[u8], at: usize) -> Result<u64, String> {
    field(bytes, at).map(u64::from_le_bytes)
}

fn number(value: u64) -> Result<usize, String> {
    usize::try_from(value).map_err(|_| "it is larger than this system can read".to_owned())
}
