//! What a header says about the answers below it: the words to choose from, and how long they may be.

use super::sheet_layout::{AnswerPlace, Role, SheetLayout};
use super::short_answer_words::normal;
use crate::files::cell::{Area, Cell, MAX_ROWS};
use crate::files::grid::{Grid, LengthLimit, LengthUnit};

/// Words for characters, in the languages of the headers, in normal form.
const CHARACTERS: [&str; 14] = [
    "characters",
    "character",
    "chars",
    "char",
    "zeichen",
    "caractères",
    "caractère",
    "caracteres",
    "caracter",
    "caratteri",
    "tekens",
    "anschläge",
    "signes",
    "signos",
];
/// Words for words.
const WORDS: [&str; 9] = ["words", "word", "wörter", "worte", "mots", "palabras", "parole", "woorden", "palavras"];
/// Reads the words that the header of the answers offers in brackets: `Response (Yes / No / Partial)`.
pub(super) fn header_choices(grid: &Grid, layout: &SheetLayout) -> Vec<String> {
    let column = layout.columns.of(Role::Response).filter(|_| layout.height > 0);
    let header = column.map(|column| grid.text(Cell::new(layout.body() - 1, column))).unwrap_or_default();
    let inside =
        header.split_once(['(', '[']).and_then(|(_, rest)| rest.split_once([')', ']'])).map(|(inside, _)| inside);
    let words = inside.unwrap_or_default().replace(" or ", "/");
    // "N/A" is a word, not two.
    let words = words.replace("N/A", "N\u{0}A").replace("n/a", "n\u{0}a");
    let words: Vec<String> = words.split(['/', ',', ';', '|']).map(|word| word.trim().replace('\u{0}', "/")).collect();
    let are_all = words.len() > 1 && words.iter().all(|word| layout.words.meaning(word).is_some());
    if are_all { words } else { Vec::new() }
}

/// Returns the limits of length that headers state, as in `Comment (max. 500 characters)`.
pub(super) fn header_limits(grid: &Grid, layout: &SheetLayout) -> Vec<LengthLimit> {
    if layout.height == 0 || layout.answers == AnswerPlace::Below {
        return Vec::new();
    }
    let roles = [Role::Response, Role::Comment, Role::Evidence];
    let columns = roles.into_iter().filter_map(|role| layout.columns.of(role));
    let limit = |column: u32| {
        let headers = (layout.first..layout.body()).map(|row| grid.text(Cell::new(row, column)));
        let (most, unit) = headers.filter_map(limit_of).min_by_key(|(most, _)| *most)?;
        let area = Area { first: Cell::new(layout.body(), column), last: Cell::new(MAX_ROWS - 1, column) };
        Some(LengthLimit { areas: vec![area], most, unit })
    };
    columns.filter_map(limit).collect()
}

/// Reads the limit that a text states: `max. 1,000 characters`, `500 caractères max`, `Comment [250 Zeichen]`.
fn limit_of(text: &str) -> Option<(u32, LengthUnit)> {
    // "1,000" and "1.000" are one number.
    let mut bare = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
        let groups = matches!(character, ',' | '.' | '\'' | '’' | '\u{a0}' | '\u{202f}')
            && is_digit(index.checked_sub(1))
            && (1..=3).all(|ahead| is_digit(Some(index + ahead)))
            && !is_digit(Some(index + 4));
        if !groups {
            bare.push(*character);
        }
    }
    let normal = normal(&bare);
    let words: Vec<&str> = normal.split(' ').collect();
    let mut limits = words.windows(2).enumerate().filter_map(|(index, pair)| {
        let [number, unit] = pair else { return None };
        let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
        let unit = if CHARACTERS.contains(unit) {
            LengthUnit::Characters
        } else {
            WORDS.contains(unit).then_some(LengthUnit::Words)?
        };
        Some((index, (number, unit)))
    });
    let (index, limit) = limits.next()?;
    // "at least 20 words" is no limit.
    let before = words.get(index.saturating_sub(2)..index).unwrap_or_default();
    let is_least = before.iter().any(|word| matches!(*word, "least" | "min" | "minimum" | "mindestens"));
    (!is_least).then_some(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_from_headers() {
        for (header, expected) in [
            ("Comment (max. 500 characters)", Some((500, LengthUnit::Characters))),
            ("Answer - maximum 1,000 chars", Some((1000, LengthUnit::Characters))),
            ("Antwort (höchstens 1.500 Zeichen)", Some((1500, LengthUnit::Characters))),
            ("Réponse [250 caractères max]", Some((250, LengthUnit::Characters))),
            ("Response (up to 100 words)", Some((100, LengthUnit::Words))),
            ("Response (at least 20 words)", None),
            ("Response 2026", None),
            ("Response", None),
        ] {
            assert_eq!(limit_of(header), expected, "{header}");
        }
    }
}
