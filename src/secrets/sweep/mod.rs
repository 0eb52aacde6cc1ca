//! The last look at every byte before it is published.
//!
//! In go patterns (tokens, planted sentinels, names of other customers) and the bytes of staged files, out come the
//! places where one occurs, in clear or encoded. A trace holds a pattern's label, never its text. Knows neither how the
//! patterns were chosen nor where the bytes come from, and reads no disk.

mod hidden;
mod spelling;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use spelling::{plantings, spellings};
use std::collections::BTreeMap;

pub use hidden::{LEAKED_CANARY, patterns, sweep_file};

/// Something that must not occur in the output.
#[derive(Clone)]
pub struct Pattern {
    label: String,
    text: String,
    is_name: bool,
}

/// A pattern that occurs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// Where it begins, in bytes of the file or of its path.
    pub offset: usize,
    /// What the caller called the pattern; never its text.
    pub label: String,
    /// How it is written there.
    pub encoding: Encoding,
}

/// How a pattern is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// As it is, letters' case aside.
    Plain,
    /// In base 64, at any of the three alignments, in either alphabet.
    Base64,
    /// With `%` and two digits for some or all bytes (RFC 3986).
    Percent,
    /// With HTML's character references.
    Html,
    /// With JSON's escapes.
    Json,
    /// In hexadecimal digits.
    Hex,
}

/// All patterns in all their writings, ready to search.
pub struct Sweep {
    patterns: Vec<Pattern>,
    automaton: Option<AhoCorasick>,
    /// By pattern of the automaton.
    writings: Vec<Writing>,
}

struct Writing {
    pattern: usize,
    encoding: Encoding,
    text: Vec<u8>,
}

/// A sweep that cannot be trusted: its control was not found, or its patterns could not be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfTestError {
    /// The label of the pattern that was planted and not found; empty where nothing could be compiled.
    pub label: String,
    /// How it was planted.
    pub encoding: Option<Encoding>,
}

impl Pattern {
    /// Makes a pattern of a token or sentinel: it counts wherever it occurs.
    pub fn token(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), is_name: false }
    }

    /// Makes a pattern of a name: in clear it counts only as a whole word, so that `Ada` is not found in `adapter`.
    pub fn name(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), is_name: true }
    }
}

/// Shows the label alone.
impl std::fmt::Debug for Pattern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Pattern").field("label", &self.label).finish_non_exhaustive()
    }
}

impl Sweep {
    /// Returns whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Prepares the search; patterns without text are left out, since they occur everywhere.
    pub fn new(patterns: impl IntoIterator<Item = Pattern>) -> Self {
        let patterns: Vec<_> = patterns.into_iter().filter(|pattern| !pattern.text.trim().is_empty()).collect();
        let mut writings = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let texts = spellings(&pattern.text);
            writings.extend(texts.into_iter().map(|(text, encoding)| Writing { pattern: index, encoding, text }));
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(writings.iter().map(|writing| &writing.text))
            .ok();
        Self { patterns, automaton, writings }
    }

    /// Returns every trace in `bytes`, in order; one place is reported once per pattern, as its plainest writing.
    pub fn traces(&self, bytes: &[u8]) -> Vec<Trace> {
        let mut found = BTreeMap::<(usize, usize), Encoding>::new();
        for place in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(bytes)) {
            let Some(writing) = self.writings.get(place.pattern().as_usize()) else { continue };
            let is_name = self.patterns.get(writing.pattern).is_some_and(|pattern| pattern.is_name);
            if is_it(writing, bytes, place.range(), is_name) {
                let encoding = found.entry((place.start(), writing.pattern)).or_insert(writing.encoding);
                *encoding = (*encoding).min(writing.encoding);
            }
        }
        let trace = |((offset, pattern), encoding)| {
            let label = self.patterns.get(pattern).map(|pattern: &Pattern| pattern.label.clone())?;
            Some(Trace { offset, label, encoding })
        };
        found.into_iter().filter_map(trace).collect()
    }

    /// Plants every pattern in every writing between other bytes, and looks for it.
    ///
    /// # Errors
    ///
    /// The pattern and the writing that were not found. Then nothing that this sweep says counts, and nothing may be
    /// published.
    pub fn self_test(&self) -> Result<(), SelfTestError> {
        if self.automaton.is_none() {
            return Err(SelfTestError { label: String::new(), encoding: None });
        }
        for (index, pattern) in self.patterns.iter().enumerate() {
            for (planted, encoding) in plantings(&pattern.text) {
                let bytes = [b"\x01\xFE ", planted.as_slice(), b" \xFE\x01"].concat();
                let is_found = self.traces(&bytes).iter().any(|trace| trace.label == pattern.label);
                let has_writing =
                    self.writings.iter().any(|writing| writing.pattern == index && writing.encoding == encoding);
                if !is_found && (has_writing || encoding == Encoding::Plain) {
                    return Err(SelfTestError { label: pattern.label.clone(), encoding: Some(encoding) });
                }
            }
        }
        Ok(())
    }
}

