//! The records of a ZIP archive (PKWARE APPNOTE 6.3.10, 4.3), as far as writing one needs them.

use crate::error::RfpError;

/// The first bytes of a local header.
pub(super) const LOCAL: u32 = 0x0403_4B50;
/// The first bytes of a record of the directory.
const CENTRAL: u32 = 0x0201_4B50;
/// The first bytes of the end record.
const END: u32 = 0x0605_4B50;
/// The mark of the extra field with sizes of 64 bits (4.5.3).
const ZIP64: u16 = 1;
/// What a field contains whose value is in the extra field.
const SATURATED: u32 = u32::MAX;
/// The flag that sizes come after the content (4.4.4, bit 3).
const SIZES_AFTER: u16 = 1 << 3;
/// The flag that names are UTF-8 (bit 11).
const UTF8: u16 = 1 << 11;
/// The length of a record without name, extra fields and comment.
const RECORD_LENGTH: usize = 46;
/// The system of a record whose attributes have the mode of a file (4.4.2).
const UNIX: u16 = 3;
/// 1980-01-01, with which dates of archives begin.
const FIRST_DATE: u16 = 0x21;

/// The content of a part as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StoredSizes {
    /// 0 is stored as it is, 8 is deflated.
    pub(super) method: u16,
    pub(super) checksum: u32,
    pub(super) packed: u32,
    pub(super) unpacked: u32,
}

/// A record of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CentralRecord {
    made_by: u16,
    needed: u16,
    flags: u16,
    time: u16,
    date: u16,
    pub(super) sizes: StoredSizes,
    internal: u16,
    external: u32,
    pub(super) offset: u32,
    pub(super) name: Vec<u8>,
    extra: Vec<u8>,
    comment: Vec<u8>,
}

impl CentralRecord {
    /// Makes the record of a new part.
    pub(super) fn new(name: &str) -> Self {
        let sizes = StoredSizes { method: 8, checksum: 0, packed: 0, unpacked: 0 };
        let name = name.as_bytes().to_vec();
        let (extra, comment) = (Vec::new(), Vec::new());
        let flags = UTF8;
        Self {
            made_by: 20,
            needed: 20,
            flags,
            time: 0,
            date: FIRST_DATE,
            sizes,
            internal: 0,
            external: 0,
            offset: 0,
            name,
            extra,
            comment,
        }
    }

    /// Reads the record at `start` of an archive.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn read(archive: &[u8], start: usize) -> Result<Self, RfpError> {
        let record = archive.get(start..).unwrap_or_default();
        Self::parse(record).ok_or_else(|| RfpError::refused("the directory of the archive is damaged"))
    }

    fn parse(record: &[u8]) -> Option<Self> {
        let two = |at: usize| Some(u16::from_le_bytes(record.get(at..at + 2)?.try_into().ok()?));
        let four = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?));
        if four(0)? != CENTRAL {
            return None;
        }
        let lengths = [usize::from(two(28)?), usize::from(two(30)?), usize::from(two(32)?)];
        let [name, extra, comment] = lengths;
        let text = |from: usize, length: usize| record.get(from..from + length).map(<[u8]>::to_vec);
        Some(Self {
            made_by: two(4)?,
            needed: two(6)?,
            flags: two(8)?,
            time: two(12)?,
            date: two(14)?,
            sizes: StoredSizes { method: two(10)?, checksum: four(16)?, packed: four(20)?, unpacked: four(24)? },
            internal: two(36)?,
            external: four(38)?,
            offset: four(42)?,
            name: text(RECORD_LENGTH, name)?,
            extra: text(RECORD_LENGTH + name, extra)?,
            comment: text(RECORD_LENGTH + name + extra, comment)?,
        })
    }

    /// Returns the length of the record, in bytes.
    pub(super) fn length(&self) -> usize {
        RECORD_LENGTH + self.name.len() + self.extra.len() + self.comment.len()
    }

    /// Returns whether the content needs a password (4.4.4, bit 0).
    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Returns whether the part is a symbolic link of a Unix system.
    pub(super) fn is_symlink(&self) -> bool {
        self.made_by >> 8 == UNIX && (self.external >> 16) & 0o170_000 == 0o120_000
    }

    /// Returns what identifies a part besides its content: name, date, method and attributes.
    pub(super) fn identity(&self) -> (&[u8], [u16; 3], u32) {
        (&self.name, [self.time, self.date, self.sizes.method], self.external)
    }

    /// Returns the sizes and the place of the part, which may be in the extra field of 64 bits (4.5.3); `None` if that is
    /// missing, or the part is larger than 4 GiB.
    pub(super) fn wide(&self) -> Option<(StoredSizes, u64)> {
        let mut wide = zip64_field(&self.extra).unwrap_or_default().chunks_exact(8);
        let mut value = |narrow: u32| {
            if narrow != SATURATED {
                return Some(u64::from(narrow));
            }
            let field = wide.next()?.try_into().ok()?;
            Some(u64::from_le_bytes(field))
        };
        let [unpacked, packed] = [value(self.sizes.unpacked)?, value(self.sizes.packed)?];
        let offset = value(self.offset)?;
        let (unpacked, packed) = (u32::try_from(unpacked).ok()?, u32::try_from(packed).ok()?);
        Some((StoredSizes { packed, unpacked, ..self.sizes }, offset))
    }

    /// Returns the record with the sizes and the place in fields of 32 bits.
    pub(super) fn placed(mut self, sizes: StoredSizes, offset: u32) -> Self {
        if [self.sizes.packed, self.sizes.unpacked, self.offset].contains(&SATURATED) {
            self.extra = without_zip64(&self.extra);
        }
        Self { sizes, offset, ..self }
    }

    /// Returns the record for other content, whose sizes are before it.
    pub(super) fn with_new_content(mut self, sizes: StoredSizes) -> Self {
        self.flags &= !SIZES_AFTER;
        self.extra = without_zip64(&self.extra);
        Self { sizes, ..self }
    }

    /// Writes the local header before the content.
    pub(super) fn write_local(&self, into: &mut Vec<u8>) {
        into.extend(LOCAL.to_le_bytes());
        into.extend(self.needed.to_le_bytes());
        self.write_common(into);
        into.extend(&self.name);
        into.extend(&self.extra);
    }

    /// Writes the record.
    pub(super) fn write_central(&self, into: &mut Vec<u8>) {
        into.extend(CENTRAL.to_le_bytes());
        into.extend(self.made_by.to_le_bytes());
        into.extend(self.needed.to_le_bytes());
        self.write_common(into);
        into.extend(length(&self.comment).to_le_bytes());
        // The number of the disk.
        into.extend(0_u16.to_le_bytes());
        into.extend(self.internal.to_le_bytes());
        into.extend(self.external.to_le_bytes());
        into.extend(self.offset.to_le_bytes());
        for part in [&self.name, &self.extra, &self.comment] {
            into.extend(part);
        }
    }

    fn write_common(&self, into: &mut Vec<u8>) {
        for field in [self.flags, self.sizes.method, self.time, self.date] {
            into.extend(field.to_le_bytes());
        }
        for field in [self.sizes.checksum, self.sizes.packed, self.sizes.unpacked] {
            into.extend(field.to_le_bytes());
        }
        for field in [&self.name, &self.extra] {
            into.extend(length(field).to_le_bytes());
        }
    }
}

