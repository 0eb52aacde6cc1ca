//! The package around a workbook: opened with limits, and written again with single parts replaced.
//!
//! A workbook is a ZIP archive of parts (ECMA-376 part 2). Everything that makes reading one dangerous is settled
//! here, before a parser sees a byte: size, ratio, names, encryption, document types. Knows nothing of sheets.

use crate::error::RfpError;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The most bytes all parts together may unpack to: 256 MiB.
pub const MAX_UNPACKED: u64 = 256 << 20;
/// The most a part may grow when unpacked, as a factor.
pub const MAX_RATIO: u64 = 100;
/// The most parts an archive may have.
pub const MAX_PARTS: usize = 10_000;
/// Parts below this unpacked size, in bytes, may have any ratio: a sheet of empty rows packs better than 100:1.
const RATIO_FLOOR: u64 = 1 << 20;

/// The first bytes of a compound file (MS-CFB 2.2): old `.xls`, or an encrypted workbook.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A workbook's archive whose parts have all been unpacked once within the limits.
#[derive(Debug)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    /// Part names in the archive's order.
    names: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens an archive and checks every part.
    ///
    /// # Errors
    ///
    /// Not an archive, truncated, an old or encrypted workbook, a part that is encrypted, is outside the archive
    /// by its name, shares a name, unpacks past the limits, is damaged, or declares a document type.
    pub fn open(bytes: &'a [u8]) -> Result<Self, RfpError> {
        if bytes.starts_with(&COMPOUND) {
            return Err(RfpError::refused(compound_reason(bytes)));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
        check_count(bytes, zip.len())?;
        let mut names = Vec::new();
        let mut unpacked = 0;
        for index in 0..zip.len() {
            let name = check_part(&mut zip, index, &mut unpacked)?;
            names.push(name);
        }
        let archive = Self { bytes, names };
        archive.check_kind()?;
        Ok(archive)
    }

    /// Returns the archive's own bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Returns the names of all parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Returns the name under which a part is stored; names differ from what others call them only by case.
    pub fn find(&self, name: &str) -> Option<&str> {
        let name = name.trim_start_matches('/');
        self.names.iter().map(String::as_str).find(|stored| stored.eq_ignore_ascii_case(name))
    }

    /// Reads a part as text, with its byte-order mark if it has one.
    ///
    /// # Errors
    ///
    /// There is no such part, or it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<String, RfpError> {
        let stored = self.find(name).ok_or_else(|| RfpError::refused(format!("the workbook has no part {name}")))?;
        let mut zip = ZipArchive::new(Cursor::new(self.bytes)).map_err(|error| damaged(&error.to_string()))?;
        let mut part = zip.by_name(stored).map_err(|error| damaged(&error.to_string()))?;
        let mut bytes = Vec::new();
        part.by_ref().take(MAX_UNPACKED).read_to_end(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
        String::from_utf8(bytes)
            .map_err(|_| RfpError::refused(format!("part {name} of the workbook is not UTF-8: save it again in Excel")))
    }

    /// Refuses files of `OpenDocument`, which have a part that says what they are (ODF 1.3 part 2, 3.3).
    fn check_kind(&self) -> Result<(), RfpError> {
        let kind = if self.find("mimetype").is_some() { self.text("mimetype")? } else { String::new() };
        if !kind.starts_with("application/vnd.oasis.opendocument") {
            return Ok(());
        }
        let (kind, other) = if kind.contains("opendocument.text") { (".odt", ".docx") } else { (".ods", ".xlsx") };
        Err(RfpError::refused(format!(
            "this is an OpenDocument file ({kind}): save it as {other} in LibreOffice, fill that, and save the result as {kind} again"
        )))
    }

    /// Writes the archive again with some parts replaced; all others keep their compressed bytes, order and dates.
    ///
    /// # Errors
    ///
    /// A part could not be copied; none that [`Archive::open`] would not have met.
    pub fn replace(&self, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, RfpError> {
        let copy_error = |error: zip::result::ZipError| RfpError::refused(format!("copying the workbook: {error}"));
        let mut zip = ZipArchive::new(Cursor::new(self.bytes)).map_err(copy_error)?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        writer.set_raw_comment(zip.comment().into()).map_err(copy_error)?;
        for (index, name) in self.names.iter().enumerate() {
            let part = zip.by_index_raw(index).map_err(copy_error)?;
            let Some(text) = parts.get(name) else {
                writer.raw_copy_file(part).map_err(copy_error)?;
                continue;
            };
            let packed = if part.compression() == CompressionMethod::Stored {
                part.compression()
            } else {
                CompressionMethod::Deflated
            };
            let options: SimpleFileOptions = part.options().compression_method(packed);
            drop(part);
            writer.start_file(name.as_str(), options).map_err(copy_error)?;
            writer.write_all(text.as_bytes()).map_err(|error| copy_error(error.into()))?;
        }
        Ok(writer.finish().map_err(copy_error)?.into_inner())
    }
}

/// Names the parts by which two archives differ, compared as they are compressed: name, order, date, method and content.
/// Both must have the same parts; a part that one of them lacks is named too.
///
/// # Errors
///
/// One of them is not a readable archive.
pub fn changed_parts(before: &[u8], after: &[u8]) -> Result<Vec<String>, RfpError> {
    let (before, after) = (stored_parts(before)?, stored_parts(after)?);
    let mut changed: Vec<String> = before
        .iter()
        .zip(&after)
        .filter(|(before, after)| before != after)
        .map(|(before, _)| before.name.clone())
        .collect();
    let common = before.len().min(after.len());
    changed.extend(
        [&before, &after].into_iter().flat_map(|parts| parts.iter().skip(common)).map(|part| part.name.clone()),
    );
    Ok(changed)
}

/// A part as it is stored.
#[derive(PartialEq)]
struct StoredPart {
    name: String,
    modified: Option<zip::DateTime>,
    method: CompressionMethod,
    mode: Option<u32>,
    content: Vec<u8>,
}

fn stored_parts(bytes: &[u8]) -> Result<Vec<StoredPart>, RfpError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let mut parts = Vec::new();
    for index in 0..zip.len() {
        let mut raw = zip.by_index_raw(index).map_err(|error| damaged(&error.to_string()))?;
        let mut content = Vec::new();
        raw.by_ref().take(MAX_UNPACKED).read_to_end(&mut content).map_err(|error| damaged(&error.to_string()))?;
        parts.push(StoredPart {
            name: String::from_utf8_lossy(raw.name_raw()).into_owned(),
            modified: raw.last_modified(),
            method: raw.compression(),
            mode: raw.unix_mode(),
            content,
        });
    }
    Ok(parts)
}

