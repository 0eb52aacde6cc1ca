//! The search for all patterns at once.

use super::encoding::Encoding;
use super::pattern::Pattern;
use super::spellings::spellings;
use super::trace::Trace;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeMap;

/// All patterns in all encodings, ready to search.
pub struct Sweep {
    pub(super) patterns: Vec<Pattern>,
    pub(super) automaton: Option<AhoCorasick>,
    /// In the order of the automaton's own patterns.
    pub(super) spellings: Vec<Spelling>,
}

/// One pattern in one encoding.
pub(super) struct Spelling {
    /// The index of the pattern.
    pub(super) pattern: usize,
    pub(super) encoding: Encoding,
    text: Vec<u8>,
}

impl Sweep {
    /// Returns whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Prepares the search; patterns without text are left out, since they occur everywhere.
    pub fn new(patterns: impl IntoIterator<Item = Pattern>) -> Self {
        let patterns: Vec<_> = patterns.into_iter().filter(|pattern| !pattern.text.trim().is_empty()).collect();
        let mut all = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            let texts = spellings(&pattern.text);
            all.extend(texts.into_iter().map(|(text, encoding)| Spelling { pattern: index, encoding, text }));
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(all.iter().map(|spelling| &spelling.text))
            .ok();
        Self { patterns, automaton, spellings: all }
    }

    /// Passes on what it looks for, part by part: sweeps of equal parts find the same.
    pub fn identify(&self, add: &mut dyn FnMut(&[u8])) {
        for pattern in &self.patterns {
            add(if pattern.is_name { b"name" } else { b"token" });
            add(pattern.label.as_bytes());
            add(pattern.text.as_bytes());
        }
    }

    /// Returns every trace in `bytes`, in order; one place is reported once per pattern, as its plainest spelling.
    pub fn traces(&self, bytes: &[u8]) -> Vec<Trace> {
        let mut found = BTreeMap::<(usize, usize), Encoding>::new();
        for place in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(bytes)) {
            let Some(spelling) = self.spellings.get(place.pattern().as_usize()) else { continue };
            let Some(pattern) = self.patterns.get(spelling.pattern) else { continue };
            if counts(spelling, pattern, bytes, place.range()) {
                // Of two spellings that begin at one place the plainer is shorter, and so is found first.
                found.entry((place.start(), spelling.pattern)).or_insert(spelling.encoding);
            }
        }
        let trace = |((offset, pattern), encoding)| {
            let label = self.patterns.get(pattern).map(|pattern: &Pattern| pattern.label.clone())?;
            Some(Trace { offset, label, encoding })
        };
        found.into_iter().filter_map(trace).collect()
    }
}

/// Returns whether a match counts. The automaton ignores case, base 64 does not; a name must be a whole word.
fn counts(spelling: &Spelling, pattern: &Pattern, bytes: &[u8], range: std::ops::Range<usize>) -> bool {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    match spelling.encoding {
        Encoding::Base64 => bytes.get(range) == Some(spelling.text.as_slice()),
        _ if pattern.is_name => {
            let before = range.start.checked_sub(1).and_then(|index| bytes.get(index));
            !is_word(before) && !is_word(bytes.get(range.end))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::sweep::self_test::SelfTestError;
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
    fn every_encoding_is_found_at_its_place() {
        let token = "se/cr et+\"<ü>42";
        let html = "xx se/cr et+&quot;&lt;ü&gt;42".as_bytes();
        let expected = |encoding, offset| vec![Trace { offset, label: "token 1".to_owned(), encoding }];
        assert_eq!(sweep().traces(html), expected(Encoding::Html, 3));
        assert_eq!(sweep().traces(format!("..{token}").as_bytes()), expected(Encoding::Plain, 2));
        assert_eq!(
            sweep().traces(crate::secrets::sweep::spellings::hex(token.as_bytes()).as_bytes()),
            expected(Encoding::Hex, 0)
        );
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
        assert_eq!(labels("ÀAda, Adaÿ"), Vec::<String>::new(), "bytes from 0x80 on are parts of letters");
        assert_eq!(labels("ADA &amp; SÖHNE"), ["customer 8"]);
        assert_eq!(labels("ADA & SÖHNE"), ["customer 7", "customer 8"]);
        assert_eq!(labels("ada & söhne"), ["customer 7", "customer 8"]);
        assert_eq!(labels("Ada &amp; Söhne"), ["customer 7", "customer 8"]);
    }

    #[test]
    fn debug_output_and_traces_show_labels_only() {
        let shown = format!("{:?} {:?}", Pattern::token("token 1", "abcdefgh"), sweep().traces(b"Ada"));
        assert!(shown.contains("token 1") && shown.contains("customer 8"));
        assert!(!shown.contains("abcdefgh") && !shown.contains("Ada"));
    }

    #[test]
    fn patterns_without_text_are_left_out() {
        let sweep = Sweep::new([Pattern::token("empty", ""), Pattern::name("blank", "  ")]);
        assert_eq!((sweep.self_test(), sweep.traces(b"any  thing")), (Ok(()), Vec::new()));
        assert!(sweep.is_empty());
        assert!(!self::sweep().is_empty());
    }

    #[test]
    fn a_place_is_reported_once_as_its_plainest_spelling() {
        let sweep = Sweep::new([Pattern::token("token", "ab&")]);
        let trace = |encoding| Trace { offset: 1, label: "token".to_owned(), encoding };
        assert_eq!(sweep.traces(b"-ab&amp;"), [trace(Encoding::Plain)]);
        assert_eq!(sweep.traces(b"-ab&#38;"), [trace(Encoding::Plain)]);
        assert_eq!(sweep.traces(b"-ab%26"), [trace(Encoding::Percent)]);
    }

    #[test]
    fn the_control_fails_for_the_first_spelling_that_is_not_found() {
        let missed = |encoding| Err(SelfTestError { label: "token".to_owned(), encoding: Some(encoding) });
        let searching = |forms: &[&[u8]]| {
            let mut sweep = Sweep::new([Pattern::token("token", "a\"b")]);
            sweep.spellings.retain(|spelling| forms.contains(&spelling.text.as_slice()));
            sweep.automaton = AhoCorasick::new(sweep.spellings.iter().map(|spelling| &spelling.text)).ok();
            sweep.self_test()
        };
        let (plain, percent, json, html) = (&b"a\"b"[..], &b"a%22b"[..], &b"a\\\"b"[..], &b"a&quot;b"[..]);
        assert_eq!(searching(&[percent, json, html]), missed(Encoding::Plain));
        assert_eq!(searching(&[plain, json, html]), missed(Encoding::Percent));
        assert_eq!(searching(&[plain, percent, html]), missed(Encoding::Json));
        assert_eq!(searching(&[plain, percent, json]), missed(Encoding::Html));
        assert_eq!(searching(&[plain, percent, json, html]), Ok(()));
    }

    proptest! {
        #[test]
        fn the_control_is_found_whatever_the_pattern(text in any::<String>()) {
            let sweep = Sweep::new([Pattern::token("token", text.as_str()), Pattern::name("name", text)]);
            prop_assert_eq!(sweep.self_test(), Ok(()));
        }

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
