//! The lengths of an answer: sections of its body called Short, Standard and Detailed.

use super::Body;
use super::kind_fields::{Length, Lengths};

/// Finds the lengths of an answer below headings of `level`; a text without such headings counts as Standard.
pub(crate) fn answer_lengths(body: &Body, level: u8) -> Lengths {
    let mut lengths = Lengths::default();
    for (index, heading) in body.headings.iter().enumerate() {
        if heading.level != level {
            continue;
        }
        match length_of(&heading.text) {
            Some(Length::Short) => lengths.short = body.below(index),
            Some(Length::Standard) => lengths.standard = body.below(index),
            Some(Length::Detailed) => lengths.detailed = body.below(index),
            None => {}
        }
    }
    if lengths == Lengths::default() {
        lengths.standard = Some(body.span);
    }
    lengths
}

/// Returns the length that a heading names, ignoring case.
pub(super) fn length_of(heading: &str) -> Option<Length> {
    match heading.to_lowercase().as_str() {
        "short" => Some(Length::Short),
        "standard" => Some(Length::Standard),
        "detailed" => Some(Length::Detailed),
        _ => None,
    }
}