/// The end of an archive.
#[derive(Debug, Clone, Copy)]
pub(super) struct EndRecord<'a> {
    /// How many parts there are.
    pub(super) parts: u16,
    /// The length of the directory, in bytes.
    pub(super) directory: u32,
    /// Where the directory begins.
    pub(super) offset: u32,
    /// The comment of the archive.
    pub(super) comment: &'a [u8],
}

impl EndRecord<'_> {
    /// Writes the record.
    pub(super) fn write(&self, into: &mut Vec<u8>) {
        into.extend(END.to_le_bytes());
        // The numbers of the disks.
        into.extend(0_u32.to_le_bytes());
        into.extend(self.parts.to_le_bytes());
        into.extend(self.parts.to_le_bytes());
        into.extend(self.directory.to_le_bytes());
        into.extend(self.offset.to_le_bytes());
        into.extend(length(self.comment).to_le_bytes());
        into.extend(self.comment);
    }
}

/// Lengths that were read have 16 bits.
fn length(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX)
}

/// Returns each extra field (4.5.1) with its mark and length, and what it holds.
fn fields(extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = extra;
    std::iter::from_fn(move || {
        let [mark_low, mark_high, low, high, after @ ..] = rest else { return None };
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(after.len());
        let (field, others) = rest.split_at_checked(4 + length)?;
        rest = others;
        Some((u16::from_le_bytes([*mark_low, *mark_high]), field))
    })
}

/// Returns what the extra field of 64 bits holds.
fn zip64_field(extra: &[u8]) -> Option<&[u8]> {
    fields(extra).find(|(mark, _)| *mark == ZIP64).and_then(|(_, field)| field.get(4..))
}

/// Returns extra fields without the one of 64 bits.
fn without_zip64(extra: &[u8]) -> Vec<u8> {
    fields(extra).filter(|(mark, _)| *mark != ZIP64).flat_map(|(_, field)| field).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_field_of_64_bits_is_taken_out() {
        let (other, zip64) = ([0x55, 0x54, 2, 0, 9, 9], [1, 0, 3, 0, 7, 7, 7]);
        for (extra, expected) in [
            ([other.as_slice(), &zip64].concat(), other.to_vec()),
            ([zip64.as_slice(), &other].concat(), other.to_vec()),
            (other.to_vec(), other.to_vec()),
            (vec![1, 0, 200, 0, 1], Vec::new()),
        ] {
            assert_eq!(without_zip64(&extra), expected, "{extra:?}");
        }
    }

    #[test]
    fn a_record_is_written_as_it_was_read() {
        let mut bytes = Vec::new();
        let record = CentralRecord::new("xl/workbook.xml");
        record.write_central(&mut bytes);
        assert_eq!(CentralRecord::read(&bytes, 0), Ok(record));
        assert!(CentralRecord::read(&bytes, 1).is_err());
        assert!(bytes.get(..bytes.len() - 1).is_some_and(|cut| CentralRecord::read(cut, 0).is_err()));
    }
}
