//! Where the sentences of a block begin and end.

use std::ops::Range;

/// Abbreviations whose full stop ends no sentence.
const ABBREVIATIONS: [&str; 14] =
    ["e.g", "i.e", "vs", "etc", "approx", "no", "inc", "ltd", "corp", "mr", "mrs", "ms", "dr", "cf"];

/// Splits a block at the ends of its sentences; blanks at both ends of a sentence are left out.
pub(crate) fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, mark) in text.match_indices(['.', '!', '?']) {
        let after = index + mark.len();
        let rest = text.get(after..).unwrap_or_default();
        let closing = rest.len() - rest.trim_start_matches(['"', '”', '\'', '’', ')', ']']).len();
        let next = rest.get(closing..).unwrap_or_default();
        let begins = next.trim_start().chars().next();
        let is_end = next.starts_with(char::is_whitespace)
            && begins.is_none_or(|symbol| !symbol.is_lowercase())
            && !(mark == "." && is_abbreviation(text.get(start..index).unwrap_or_default()));
        if is_end {
            sentences.extend(trimmed(text, start..after + closing));
            start = after + closing;
        }
    }
    sentences.extend(trimmed(text, start..text.len()));
    sentences
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|symbol: char| symbol.is_whitespace() || symbol == '(').next().unwrap_or_default();
    ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let lead = part.len() - part.trim_start().len();
    let length = part.trim().len();
    (length > 0).then_some(range.start + lead..range.start + lead + length)
}
