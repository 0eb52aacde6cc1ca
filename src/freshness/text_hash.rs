//! What was verified, as a short hash that distinguishes a change of wording from a change of substance.

use crate::entry::Verification;
use crate::source::Span;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// How a text differs from the one that was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Only its wording: the same numbers, names and negations in the same order.
    Wording,
    /// A number, a name or a negation.
    Substance,
    /// Something; the hash does not say what.
    Anything,
}

/// A text that is not the one that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextChange {
    /// The day of the check.
    pub verified_on: NaiveDate,
    /// Where the hash of the checked text is written.
    pub hash: Span,
    /// What changed.
    pub edit: Edit,
}

/// Words that negate a statement.
const NEGATIONS: [&str; 9] = ["cannot", "except", "lacks", "neither", "never", "no", "none", "not", "without"];

/// Returns what a verification records of `text`: `v1:`, 16 hexadecimal digits of BLAKE3 over the text with its white
/// space folded, `-`, and 16 over its numbers, names and negations alone.
pub fn wording_hash(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("v1:{}-{}", short(&folded), short(&substance(&folded)))
}

/// Returns the cause that `text` is not the one that was verified; `None` if it is, or if no known hash was recorded.
///
/// No timeline holds it as a fact yet: a changed text is a finding and does not change the state.
pub fn text_change(verified: &Verification, text: &str) -> Option<TextChange> {
    let hash = verified.hash.as_ref()?;
    let edit = edit_since(&hash.value, text)?;
    Some(TextChange { verified_on: verified.on.value, hash: hash.span, edit })
}

/// Returns how `text` differs from what `hash` was made of; `None` if it does not, or if the hash has a form that this
/// version does not know.
pub fn edit_since(hash: &str, text: &str) -> Option<Edit> {
    let recorded = hash.strip_prefix("v1:")?;
    let now = wording_hash(text);
    let now = now.strip_prefix("v1:")?;
    let (all, part) = recorded.split_once('-').map_or((recorded, None), |(all, part)| (all, Some(part)));
    let (now_all, now_part) = now.split_once('-')?;
    match part {
        _ if all == now_all => None,
        None => Some(Edit::Anything),
        Some(part) if part == now_part => Some(Edit::Wording),
        Some(_) => Some(Edit::Substance),
    }
}

fn short(text: &str) -> String {
    let mut digits = blake3::hash(text.as_bytes()).to_hex().to_string();
    digits.truncate(16);
    digits
}

/// Joins the words that hold a digit, begin with a capital inside a sentence, or negate.
fn substance(text: &str) -> String {
    let mut kept = String::new();
    let mut begins = true;
    for word in text.split(' ') {
        let bare = word.trim_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '%');
        let is_name = !begins && bare.chars().next().is_some_and(char::is_uppercase);
        let lower = bare.to_lowercase();
        let negates = NEGATIONS.contains(&lower.as_str()) || lower.ends_with("n't") || lower.ends_with("n’t");
        if is_name || negates || bare.chars().any(|symbol| symbol.is_ascii_digit()) {
            // Writing to a string cannot fail.
            let _ = write!(kept, "{lower} ");
        }
        begins = word.ends_with(['.', '!', '?', ':']);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_substance_and_white_space() {
        let hash = wording_hash("The Globex plan stops at 5 TB  a day.");
        let edit = |text| edit_since(&hash, text);
        assert_eq!(edit("The Globex plan stops at 5 TB\n a day."), None);
        assert_eq!(edit("The Globex tariff ends at 5 TB per day."), Some(Edit::Wording));
        for changed in [
            "The Globex plan stops at 6 TB a day.",
            "The Hooli plan stops at 5 TB a day.",
            "The Globex plan never stops at 5 TB a day.",
        ] {
            assert_eq!(edit(changed), Some(Edit::Substance), "{changed}");
        }
        assert_eq!(edit_since("v1:0123456789abcdef", "x"), Some(Edit::Anything));
        assert_eq!(edit_since("v9:x", "x"), None);
    }

    #[test]
    fn a_hash_has_16_digits_of_the_text_and_16_of_its_substance() {
        assert_eq!(wording_hash("The plan  stops at 5 TB."), "v1:c81ad0119bf2f0ac-b40a40205ded5b07");
    }

    #[test]
    fn marks_around_a_word_are_wording_and_a_percent_sign_is_substance() {
        let edit = |before: &str, after: &str| edit_since(&wording_hash(before), after);
        for (before, after, expected) in [
            ("It holds 5 days", "It holds (5) days", Edit::Wording),
            ("It grew by 5 a year", "It grew by 5% a year", Edit::Substance),
            ("It stops at 5TB a day", "It stops at 6TB a day", Edit::Substance),
            ("It holds 5 days", "It holds - 5 days", Edit::Wording),
            ("It does stop", "It doesn't stop", Edit::Substance),
            ("It does stop", "It doesn’t stop", Edit::Substance),
            ("It is fast. Plans differ", "It is fast. Tariffs differ", Edit::Wording),
            ("It is fast, Globex says", "It is fast, Hooli says", Edit::Substance),
        ] {
            assert_eq!(edit(before, after), Some(expected), "{after}");
        }
    }
}
