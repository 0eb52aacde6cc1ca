//! Every word of all documents, and the term that it is looked up by.

use crate::bytes::{Reader, put_number, put_text, size};
use crate::interner::Interner;
use crate::shard::terms::{name_term, put_shared, take_shared};
use crate::words::WordStemmer;

/// The words as written and the terms they are looked up by.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon {
    words: Interner,
    /// The term of each word.
    stems: Vec<u32>,
    pub(crate) terms: Interner,
}

/// How much a word is used.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    pub(crate) documents: u32,
    /// It occurs outside bodies.
    pub(crate) is_prominent: bool,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { words: Interner::with_capacity(1 << 12), stems: Vec::new(), terms: Interner::with_capacity(1 << 12) }
    }
}

impl Lexicon {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of `word`, a new one if it was not seen before.
    pub(crate) fn word(&mut self, stemmer: &WordStemmer, word: &str) -> u32 {
        let number = self.words.number(word);
        if size(number) == self.stems.len() {
            self.stems.push(self.terms.number(&stemmer.stem(word)));
        }
        number
    }

    /// The number of the term of a whole name.
    pub(crate) fn name(&mut self, stemmer: &WordStemmer, name: &str) -> u32 {
        self.terms.number(&name_term(stemmer, name))
    }

    /// The number of the term of the word with this number.
    pub(crate) fn stem(&self, word: u32) -> Option<u32> {
        self.stems.get(size(word)).copied()
    }

    /// Each word with its term, by number.
    pub(crate) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        (0_u32..).zip(&self.stems).map(|(number, stem)| (self.words.text(number), self.terms.text(*stem)))
    }

    /// Writes those words whose numbers `is_written` accepts.
    pub(crate) fn write(&self, out: &mut Vec<u8>, is_written: impl Fn(usize) -> bool) {
        let written: Vec<_> = self.words().enumerate().filter(|(number, _)| is_written(*number)).collect();
        put_number(out, crate::bytes::count(written.len()));
        for (_, (word, stem)) in written {
            put_text(out, word);
            put_shared(out, word, stem);
        }
    }

    /// Reads what [`Lexicon::write`] wrote.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let words = reader.items()?;
        let mut lexicon = Self {
            words: Interner::with_capacity(words),
            stems: Vec::with_capacity(words),
            terms: Interner::with_capacity(words),
        };
        let mut stem = String::new();
        for _ in 0..words {
            let word = reader.text()?;
            stem.clear();
            stem.push_str(word);
            take_shared(reader, &mut stem)?;
            if size(lexicon.words.number(word)) != lexicon.stems.len() {
                return None;
            }
            lexicon.stems.push(lexicon.terms.number(&stem));
        }
        Some(lexicon)
    }
}
