//! Every word of all documents, its stem, and how common it is.

use crate::analysed::Analysed;
use crate::bytes::size;
use crate::interner::Interner;
use crate::shard::terms::name_term;
use crate::words::WordStemmer;

/// The words as written and the terms they are looked up by.
pub(super) struct Lexicon {
    words: Interner,
    /// The term of each word.
    stems: Vec<u32>,
    /// The words of all documents, one document after another.
    pub(super) numbers: Vec<u32>,
    pub(super) usage: Vec<Usage>,
    pub(super) terms: Interner,
}

/// How much a word is used.
#[derive(Clone, Copy, Default)]
pub(super) struct Usage {
    pub(super) documents: u32,
    /// It occurs outside bodies.
    pub(super) is_prominent: bool,
}

impl Lexicon {
    pub(super) fn of(documents: &[Analysed]) -> Self {
        let mut lexicon = Self {
            words: Interner::with_capacity(1 << 12),
            stems: Vec::new(),
            numbers: Vec::new(),
            usage: Vec::new(),
            terms: Interner::with_capacity(1 << 12),
        };
        let stemmer = WordStemmer::new();
        for document in documents {
            document.each_word(|word, counts| {
                lexicon.numbers.push(lexicon.words.number(word));
                let number = lexicon.numbers.last().map_or(0, |number| size(*number));
                if number == lexicon.usage.len() {
                    lexicon.usage.push(Usage::default());
                    lexicon.stems.push(lexicon.terms.number(&stemmer.stem(word)));
                }
                if let Some(usage) = lexicon.usage.get_mut(number) {
                    usage.documents += 1;
                    usage.is_prominent |= counts.tags > 0 || !counts.positions.is_empty();
                }
            });
            for name in document.names.iter().chain(&document.titles) {
                lexicon.terms.number(&name_term(&stemmer, name));
            }
        }
        lexicon
    }

    /// The term of the word with this number.
    pub(super) fn stem(&self, word: u32) -> Option<u32> {
        self.stems.get(size(word)).copied()
    }

    /// Each word with its usage, in the order of first sight.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, Usage)> {
        (0_u32..).zip(&self.usage).map(|(number, usage)| (self.words.text(number), *usage))
    }
}
