//! The limits of length that a text states: `max. 1,000 characters`, `fewer than 200 words`, `50 to 150 Wörter höchstens`.
//!
//! Each number with a unit is read with the phrase that belongs to it: the nearest one before it, or after its unit where the
//! text writes its phrases there. The longest phrase counts, so that "no more than" is not "more than".

use super::short_answer_words::normal;
use super::word_table::lines;
use crate::files::grid::LengthUnit;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const TEXT: &str = include_str!("words/limits.txt");

/// How many words before a number, and after its unit, may say that it is a limit.
const REACH: [usize; 2] = [6, 5];

/// What a phrase says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    /// The number is the most.
    Most,
    /// One less than the number is the most.
    Below,
    /// The number is the least.
    Least,
    /// The number is the end of a range that begins with another.
    Between,
}

/// A phrase of several words with its meaning, and the units.
struct LimitWords {
    characters: BTreeSet<&'static str>,
    words: BTreeSet<&'static str>,
    phrases: Vec<(Vec<&'static str>, Bound)>,
    /// In words.
    longest_phrase: usize,
}

static WORDS: LazyLock<LimitWords> = LazyLock::new(|| {
    let section = |name: &'static str| lines(TEXT).filter(move |(own, _)| *own == name).map(|(_, line)| line);
    let bounds = [("most", Bound::Most), ("below", Bound::Below), ("least", Bound::Least), ("between", Bound::Between)];
    let phrases = bounds.into_iter().flat_map(|(name, bound)| {
        section(name).map(move |line| (line.split(' ').collect::<Vec<_>>(), bound)).collect::<Vec<_>>()
    });
    let phrases: Vec<_> = phrases.collect();
    LimitWords {
        characters: section("characters").collect(),
        words: section("words").collect(),
        longest_phrase: phrases.iter().map(|(phrase, _)| phrase.len()).max().unwrap_or_default(),
        phrases,
    }
});

/// A limit that a text states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StatedLimit {
    /// The number as it is written, without the marks between its groups.
    pub(super) number: u32,
    /// How much is allowed.
    pub(super) most: u32,
    /// What is counted.
    pub(super) unit: LengthUnit,
    /// Whether a word says that it is the most, and not only a number with a unit.
    pub(super) is_marked: bool,
}

/// A number of characters or words in a text.
#[derive(Debug, Clone, Copy)]
struct Length {
    /// The place of the number among the words.
    at: usize,
    number: u32,
    unit: LengthUnit,
    /// One past its unit.
    end: usize,
}

/// Reads the limits that a text states, at most one for each unit: the smallest.
pub(super) fn limits_of(text: &str) -> Vec<StatedLimit> {
    let normal = normal(&without_groups(text));
    let words: Vec<&str> = normal.split(' ').collect();
    let lengths = lengths(&words);
    let mut limits = Vec::<StatedLimit>::new();
    let (mut before, mut is_prefixed) = (None, None);
    for (index, length) in lengths.iter().enumerate() {
        let start = index.checked_sub(1).and_then(|index| lengths.get(index)).map_or(0, |last| last.end);
        let until = lengths.get(index + 1).map_or(words.len(), |next| next.at);
        let [reach, further] = REACH;
        let front = bounds(words.get(start.max(length.at.saturating_sub(reach))..length.at)).pop();
        let back = bounds(words.get(length.end..until.min(length.end + further))).into_iter().next();
        // "min. 20 words, max. 100 words", or "20 words min., 100 words max."
        let is_prefixed = *is_prefixed.get_or_insert(front.is_some());
        let own = if is_prefixed { front.or(back) } else { back.or(front) };
        // "Max. 100 words or 600 characters"
        let inherited = || before.filter(|(_, unit)| *unit != length.unit).map(|(bound, _)| bound);
        let bound = own.or_else(inherited);
        before = bound.map(|bound| (bound, length.unit));
        let most = match bound {
            Some(Bound::Least) => continue,
            Some(Bound::Below) => length.number.saturating_sub(1).max(1),
            Some(Bound::Most | Bound::Between) | None => length.number,
        };
        limits.push(StatedLimit { number: length.number, most, unit: length.unit, is_marked: bound.is_some() });
    }
    smallest(limits.into_iter())
}

