//! Secret values that are known by their place, searched in texts that repeat them without it.
//!
//! `password: …` gives a value away, and a title that repeats the value does not: a scan of the title alone finds nothing.

use super::decoded::decoded_forms;
use super::redaction::redact;
use super::scan::scan_text;
use crate::source::Span;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;

/// Values shorter than this many bytes are not searched in other texts, where they would replace parts of ordinary words.
const SHORTEST: usize = 6;

/// The values that are known to be secret.
#[derive(Debug)]
pub struct KnownValues(Search);

#[derive(Debug)]
enum Search {
    None,
    Values(AhoCorasick),
    /// They could not be compiled, so that no text can be trusted.
    Unknown,
}

impl KnownValues {
    /// Takes `values`, each as a whole and by its lines, since others repeat a key of many lines as one line or in part; as they
    /// are written and without their encodings, since pages and messages show what is meant.
    pub fn new<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let forms = |value: &'a str| std::iter::once(value.to_owned()).chain(decoded_forms(value));
        let values: Vec<String> = values.into_iter().flat_map(forms).collect();
        let parts = values.iter().flat_map(|value| std::iter::once(value.as_str()).chain(value.lines()));
        let parts: BTreeSet<&str> = parts.map(str::trim).filter(|part| part.len() >= SHORTEST).collect();
        if parts.is_empty() {
            return Self(Search::None);
        }
        Self(AhoCorasick::new(parts).map_or(Search::Unknown, Search::Values))
    }

    /// Takes the values that a scan finds in `texts`.
    pub fn in_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let values = texts.into_iter().flat_map(|text| {
            let hits = scan_text(text).into_iter();
            hits.filter_map(|hit| text.get(hit.span.range())).collect::<Vec<_>>()
        });
        Self::new(values.collect::<Vec<_>>())
    }

    /// Returns `text` without these values, and without those that a scan of it finds.
    pub fn mask(&self, text: &str) -> String {
        let mut spans = match &self.0 {
            Search::Unknown => vec![Span::new(0..text.len())],
            Search::None => Vec::new(),
            Search::Values(known) => known.find_overlapping_iter(text).map(|found| Span::new(found.range())).collect(),
        };
        spans.extend(scan_text(text).iter().map(|hit| hit.span));
        redact(text, &spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_known_by_its_place_is_masked_elsewhere() {
        let value = ["Xk29f", "Lqz81vTnW"].concat();
        let known = KnownValues::in_texts([format!("password: {value}\n").as_str(), "nothing"]);
        assert_eq!(known.mask(&format!("about {value}")), "about [redacted]");
        let encoded = value.bytes().fold(String::new(), |encoded, byte| format!("{encoded}&#{byte};"));
        let known = KnownValues::in_texts([format!("password: {encoded}\n").as_str()]);
        assert_eq!(known.mask(&format!("about {value}")), "about [redacted]");
        assert_eq!(KnownValues::new([]).mask(&format!("about {value}")), format!("about {value}"), "the control");
        assert_eq!(KnownValues::new(["short", "longer"]).mask("short, longer"), "short, [redacted]");
        assert_eq!(KnownValues::new(["line-one\nline-two"]).mask("line-two, line-one"), "[redacted], [redacted]");
    }
}