/// Says what a compound file is.
fn compound_reason(bytes: &[u8]) -> &'static str {
    if has_stream(bytes, "EncryptedPackage") {
        "the workbook is encrypted: open it with its password, save it without one, and try again"
    } else if has_stream(bytes, "WordDocument") {
        "this is a document in the old .doc format: save it as .docx in Word or LibreOffice, and try again"
    } else {
        "this is a workbook in the old .xls format: save it as .xlsx in Excel or LibreOffice, and try again"
    }
}

/// Returns whether a compound file has a stream. Streams are named in UTF-16 (MS-CFB 2.6.1; MS-OFFCRYPTO 1.3.3).
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &name).is_some()
}

fn damaged(reason: &str) -> RfpError {
    RfpError::refused(format!("the file is not a readable workbook or document (truncated or damaged): {reason}"))
}

/// Compares the count in the end record with the parts found: the library drops parts that share a name.
fn check_count(bytes: &[u8], found: usize) -> Result<(), RfpError> {
    if found > MAX_PARTS {
        return Err(RfpError::refused(format!("the workbook has {found} parts; at most {MAX_PARTS} are read")));
    }
    let end = memmem::rfind(bytes, b"PK\x05\x06");
    let count = end.and_then(|end| bytes.get(end + 10..end + 12)).and_then(|count| count.try_into().ok());
    let declared = count.map_or(0, u16::from_le_bytes);
    // 0xFFFF announces a ZIP64 record, which the library has read.
    if declared != u16::MAX && usize::from(declared) != found {
        return Err(RfpError::refused(format!(
            "the workbook lists {declared} parts, of which {found} have a name of their own"
        )));
    }
    Ok(())
}

/// Checks one part's name and flags, unpacks it within the limits, and returns its name.
fn check_part(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, unpacked: &mut u64) -> Result<String, RfpError> {
    let raw = zip.by_index_raw(index).map_err(|error| damaged(&error.to_string()))?;
    let name = String::from_utf8(raw.name_raw().to_vec())
        .map_err(|_| RfpError::refused("a part of the workbook has a name that is not UTF-8"))?;
    if raw.encrypted() {
        return Err(RfpError::refused(format!("part {name} is encrypted: save the workbook without a password")));
    }
    if escapes(&name) || raw.is_symlink() {
        return Err(RfpError::refused(format!("part {name:?} points outside the archive")));
    }
    let packed = raw.compressed_size();
    drop(raw);
    let mut part = zip.by_index(index).map_err(|error| damaged(&error.to_string()))?;
    let limit = MAX_UNPACKED.saturating_sub(*unpacked).min(RATIO_FLOOR.max(packed.saturating_mul(MAX_RATIO)));
    let mut bytes = Vec::new();
    part.by_ref().take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(&format!("part {name}: {error}")))?;
    if bytes.len() as u64 > limit {
        return Err(RfpError::refused(format!(
            "part {name} unpacks to more than {MAX_RATIO} times its {packed} bytes or past 256 MiB in all: refused as a zip bomb"
        )));
    }
    *unpacked += bytes.len() as u64;
    check_prolog(&name, &bytes)?;
    Ok(name)
}

fn escapes(name: &str) -> bool {
    let absolute = name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':');
    absolute || name.contains('\0') || name.split(['/', '\\']).any(|step| step == "..")
}

/// Refuses document types (where entities are declared) and other encodings in the XML parts.
fn check_prolog(name: &str, bytes: &[u8]) -> Result<(), RfpError> {
    let is_xml = [".xml", ".rels", ".vml"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    if !is_xml || bytes.is_empty() {
        return Ok(());
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|_| RfpError::refused(format!("part {name} of the workbook is not UTF-8: save it again in Excel")))?;
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::DocType(_)) => {
                return Err(RfpError::refused(format!(
                    "part {name} declares a document type: no workbook needs one, and entities are never read"
                )));
            }
            Ok(Event::Start(_) | Event::Empty(_) | Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(damaged(&format!("part {name}: {error}"))),
        }
    }
}