/// Keeps one limit of each unit: the smallest of those that a word says to be the most, else the first.
pub(super) fn smallest(limits: impl Iterator<Item = StatedLimit>) -> Vec<StatedLimit> {
    let limits: Vec<StatedLimit> = limits.collect();
    let of_unit = |unit| {
        let own = || limits.iter().filter(move |limit| limit.unit == unit);
        let marked = own().filter(|limit| limit.is_marked).min_by_key(|limit| limit.most);
        marked.or_else(|| own().next()).copied()
    };
    [LengthUnit::Characters, LengthUnit::Words].into_iter().filter_map(of_unit).collect()
}

/// Returns where a sentence states `limit`, as the places of its number and of the words that say that it is the most.
pub(super) fn place_of(sentence: &str, limit: StatedLimit) -> Option<[usize; 3]> {
    let number = limit.number.to_string();
    let starts = sentence.char_indices().filter(|(_, symbol)| symbol.is_ascii_digit()).map(|(at, _)| at);
    let (start, end) = starts.into_iter().find_map(|start| Some((start, end_of(sentence, start, &number)?)))?;
    let before = sentence.get(..start)?.to_lowercase();
    let is_bound = |bound: &Bound| *bound != Bound::Least;
    let phrases = WORDS.phrases.iter().filter(|(_, bound)| is_bound(bound));
    let phrase = phrases.filter_map(|(words, _)| before.rfind(&format!(" {} ", words.join(" ")))).min();
    // Lower case may be longer or shorter in bytes.
    let phrase = phrase.filter(|at| sentence.is_char_boundary(*at) && before.len() == start).unwrap_or(start);
    Some([phrase, start, end])
}

/// Returns the end of `number` where it begins at `start` of `text`, with marks between its groups or without.
fn end_of(text: &str, start: usize, number: &str) -> Option<usize> {
    let is_within = text.get(..start)?.ends_with(|symbol: char| symbol.is_ascii_digit());
    let mut digits = number.chars().peekable();
    for (at, symbol) in text.get(start..)?.char_indices() {
        match digits.peek() {
            None if symbol.is_ascii_digit() => return None,
            None => return (!is_within).then_some(start + at),
            Some(digit) if *digit == symbol => _ = digits.next(),
            Some(_) if is_mark(symbol) || symbol == ' ' => {}
            Some(_) => return None,
        }
    }
    (digits.peek().is_none() && !is_within).then_some(text.len())
}

/// Finds the numbers with a unit. The last number of a text may have the unit of the one before: "20 words, at most 100".
fn lengths(words: &[&str]) -> Vec<Length> {
    let mut lengths = Vec::<Length>::new();
    for (at, word) in words.iter().enumerate() {
        let Some(number) = word.parse().ok().filter(|number| *number > 0) else { continue };
        let unit = words.get(at + 1).and_then(|unit| unit_of(unit));
        let is_bound = || bounds(words.get(..at)).pop().is_some() && phrase_ends(words, at);
        let last = lengths.last().filter(|_| at + 1 == words.len() && is_bound()).map(|last| last.unit);
        if let Some(unit) = unit {
            lengths.push(Length { at, number, unit, end: at + 2 });
        } else if let Some(unit) = last {
            lengths.push(Length { at, number, unit, end: at + 1 });
        }
    }
    lengths
}

fn unit_of(word: &str) -> Option<LengthUnit> {
    if WORDS.words.contains(word) {
        Some(LengthUnit::Words)
    } else {
        WORDS.characters.contains(word).then_some(LengthUnit::Characters)
    }
}

/// Returns whether a phrase ends directly before the word at `at`.
fn phrase_ends(words: &[&str], at: usize) -> bool {
    let before = words.get(..at).unwrap_or_default();
    WORDS.phrases.iter().any(|(phrase, _)| before.ends_with(phrase))
}

/// Returns what the phrases among some words say, in their order, without those that are a part of a longer one.
fn bounds(words: Option<&[&str]>) -> Vec<Bound> {
    let words = words.unwrap_or_default();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let here = WORDS.phrases.iter().filter(|(phrase, _)| rest.starts_with(phrase));
        match here.max_by_key(|(phrase, _)| phrase.len()) {
            Some((phrase, bound)) => {
                found.push(*bound);
                at += phrase.len();
            }
            None => at += 1,
        }
    }
    found
}

