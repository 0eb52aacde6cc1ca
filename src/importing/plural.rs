//! Counts with their words.

/// Says `1 answer` or `2 answers`.
pub(super) fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
