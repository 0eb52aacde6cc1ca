//! Spelling shards: words as they are written, to guess what a mistyped one was meant to be.
//!
//! A word is in two families: by its first letter, and by the last two letters of its stem, which are spread more
//! evenly than those of words. An edit spoils one end at most (two edits may spoil both), so looking up both finds the
//! word in two small files.
//!
//! ```text
//! header, number of words, per word: shared prefix with the word before, rest, weight
//! ```

use super::{Family, LoadError};
use crate::bytes::{Reader, count, put_number};
use crate::shard::terms::{put_shared, take_shared};

/// Added to the weight of a word that occurs in a title, an alternate, a tag or a name.
pub(crate) const PROMINENT: u8 = 0x80;

/// Writes a shard of words with their weights, which must be sorted.
pub(crate) fn write(family: Family, words: &[(&str, u8)]) -> Vec<u8> {
    let mut out = family.header();
    put_number(&mut out, count(words.len()));
    let mut before = "";
    for (word, weight) in words {
        put_shared(&mut out, before, word);
        out.push(*weight);
        before = word;
    }
    out
}

/// A shard of words in memory: kept as it came, since it is only ever walked from end to end.
#[derive(Debug, Clone)]
pub(crate) struct SpellingShard {
    family: Family,
    bytes: Vec<u8>,
}

impl SpellingShard {
    pub(crate) fn read(family: Family, bytes: Vec<u8>) -> Result<Self, LoadError> {
        let shard = Self { family, bytes };
        let mut reader = shard.family.open(&shard.bytes)?;
        walk(&mut reader, |_, _| {}).filter(|()| reader.is_empty()).ok_or(LoadError::Broken)?;
        Ok(shard)
    }

    /// Calls `take` with each word and its weight.
    pub(crate) fn each_word(&self, take: impl FnMut(&str, u8)) {
        if let Ok(mut reader) = self.family.open(&self.bytes) {
            walk(&mut reader, take);
        }
    }
}

/// What decides which shard of [`Family::Front`] or [`Family::Back`] a word with this stem is in.
pub(crate) fn key<'a>(family: Family, word: &'a str, stem: &'a str) -> &'a str {
    let key = if family == Family::Back {
        let last = stem.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        stem.get(last..)
    } else {
        word.chars().next().and_then(|first| word.get(..first.len_utf8()))
    };
    key.unwrap_or("")
}

fn walk(reader: &mut Reader<'_>, mut take: impl FnMut(&str, u8)) -> Option<()> {
    let words = reader.items()?;
    let mut word = String::new();
    for _ in 0..words {
        take_shared(reader, &mut word)?;
        take(&word, reader.byte()?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let words = [("fault", 3), ("vault", PROMINENT | 1)];
        let shard = SpellingShard::read(Family::Back, write(Family::Back, &words)).unwrap();
        let mut back = Vec::new();
        shard.each_word(|word, weight| back.push((word.to_owned(), weight)));
        assert_eq!(back, words.map(|(word, weight)| (word.to_owned(), weight)));
    }

    #[test]
    fn keys_are_ends() {
        let words = [("encryption", "encrypt"), ("a", "a"), ("\u{e9}t\u{e9}", "\u{e9}t\u{e9}")];
        let keys = words.map(|(word, stem)| [Family::Front, Family::Back].map(|family| key(family, word, stem)));
        assert_eq!(keys, [["e", "pt"], ["a", "a"], ["\u{e9}", "t\u{e9}"]]);
    }
}
