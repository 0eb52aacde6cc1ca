//! Numbers for texts: each distinct text once, in the order of first sight.
//!
//! A table of its own because the standard map costs an allocation per key, and millions of words pass through here.

use crate::bytes::{count, size};

/// Texts and their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Interner {
    letters: String,
    /// Where each text ends in `letters`; it begins where the one before ends.
    ends: Vec<u32>,
    /// Open addressing with linear steps; a power of two long, at most half full. A used place holds the hash of its
    /// text, which saves most comparisons, and one more than its number; a free one 0.
    table: Vec<(u32, u32)>,
}

impl Interner {
    /// An interner that holds about `texts` texts before it grows.
    pub(crate) fn with_capacity(texts: usize) -> Self {
        let table = vec![(0, 0); (texts.max(8) * 2).next_power_of_two()];
        Self { letters: String::new(), ends: Vec::with_capacity(texts), table }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with this number; empty for a number never given.
    pub(crate) fn text(&self, number: u32) -> &str {
        let at = size(number);
        let end = self.ends.get(at).map_or(0, |end| size(*end));
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| size(*end));
        self.letters.get(start..end).unwrap_or("")
    }

    /// The number of `text`, a new one if it was not seen before.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if self.ends.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = hash(text);
        match self.place(text, hash) {
            (_, Some(number)) => number,
            (place, None) => {
                let number = count(self.ends.len());
                self.letters.push_str(text);
                self.ends.push(count(self.letters.len()));
                self.set(place, hash, number);
                number
            }
        }
    }

    /// The number of `text` if it was seen.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.place(text, hash(text)).1
    }

    /// Where `text` is in the table and its number, or where it would go.
    fn place(&self, text: &str, hash: u32) -> (usize, Option<u32>) {
        let mask = self.table.len() - 1;
        let mut place = size(hash) & mask;
        while let Some(&(known, after)) = self.table.get(place) {
            let Some(number) = after.checked_sub(1) else { break };
            if known == hash && self.text(number) == text {
                return (place, Some(number));
            }
            place = (place + 1) & mask;
        }
        (place, None)
    }

    fn set(&mut self, place: usize, hash: u32, number: u32) {
        if let Some(slot) = self.table.get_mut(place) {
            *slot = (hash, number + 1);
        }
    }

    fn grow(&mut self) {
        let twice = vec![(0, 0); self.table.len() * 2];
        let mask = twice.len() - 1;
        for (hash, after) in std::mem::replace(&mut self.table, twice) {
            let mut place = size(hash) & mask;
            while self.table.get(place).is_some_and(|(_, after)| *after > 0) {
                place = (place + 1) & mask;
            }
            if let Some(number) = after.checked_sub(1) {
                self.set(place, hash, number);
            }
        }
    }
}

/// The upper half of [`mixed`] depends on all lower bits.
fn hash(text: &str) -> u32 {
    u32::try_from(mixed(text.as_bytes()) >> 32).unwrap_or(0)
}

/// Mixes eight bytes at a time.
pub(crate) fn mixed(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let (eights, rest) = bytes.as_chunks::<8>();
    let mix = |hash: u64, bits: u64| (hash.rotate_left(29) ^ bits).wrapping_mul(FACTOR);
    let whole = eights.iter().fold(FACTOR, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    let last = rest.iter().fold(1, |bits, byte| bits << 8 | u64::from(*byte));
    mix(whole, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_when_it_grows() {
        let mut interner = Interner::with_capacity(0);
        let texts: Vec<String> = (0..500).map(|number| format!("word{number}")).collect();
        let numbers: Vec<u32> = texts.iter().map(|text| interner.number(text)).collect();
        assert_eq!(numbers, (0..500).collect::<Vec<u32>>());
        assert!(texts.iter().zip(numbers).all(|(text, number)| interner.find(text) == Some(number)));
        assert_eq!((interner.text(7), interner.len(), interner.find("word")), ("word7", 500, None));
    }
}
