//! Numbers for texts: each distinct text once, in the order of first sight.
//!
//! A table of its own because the standard map costs an allocation per key, and millions of words pass through here.

use crate::bytes::{count, size};

const EMPTY: u32 = u32::MAX;

/// Texts and their numbers.
#[derive(Debug, Clone)]
pub(crate) struct Interner {
    letters: String,
    /// Where each text ends in `letters`; it begins where the one before ends.
    ends: Vec<u32>,
    /// Open addressing with linear steps; a power of two long, at most half full.
    table: Vec<u32>,
}

impl Interner {
    /// An interner that holds about `texts` texts before it grows.
    pub(crate) fn with_capacity(texts: usize) -> Self {
        let table = vec![EMPTY; (texts.max(8) * 2).next_power_of_two()];
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
        let place = self.place(text);
        match self.table.get(place) {
            Some(&number) if number != EMPTY => number,
            _ => {
                let number = count(self.ends.len());
                self.letters.push_str(text);
                self.ends.push(count(self.letters.len()));
                self.set(place, number);
                number
            }
        }
    }

    /// The number of `text` if it was seen.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.table.get(self.place(text)).copied().filter(|number| *number != EMPTY)
    }

    /// Where `text` is in the table, or where it would go.
    fn place(&self, text: &str) -> usize {
        let mask = self.table.len() - 1;
        let mut place = hash(text) & mask;
        while let Some(&number) = self.table.get(place) {
            if number == EMPTY || self.text(number) == text {
                break;
            }
            place = (place + 1) & mask;
        }
        place
    }

    fn set(&mut self, place: usize, number: u32) {
        if let Some(slot) = self.table.get_mut(place) {
            *slot = number;
        }
    }

    fn grow(&mut self) {
        self.table = vec![EMPTY; self.table.len() * 2];
        for number in 0..count(self.ends.len()) {
            let place = self.place(self.text(number));
            self.set(place, number);
        }
    }
}

/// FNV-1a over the bytes, folded once, so that the low bits depend on all.
fn hash(text: &str) -> usize {
    let mixed = fnv(text.as_bytes());
    size(u32::try_from((mixed ^ (mixed >> 32)) & 0xffff_ffff).unwrap_or(0))
}

/// FNV-1a, 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
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
