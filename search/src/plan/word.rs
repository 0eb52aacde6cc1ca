//! The words of a query, as they were typed.

/// A word of the query.
pub(super) struct Word {
    pub(super) text: String,
    pub(super) stem: String,
    pub(super) is_slot: bool,
    pub(super) is_unfinished: bool,
}

/// Returns `length` words from the one at `start` as one text.
pub(super) fn join(words: &[Word], start: usize, length: usize) -> String {
    let words: Vec<&str> = words.iter().skip(start).take(length).map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// `part` of `whole`, both counted in small numbers.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    let number = |length: usize| f64::from(u32::try_from(length).unwrap_or(u32::MAX));
    number(part) / number(whole).max(1.0)
}
