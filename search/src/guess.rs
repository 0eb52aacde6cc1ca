//! What a mistyped word may have meant.

use crate::edits::EditTable;
use crate::loaded_shards::LoadedShards;
use crate::missing_shards::MissingShards;
use crate::order::best;
use crate::weights::{ONE_EDIT, TWO_EDITS};
use crate::words::WordStemmer;

/// The largest number of words that are searched instead of a mistyped one.
const MOST_GUESSES: usize = 4;
/// The largest number of words that are proposed if nothing was found.
const MOST_SUGGESTIONS: usize = 5;

/// The largest difference in length, in letters, of two forms of a word.
const LONGEST_ENDING: usize = 4;

/// Whether the typing of a word has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    /// The word is complete.
    Wholly,
    /// More letters may follow.
    Partly,
}

/// A word of the index that may have been meant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Guess {
    pub(crate) word: String,
    /// How much it counts in place of what was typed.
    pub(crate) weight: f64,
    edits: usize,
    /// The higher, the more prominent and common.
    rank: u8,
}

/// The most slips that are forgiven in a word: none in short ones and in those with digits.
fn forgiven(word: &str) -> usize {
    match word.chars().count() {
        _ if word.contains(char::is_numeric) => 0,
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The words nearest to `word`, best first, all with the same number of slips; empty if none is near enough.
pub(crate) fn guesses(shards: &LoadedShards, word: &str, typed: Typed, missing: &mut MissingShards) -> Vec<Guess> {
    let mut guesses = similar(shards, word, forgiven(word), typed, missing);
    let least = guesses.iter().map(|guess| guess.edits).min();
    guesses.retain(|guess| Some(guess.edits) == least);
    guesses.truncate(MOST_GUESSES);
    guesses
}

/// Words to propose when `word` found nothing.
pub(crate) fn suggestions(shards: &LoadedShards, word: &str, missing: &mut MissingShards) -> Vec<String> {
    let most = (word.chars().count() / 2).min(3);
    let mut guesses = similar(shards, word, most, Typed::Partly, missing);
    guesses.truncate(MOST_SUGGESTIONS);
    guesses.into_iter().map(|guess| guess.word).collect()
}

fn similar(shards: &LoadedShards, word: &str, most: usize, typed: Typed, missing: &mut MissingShards) -> Vec<Guess> {
    let mut guesses = Vec::new();
    if most == 0 {
        return guesses;
    }
    let length = word.chars().count();
    let mut table = EditTable::new(word);
    let mut stems = StemTable::new(word);
    shards.each_similar(word, missing, |other, rank| {
        if other.len() + most + LONGEST_ENDING < length {
            return;
        }
        let distances = table.distances(other, most);
        let begun = distances.beginning.filter(|_| typed == Typed::Partly && length > 4).map(|edits| edits + 1);
        let Some(edits) = distances.whole.or(begun).or_else(|| stems.edits(other, most)) else { return };
        let weight = if edits < 2 { ONE_EDIT } else { TWO_EDITS };
        guesses.push(Guess { word: other.to_owned(), weight, edits, rank });
    });
    let rank = |a: &Guess, b: &Guess| a.edits.cmp(&b.edits).then(b.rank.cmp(&a.rank)).then_with(|| a.word.cmp(&b.word));
    let mut guesses = best(guesses, 2 * MOST_SUGGESTIONS, rank);
    guesses.dedup_by(|a, b| a.word == b.word);
    guesses
}

/// Compares stems: another form of the word may have been meant, of which the index has only this one.
struct StemTable {
    stemmer: WordStemmer,
    table: EditTable,
    is_long: bool,
}

impl StemTable {
    fn new(word: &str) -> Self {
        let stemmer = WordStemmer::new();
        let stem = stemmer.stem(word);
        let is_long = stem.len() > 4 && stem != word;
        Self { table: EditTable::new(&stem), stemmer, is_long }
    }

    /// The slips between the stems and one more, so that a word which is near itself is preferred.
    fn edits(&mut self, other: &str, most: usize) -> Option<usize> {
        self.table.distances(other, most).beginning.filter(|_| self.is_long)?;
        let stem = self.stemmer.stem(other);
        self.table.distances(&stem, most).whole.map(|edits| edits + 1)
    }
}
