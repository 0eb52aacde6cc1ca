//! What the rules of answers share: the answer, and the form of its question.

use crate::entry::{Answer, KindFields};
use crate::rules::own_subject::OwnSubject;

/// Returns what the entry adds as an answer, for a live one.
pub(super) fn answer<'a>(subject: &OwnSubject<'a>) -> Option<&'a Answer> {
    match &subject.entry.kind_fields {
        KindFields::Answer(answer) if subject.is_live() => Some(answer),
        _ => None,
    }
}

/// Words with which a question begins that yes or no answers.
const CLOSED: [&str; 17] = [
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "must", "should", "was", "were",
    "will", "would",
];

/// Returns whether yes or no answers `question`.
pub(super) fn is_closed(question: &str) -> bool {
    let lower = question.trim().to_lowercase();
    let first = lower.split(|symbol: char| !symbol.is_alphanumeric()).next().unwrap_or_default();
    let chooses = matches!(first, "is" | "are") && lower.contains(" or ");
    CLOSED.contains(&first) && !chooses
}