fn is_mark(symbol: char) -> bool {
    matches!(symbol, ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Removes the marks between groups of three digits: "1,000", "1.000" and "max. 1 000" are one number.
fn without_groups(text: &str) -> String {
    let (mut bare, mut has_groups) = (String::with_capacity(text.len()), false);
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
        let separates = is_digit(index.checked_sub(1))
            && (1..=3).all(|ahead| is_digit(Some(index + ahead)))
            && !is_digit(Some(index + 4));
        let groups = || is_mark(*character) || *character == ' ' && (has_groups || begins_number(&bare));
        if separates && groups() {
            has_groups = true;
        } else {
            has_groups &= character.is_ascii_digit();
            bare.push(*character);
        }
    }
    bare
}

/// Returns whether the digits at the end of `text` begin a number that goes on after a space: they are in front of a text or
/// bracket, or after a word of a limit. "Question 5 100 words" has two numbers.
fn begins_number(text: &str) -> bool {
    let front = text.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
    let is_group = text.len() - front.len() <= 3;
    let is_limit = || {
        // A cell may have 5,000 numbers, so what is looked at does not grow with what is in front of them.
        let last = front.rsplit(|symbol: char| !symbol.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = last.take(WORDS.longest_phrase).map(str::to_lowercase).collect();
        words.reverse();
        phrase_ends(&words.iter().map(String::as_str).collect::<Vec<_>>(), words.len())
    };
    is_group && (front.trim().is_empty() || front.ends_with(['(', '[']) || is_limit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows limits as `500 characters`; what no word marks as the most with a question mark.
    fn shown(text: &str) -> String {
        let mark = |limit: &StatedLimit| if limit.is_marked { "" } else { "?" };
        let line = |limit: &StatedLimit| format!("{} {}{}", limit.most, limit.unit.word(), mark(limit));
        limits_of(text).iter().map(line).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn limits_are_read_from_headers() {
        for (header, expected) in [
            ("Comment (max. 500 characters)", "500 characters"),
            ("Answer - maximum 1,000 chars", "1000 characters"),
            ("Antwort (höchstens 1.500 Zeichen)", "1500 characters"),
            ("Réponse [250 caractères max]", "250 characters"),
            ("Response (up to 100 words)", "100 words"),
            ("Response (200 characters)", "200 characters?"),
            ("Response (at least 20 words)", ""),
            ("Antwort (mindestens 20 Wörter)", ""),
            ("Response 2026", ""),
            ("Response", ""),
        ] {
            assert_eq!(shown(header), expected, "{header}");
        }
    }

    #[test]
    fn numbers_in_groups_are_one_number() {
        for (text, expected) in [
            ("max 1 100 characters", "1100 characters"),
            ("(1 100 characters)", "1100 characters?"),
            ("max. 10 000 caractères", "10000 characters"),
            ("at most 1 000 000 characters", "1000000 characters"),
            ("1 100 200 It has to have – NO\n more than –  1 000 characters", "1000 characters"),
            ("up to 1\u{202f}100 signes", "1100 characters"),
            ("max. 1'500 Zeichen", "1500 characters"),
            ("Question 5 100 words", "100 words?"),
            ("max 1 10 characters", "10 characters"),
            ("max 1234 100 characters", "100 characters"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_below_a_number_excludes_it() {
        for (text, expected) in [
            ("fewer than 200 words", "199 words"),
            ("in less than 200 words", "199 words"),
            ("weniger als 200 Wörter", "199 words"),
            ("moins de 200 mots", "199 words"),
            ("under 200 words", "199 words"),
            ("200 words or fewer", "200 words"),
            ("no fewer than 200 words", ""),
            ("not less than 200 words", ""),
            ("no more than 200 words", "200 words"),
            ("more than 200 words", ""),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn several_limits_are_each_read_with_their_own_phrase() {
        for (text, expected) in [
            ("min. 20 words, max. 100 words", "100 words"),
            ("20 words min., 100 words max.", "100 words"),
            ("max. 100 words, min. 20 words", "100 words"),
            ("minimum 20, maximum 100 words", "100 words"),
            ("at least 20 words and at most 100", "100 words"),
            ("between 50 and 150 words", "150 words"),
            ("50 to 150 words at most", "150 words"),
            ("max. 100 words or 600 characters", "600 characters, 100 words"),
            ("max. 600 characters (at least 20 words)", "600 characters"),
            ("max. 500 characters, ideally 200 characters", "500 characters"),
            ("max. 100 words, within 5 days", "100 words"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
