//! The word that a misspelt one is nearest to.

/// Returns the word nearest to `name`, if it is near enough to be meant (Damerau–Levenshtein, a third of the letters).
pub fn nearest<'w>(name: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let reach = (name.chars().count() / 3).clamp(1, 3);
    let distance = |word: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &word.to_lowercase());
    let near = words.map(|word| (distance(word), word)).filter(|(distance, _)| *distance <= reach);
    near.min().map(|(_, word)| word)
}
