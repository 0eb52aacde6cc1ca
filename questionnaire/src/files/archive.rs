//! The package around a workbook: opened with limits, and written again with single parts replaced.
//!
//! A workbook is a ZIP archive of parts (ECMA-376 part 2). Everything that makes reading one dangerous is settled
//! here, before a parser sees a byte: size, ratio, names, encryption, document types. Knows nothing of sheets.

use super::zip_directory::{UnpackError, ZipDirectory, ZipPart};
use super::zip_writer::{NewPart, ZipWriter};
use crate::error::RfpError;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

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
    directory: ZipDirectory<'a>,
    /// Part names in the archive's order.
    names: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens an archive and checks every part.
    ///
    /// # Errors
    ///
    /// Empty, not an archive, truncated, with parts that overlap, an old or encrypted workbook, a part that is encrypted, is outside the archive
    /// by its name, shares a name, unpacks past the limits, is damaged, or declares a document type.
    pub fn open(bytes: &'a [u8]) -> Result<Self, RfpError> {
        if bytes.is_empty() {
            return Err(RfpError::refused("the file is empty"));
        }
        if bytes.starts_with(&COMPOUND) {
            return Err(RfpError::refused(compound_reason(bytes)));
        }
        let directory = ZipDirectory::read(bytes).map_err(|error| damaged(&error))?;
        check_count(&directory)?;
        check_overlap(&directory)?;
        let mut names = Vec::new();
        let mut unpacked = 0;
        for part in &directory.parts {
            names.push(check_part(&directory, part, &mut unpacked)?);
        }
        let archive = Self { bytes, directory, names };
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
        let part = self.names.iter().zip(&self.directory.parts).find(|(name, _)| *name == stored);
        let (_, part) = part.ok_or_else(|| RfpError::refused(format!("the workbook has no part {name}")))?;
        let bytes = unpack(&self.directory, part, name, MAX_UNPACKED)?;
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

    /// Writes the archive again with some parts replaced; all others keep their bytes, order and dates.
    ///
    /// # Errors
    ///
    /// The result is too large.
    pub fn replace(&self, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, RfpError> {
        let directory = &self.directory;
        let mut parts_by_start: Vec<(usize, &ZipPart)> = directory.parts.iter().enumerate().collect();
        parts_by_start.sort_by_key(|(_, part)| part.start);
        let starts: BTreeSet<usize> = directory.parts.iter().map(|part| part.start).chain([directory.start]).collect();
        let mut writer = ZipWriter::default();
        writer.begin(self.bytes.get(..starts.first().copied().unwrap_or(0)).unwrap_or_default());
        for (place, part) in parts_by_start {
            let new = NewPart { place, record: part.record.clone() };
            if let Some(text) = self.names.get(place).and_then(|name| parts.get(name)) {
                writer.write(new, text)?;
                continue;
            }
            let next = starts.range(part.start + 1..).next().copied().unwrap_or(0);
            writer.copy(new, part.sizes, self.bytes.get(part.start..next).unwrap_or_default())?;
        }
        writer.finish(directory.comment)
    }
}

/// Names the parts by which two archives differ, compared as they are compressed: name, order, date, method and content.
/// Both must have the same parts; a part that one of them lacks is named too.
///
/// # Errors
///
/// One of them is not a readable archive.
pub fn changed_parts(before: &[u8], after: &[u8]) -> Result<Vec<String>, RfpError> {
    let read = |bytes| ZipDirectory::read(bytes).map_err(|error| damaged(&error));
    let (before, after) = (read(before)?, read(after)?);
    let is_same = |one: &ZipPart, other: &ZipPart| {
        one.record.identity() == other.record.identity() && before.stored(one) == after.stored(other)
    };
    let name = |part: &ZipPart| String::from_utf8_lossy(&part.record.name).into_owned();
    let pairs = before.parts.iter().zip(&after.parts);
    let mut changed: Vec<String> =
        pairs.filter(|(one, other)| !is_same(one, other)).map(|(one, _)| name(one)).collect();
    let common = before.parts.len().min(after.parts.len());
    changed.extend([&before, &after].into_iter().flat_map(|parts| parts.parts.iter().skip(common)).map(name));
    Ok(changed)
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

/// Refuses too many parts, and parts that share a name: which of them counts is for each reader to guess.
fn check_count(directory: &ZipDirectory<'_>) -> Result<(), RfpError> {
    let declared = directory.declared;
    if declared > MAX_PARTS {
        return Err(RfpError::refused(format!("the workbook has {declared} parts; at most {MAX_PARTS} are read")));
    }
    let names: BTreeSet<&[u8]> = directory.parts.iter().map(|part| part.record.name.as_slice()).collect();
    if names.len() != declared {
        return Err(RfpError::refused(format!(
            "the workbook lists {declared} parts, of which {} have a name of their own",
            names.len()
        )));
    }
    Ok(())
}

/// Refuses parts that share bytes: a small file could unpack to a large one, and a part could not be replaced alone.
fn check_overlap(directory: &ZipDirectory<'_>) -> Result<(), RfpError> {
    let mut places: Vec<_> = directory.parts.iter().map(|part| (part.start, part.content.end)).collect();
    places.push((directory.start, directory.start));
    places.sort_unstable();
    let overlap = places.windows(2).any(|pair| matches!(pair, [(_, end), (next, _)] if end > next));
    if overlap { Err(damaged("parts of the archive overlap")) } else { Ok(()) }
}

/// Checks one part's name and flags, unpacks it within the limits, and returns its name.
fn check_part(directory: &ZipDirectory<'_>, part: &ZipPart, unpacked: &mut u64) -> Result<String, RfpError> {
    let name = String::from_utf8(part.record.name.clone())
        .map_err(|_| RfpError::refused("a part of the workbook has a name that is not UTF-8"))?;
    if part.record.is_encrypted() {
        return Err(RfpError::refused(format!("part {name} is encrypted: save the workbook without a password")));
    }
    if escapes(&name) || part.record.is_symlink() {
        return Err(RfpError::refused(format!("part {name:?} points outside the archive")));
    }
    let packed = u64::from(part.sizes.packed);
    let limit = MAX_UNPACKED.saturating_sub(*unpacked).min(RATIO_FLOOR.max(packed.saturating_mul(MAX_RATIO)));
    let bytes = unpack(directory, part, &name, limit)?;
    *unpacked += bytes.len() as u64;
    check_prolog(&name, &bytes)?;
    Ok(name)
}

/// Unpacks a part of at most `limit` bytes.
fn unpack(directory: &ZipDirectory<'_>, part: &ZipPart, name: &str, limit: u64) -> Result<Vec<u8>, RfpError> {
    directory.unpack(part, limit).map_err(|error| match error {
        UnpackError::Damaged(reason) => damaged(&format!("part {name}: {reason}")),
        UnpackError::TooLarge => RfpError::refused(format!(
            "part {name} unpacks to more than {MAX_RATIO} times its {} bytes or past 256 MiB in all: refused as a zip bomb",
            part.sizes.packed
        )),
    })
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