/// Returns whether a match counts. The automaton knows no case; base 64 does, and a name wants its word's bounds.
fn is_it(writing: &Writing, bytes: &[u8], range: std::ops::Range<usize>, is_name: bool) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    match writing.encoding {
        Encoding::Base64 => bytes.get(range) == Some(writing.text.as_slice()),
        _ if is_name => {
            let before = range.start.checked_sub(1).and_then(|index| bytes.get(index));
            !is_word(before) && !is_word(bytes.get(range.end))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
    use proptest::prelude::*;

    fn sweep() -> Sweep {
        Sweep::new([
            Pattern::token("token 1", "se/cr et+\"<ü>42"),
            Pattern::name("customer 7", "Ada & Söhne"),
            Pattern::name("customer 8", "Ada"),
        ])
    }

    #[test]
    fn it_finds_what_it_plants_and_a_broken_one_does_not() {
        assert_eq!(sweep().self_test(), Ok(()));
        let mut broken = sweep();
        broken.automaton = AhoCorasick::new(["other"]).ok();
        assert!(broken.self_test().is_err());
        broken.automaton = None;
        assert_eq!(broken.self_test(), Err(SelfTestError { label: String::new(), encoding: None }));
    }

    #[test]
    fn every_writing_is_found_at_its_place() {
        let token = "se/cr et+\"<ü>42";
        let html = "xx se/cr et+&quot;&lt;ü&gt;42".as_bytes();
        let expected = |encoding, offset| vec![Trace { offset, label: "token 1".to_owned(), encoding }];
        assert_eq!(sweep().traces(html), expected(Encoding::Html, 3));
        assert_eq!(sweep().traces(format!("..{token}").as_bytes()), expected(Encoding::Plain, 2));
        assert_eq!(sweep().traces(spelling::hex(token.as_bytes()).as_bytes()), expected(Encoding::Hex, 0));
        assert_eq!(sweep().traces(b"se%2Fcr%20et%2B%22%3C%C3%BC%3E42"), expected(Encoding::Percent, 0));
        assert_eq!(sweep().traces(b"se%2fcr+et%2b%22%3c%c3%bc%3e42"), expected(Encoding::Percent, 0));
        assert_eq!(sweep().traces(br#""se/cr et+\"<\u00fc>42""#), expected(Encoding::Json, 1));
    }

    #[test]
    fn names_are_whole_words() {
        let labels =
            |text: &str| sweep().traces(text.as_bytes()).into_iter().map(|trace| trace.label).collect::<Vec<_>>();
        assert_eq!(labels("adapter, Canada, Adä"), Vec::<String>::new());
        assert_eq!(labels("for ADA."), ["customer 8"]);
        assert_eq!(labels("ADA &amp; SÖHNE"), ["customer 8"]);
        assert_eq!(labels("Ada &amp; Söhne"), ["customer 7", "customer 8"]);
    }

    #[test]
    fn nothing_shows_a_needle() {
        let shown = format!("{:?} {:?}", Pattern::token("token 1", "abcdefgh"), sweep().traces(b"Ada"));
        assert!(shown.contains("token 1") && shown.contains("customer 8"));
        assert!(!shown.contains("abcdefgh") && !shown.contains("Ada"));
    }

    #[test]
    fn empty_needles_are_left_out() {
        let sweep = Sweep::new([Pattern::token("empty", ""), Pattern::name("blank", "  ")]);
        assert_eq!((sweep.self_test(), sweep.traces(b"any  thing")), (Ok(()), Vec::new()));
    }

    proptest! {
        #[test]
        fn base64_is_found_whatever_surrounds_it(
            before in proptest::collection::vec(any::<u8>(), 0..9),
            token in "[!-~]{8,40}",
            after in proptest::collection::vec(any::<u8>(), 0..9),
        ) {
            let bytes = [before.as_slice(), token.as_bytes(), &after].concat();
            let sweep = Sweep::new([Pattern::token("token", token)]);
            for engine in [&STANDARD_NO_PAD, &URL_SAFE_NO_PAD] {
                prop_assert!(!sweep.traces(engine.encode(&bytes).as_bytes()).is_empty());
            }
        }
    }
}
