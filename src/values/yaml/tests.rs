//! Both ways of reading YAML, against each other.

use super::plain::{FEW_KEYS, plain_document};
use super::read::{document, too_deep};
use proptest::prelude::*;

/// Compares both ways of reading `text`; returns whether this one knew all of it.
fn is_known(text: &str) -> bool {
    if text.trim().is_empty() || too_deep(text, 7).is_some() {
        return false;
    }
    let known = plain_document(text, 7);
    if let Some(known) = &known {
        assert_eq!(Ok(known), document(text, 7).as_ref(), "{text:?}");
    }
    known.is_some()
}

#[test]
fn usual_documents_are_known() {
    for text in [
        "title: Word\nverified: 2026-11-02\nclaims:\n  - id: a-b\n    text: 'It''s 5'\n  - text: |\n      One\n      two\n",
        "a: [x, \"y\\n\", 1.10, 012]\nb: {c: d, e: no}\n# a comment\nf:\ng: ~\nh: true # after it\n",
        "é: 😀 ä  \r\nlist:\r\n- one\r\n-\r\n- - two\r\n",
        "a: >-\n  folded\n  text\n\n  more\nb: word: without\n",
        "a: one\n  two\nb: []\nc: {}\n",
        "- 1\n- two\n",
        "word\n",
        "a: http://x.example/#a\nb: -x y\n",
    ] {
        let is_wrong = text.contains("word: without");
        assert_eq!(is_known(text), !is_wrong, "{text:?}");
    }
}

#[test]
fn what_is_not_plain_to_see_is_left_to_the_library() {
    for text in [
        "a: &x b\nc: *x\n",
        "a: !!str 1\n",
        "<<: {a: b}\n",
        "a: 1\na: 2\n",
        "a: 0x1F\n",
        "a: .5\n",
        "a: -1\n",
        "a: 1e3\n",
        "a: Null\n",
        "a: TRUE\n",
        "a: .inf\n",
        "1: a\n",
        "[a]: b\n",
        "a: 1_000\n",
        "a: b\n---\nc: d\n",
        "a: [b\n",
        "a: 2026-1-1\n",
    ] {
        assert!(!is_known(text), "{text:?}");
    }
    let many = (0..=FEW_KEYS).map(|number| format!("k{number}: v\n")).collect::<Vec<_>>().concat();
    assert!(is_known(&many));
    assert!(!is_known(&format!("{many}k0: v\n")));
}

proptest! {
    #[test]
    fn both_ways_agree_on_any_document(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", "bc", "true", "null", "~", "1", "1.5", "0", "-", "- ", ": ", ":", "\n", "\n  ", "\n    ", " ", "\"", "'", "[", "]", "{", "}",
            ",", ", ", "# x", "|", ">", "|-", "\n- ", "\nk: ", "\nk2: ", "&a ", "*a", "!t ", "?", "? ", "2026-10-02", "ä", "\r\n", "\t", "%", "@",
            "---\n", "...\n", "no", "x: y",
        ]), 0..24),
    ) {
        is_known(&parts.concat());
    }
}
