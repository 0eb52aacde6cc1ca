//! Questions that are parts of others, and cells that ask several things.

use super::question::Question;

/// Returns the marker of a part: `a)`, `(b)`, `c.`, `ii)`.
pub(super) fn part_marker(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(char::is_whitespace)?;
    let bare = head.trim_start_matches('(');
    let letters = bare.trim_end_matches([')', '.']);
    let is_roman = !letters.is_empty() && letters.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let is_letter = letters.len() == 1 && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    (bare.len() > letters.len() && (is_letter || is_roman) && !rest.is_empty()).then_some(letters)
}

/// Returns the letter of `4.2a` where the question before is `4.2` or another part of it.
pub(super) fn part_of_id<'a>(id: &'a str, before: Option<&Question>) -> Option<&'a str> {
    let stem = id.trim_end_matches([')', '.']).trim_end_matches(|character: char| character.is_ascii_lowercase());
    let letter = id.get(stem.len()..)?.trim_end_matches([')', '.']);
    let stem = stem.trim_end_matches(['.', '(', ' ', '-']);
    let before = before?.id.trim_end_matches(|character: char| {
        character.is_ascii_lowercase() || matches!(character, ')' | '.' | '(' | '-')
    });
    let ends_in_digit = stem.ends_with(|character: char| character.is_ascii_digit());
    (letter.len() == 1 && ends_in_digit && before == stem).then_some(letter)
}

/// Counts the parts that one cell lists on lines or in a row: `a) … b) … c) …`.
pub(super) fn count_parts(text: &str) -> u32 {
    let markers = text.split_whitespace().filter(|word| {
        let letter = word.trim_start_matches('(').strip_suffix(')').unwrap_or_default();
        letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    let bullets = ["- ", "* ", "• ", "– "];
    let items = text.lines().filter(|line| bullets.iter().any(|bullet| line.trim_start().starts_with(bullet)));
    let markers = u32::try_from(markers.count().max(items.count())).unwrap_or(u32::MAX);
    let marks = u32::try_from(text.matches('?').count()).unwrap_or(u32::MAX);
    if markers >= 2 { markers } else { marks.max(1) }
}
