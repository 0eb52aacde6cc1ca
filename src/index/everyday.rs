//! What people type for the terms that documents use: general knowledge, the same for every site.

use fieldbook_search::Wording;

/// A row per line, `typed, typed => term, term`; `#` begins a comment.
const EVERYDAY: &str = include_str!("everyday.txt");

/// Returns what people type for terms.
pub(super) fn everyday() -> Vec<Wording> {
    let rows = EVERYDAY.lines().filter(|line| !line.starts_with('#'));
    let phrases = |text: &str| text.split(", ").map(|phrase| phrase.trim().to_owned()).collect();
    let row = |line: &str| {
        let (typed, terms) = line.split_once(" => ")?;
        Some(Wording { typed: phrases(typed), terms: phrases(terms) })
    };
    rows.filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_read_and_no_phrase_is_typed_twice() {
        let rows = EVERYDAY.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        let wordings = everyday();
        let typed: Vec<&String> = wordings.iter().flat_map(|wording| &wording.typed).collect();
        assert_eq!(wordings.len(), rows);
        assert_eq!(typed.iter().collect::<BTreeSet<_>>().len(), typed.len());
        assert!(
            wordings.iter().flat_map(|wording| wording.typed.iter().chain(&wording.terms)).all(|one| !one.is_empty())
        );
    }
}
