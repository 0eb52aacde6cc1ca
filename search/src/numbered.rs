//! The words of one document as numbers of a table that all documents share.
//!
//! ```text
//! per word, by its number: gap to the number before, occurrences in the body << 1 | occurs elsewhere,
//!                          [occurrences in labels, number of positions, positions]
//! ```

use crate::bytes::{Reader, count, put_number};

/// A word of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberedWord {
    pub(crate) number: u32,
    /// Occurrences in summary and body.
    pub(crate) body: u32,
    /// Occurrences in tags, facets, names and control ids.
    pub(crate) tags: u32,
}

/// Writes words, which must come by ascending number.
#[derive(Debug, Default)]
pub(crate) struct WordWriter {
    out: Vec<u8>,
    next: u32,
}

impl WordWriter {
    pub(crate) fn put(&mut self, word: NumberedWord, positions: &[u32]) {
        put_number(&mut self.out, word.number.saturating_sub(self.next));
        self.next = word.number + 1;
        let elsewhere = word.tags > 0 || !positions.is_empty();
        put_number(&mut self.out, word.body << 1 | u32::from(elsewhere));
        if elsewhere {
            put_number(&mut self.out, word.tags);
            put_number(&mut self.out, count(positions.len()));
            for position in positions {
                put_number(&mut self.out, *position);
            }
        }
    }

    pub(crate) fn finish(self) -> Box<[u8]> {
        self.out.into_boxed_slice()
    }
}

/// Reads the words of a document; stops at their end or where they are broken.
pub(crate) struct WordReader<'a> {
    reader: Reader<'a>,
    next: u32,
}

impl<'a> WordReader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { reader: Reader::new(bytes), next: 0 }
    }

    /// The next word; `positions` become those of it in title and alternates.
    pub(crate) fn next(&mut self, positions: &mut Vec<u32>) -> Option<NumberedWord> {
        positions.clear();
        let number = self.next.checked_add(self.reader.number()?)?;
        self.next = number.checked_add(1)?;
        let head = self.reader.number()?;
        let mut word = NumberedWord { number, body: head >> 1, tags: 0 };
        if head & 1 == 1 {
            word.tags = self.reader.number()?;
            for _ in 0..self.reader.items()? {
                positions.push(self.reader.number()?);
            }
        }
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let words = [
            (NumberedWord { number: 0, body: 0, tags: 2 }, vec![]),
            (NumberedWord { number: 1, body: 300, tags: 0 }, vec![]),
            (NumberedWord { number: 40_000, body: 1, tags: 0 }, vec![0, 7, 4000]),
        ];
        let mut writer = WordWriter::default();
        for (word, positions) in &words {
            writer.put(*word, positions);
        }
        let bytes = writer.finish();
        let (mut reader, mut positions, mut back) = (WordReader::new(&bytes), Vec::new(), Vec::new());
        while let Some(word) = reader.next(&mut positions) {
            back.push((word, positions.clone()));
        }
        assert_eq!(back, words);
    }
}
