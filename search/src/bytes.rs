//! The alphabet of every shard: bytes, variable-length numbers, and texts that begin with their length.
//!
//! Numbers are little-endian groups of seven bits, the eighth bit saying that another group follows (LEB128). A reader
//! never panics: whatever does not fit is `None`, and the caller reports a broken shard.

/// Appends `number` in as few groups of seven bits as it needs.
pub(crate) fn put_number(out: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while rest >= 0x80 {
        out.push(low_byte(rest) | 0x80);
        rest >>= 7;
    }
    out.push(low_byte(rest));
}

/// Appends a length and the text.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_number(out, count(text.len()));
    out.extend_from_slice(text.as_bytes());
}

/// The lowest eight bits of `number`.
pub(crate) fn low_byte(number: u32) -> u8 {
    u8::try_from(number & 0xff).unwrap_or(u8::MAX)
}

/// A length or position as the format keeps it; anything past four gibibytes is cut to the largest number.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A number of the format as an index into memory.
pub(crate) fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// How many leading bytes `left` and `right` share, at most 255.
pub(crate) fn shared_prefix(left: &[u8], right: &[u8]) -> usize {
    left.iter().zip(right).take(255).take_while(|(a, b)| a == b).count()
}

/// Reads from the front of a byte slice.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in [0_u32, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(crate) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let length = size(self.number()?);
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// A number that says how many items follow, each of at least one byte: more than are left is a broken shard.
    pub(crate) fn items(&mut self) -> Option<usize> {
        let items = size(self.number()?);
        (items <= self.left()).then_some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, 1 << 28, u32::MAX] {
            let mut out = Vec::new();
            put_number(&mut out, number);
            let mut reader = Reader::new(&out);
            assert_eq!((reader.number(), reader.is_empty()), (Some(number), true));
        }
    }

    #[test]
    fn a_cut_text_is_none() {
        let mut out = Vec::new();
        put_text(&mut out, "vault");
        assert_eq!(Reader::new(&out).text(), Some("vault"));
        assert_eq!(Reader::new(&out[..3]).text(), None);
    }

    #[test]
    fn an_endless_number_is_none() {
        assert_eq!(Reader::new(&[0x80; 9]).number(), None);
    }
}
