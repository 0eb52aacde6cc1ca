//! The families of shards: their headers and names.

use super::load_error::LoadError;
use super::shard::FORMAT;
use crate::bytes::Reader;
use crate::interner::mixed;

const MAGIC: &[u8; 3] = b"FBS";

/// What a shard holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Meta,
    Terms,
    Front,
    Back,
    Facets,
    Results,
}

impl Family {
    /// The families that [`meta::Meta`] lists, in its order.
    pub(crate) const LISTED: [Self; 5] = [Self::Terms, Self::Front, Self::Back, Self::Facets, Self::Results];

    pub(crate) fn letter(self) -> char {
        match self {
            Self::Meta => 'm',
            Self::Terms => 't',
            Self::Front => 'f',
            Self::Back => 'b',
            Self::Facets => 'c',
            Self::Results => 'r',
        }
    }

    fn byte(self) -> u8 {
        u8::try_from(self.letter()).unwrap_or(b'?')
    }

    /// The first bytes of a shard of this family.
    pub(crate) fn header(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend([FORMAT, self.byte()]);
        out
    }

    /// A reader behind the header.
    pub(crate) fn open(self, bytes: &[u8]) -> Result<Reader<'_>, LoadError> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(LoadError::NotAShard);
        }
        match (reader.byte(), reader.byte()) {
            (Some(FORMAT), Some(family)) if family == self.byte() => Ok(reader),
            (Some(FORMAT) | None, _) => Err(LoadError::NotAShard),
            (Some(version), _) => Err(LoadError::Version(version)),
        }
    }

    /// The name of the shard with this number and hash.
    pub(crate) fn name(self, number: usize, hash: u32) -> String {
        let mut name = String::from(self.letter());
        push_decimal(&mut name, number);
        name.push('-');
        for shift in [20, 16, 12, 8, 4, 0] {
            name.push(char::from_digit((hash >> shift) & 0xf, 16).unwrap_or('0'));
        }
        name
    }
}

/// The 24 bits of a shard's bytes that its name carries.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    let mixed = mixed(bytes);
    // The upper bits of a product depend on all lower ones.
    u32::try_from((mixed ^ (mixed >> 32)) >> 8 & 0x00ff_ffff).unwrap_or(0)
}

/// Appends `number` in decimal digits, without the formatting machinery that would grow the WebAssembly module.
pub(crate) fn push_decimal(out: &mut String, number: usize) {
    if number >= 10 {
        push_decimal(out, number / 10);
    }
    out.push(u32::try_from(number % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('0'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_family_number_and_hash() {
        assert_eq!(Family::Terms.name(120, 0x00_09af), "t120-0009af");
    }

    #[test]
    fn strange_headers_are_told_apart() {
        let mut old = Family::Terms.header();
        old[3] = 9;
        let errors = [&b"PK"[..], &old, &Family::Front.header()].map(|bytes| Family::Terms.open(bytes).err());
        assert_eq!(errors, [LoadError::NotAShard, LoadError::Version(9), LoadError::NotAShard].map(Some));
    }
}
