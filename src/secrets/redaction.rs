//! Text without the secrets in it.
//!
//! In goes text, with the spans to hide or to be scanned for them, out comes text that may be printed.

use super::confidence::Confidence;
use super::scan::scan_text;
use crate::source::Span;

/// The text that replaces a secret.
pub const MASK: &str = "[redacted]";

/// Returns `text` with every one of `spans` replaced by [`MASK`]. Spans may touch, overlap and come in any order; a
/// span that ends past the end or inside a character is cut or widened.
pub fn redact(text: &str, spans: &[Span]) -> String {
    let mut sorted: Vec<_> = spans.to_vec();
    sorted.sort_unstable();
    let mut redacted = String::with_capacity(text.len());
    let mut done = 0;
    for span in sorted.iter().filter(|span| span.start < span.end) {
        let start = text.floor_char_boundary(span.range().start);
        let end = text.ceil_char_boundary(span.range().end);
        if start > done || (start == done && !redacted.ends_with(MASK)) {
            redacted.push_str(text.get(done..start).unwrap_or_default());
            redacted.push_str(MASK);
        }
        done = done.max(end);
    }
    redacted.push_str(text.get(done..).unwrap_or_default());
    redacted
}

/// Returns `text` with every credential that a scan finds replaced by [`MASK`].
pub fn mask(text: &str) -> String {
    let spans: Vec<Span> = scan_text(text).iter().map(|hit| hit.span).collect();
    redact(text, &spans)
}

/// Returns whether a scan finds a credential in `text`, also one that is only possible; placeholders are none.
pub fn holds_secret(text: &str) -> bool {
    scan_text(text).iter().any(|hit| hit.confidence != Confidence::Placeholder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_in_any_order_touching_and_overlapping() {
        let redacted = redact("key=abcdef, next=ghi.", &[Span::new(17..20), Span::new(4..8), Span::new(6..10)]);
        assert_eq!(redacted, "key=[redacted], next=[redacted].");
        assert_eq!(redact("äöü", &[Span::new(1..3), Span::new(90..99)]), "[redacted]ü[redacted]");
        assert_eq!([redact("", &[]), redact("plain", &[])], ["", "plain"]);
    }

    #[test]
    fn nested_spans_are_masked_once_and_to_the_end_of_the_outer_one() {
        let masked = |spans: &[std::ops::Range<usize>]| {
            redact("a secret b", &spans.iter().cloned().map(Span::new).collect::<Vec<_>>())
        };
        for (spans, expected) in [
            (&[2..8, 3..5][..], "a [redacted] b"),
            (&[2..8, 2..5], "a [redacted] b"),
            (&[2..8, 5..8], "a [redacted] b"),
            (&[2..8, 2..8], "a [redacted] b"),
            (&[2..8, 3..4, 5..6], "a [redacted] b"),
            (&[2..8, 3..4, 7..9], "a [redacted]b"),
            (&[2..5, 5..8], "a [redacted] b"),
            (&[2..4, 5..8], "a [redacted]c[redacted] b"),
            (&[0..10, 2..8], "[redacted]"),
            (&[3..3, 4..4], "a secret b"),
        ] {
            assert_eq!(masked(spans), expected, "{spans:?}");
        }
    }

    #[test]
    fn what_a_scan_finds_is_masked_and_the_rest_is_kept() {
        let token = ["AKIA", "Q3EGRVMD5KPT7XWN"].concat();
        assert_eq!(mask(&format!("key: {token}, region: eu")), "key: [redacted], region: eu");
        assert_eq!([mask("no key here"), mask("")], ["no key here", ""]);
    }

    proptest! {
        #[test]
        fn a_byte_is_kept_exactly_if_no_span_has_it(spans in proptest::collection::vec((0_usize..30, 0_usize..12), 0..6)) {
            let text = "abcdefghijklmnopqrstuvwxyz";
            let spans: Vec<_> = spans.into_iter().map(|(start, length)| start..start + length).collect();
            let is_kept = |at: &usize| !spans.iter().any(|span| span.contains(at));
            let kept: String = (0..text.len()).filter(is_kept).filter_map(|at| text.get(at..=at)).collect();
            let redacted = redact(text, &spans.iter().cloned().map(Span::new).collect::<Vec<_>>());
            prop_assert_eq!(redacted.replace(MASK, ""), kept);
        }

        #[test]
        fn nothing_of_a_span_is_left(before in "[a-z ]{0,20}", secret in "[A-Z0-9]{6,30}", after in "[a-zä ]{0,20}") {
            let text = format!("{before}{secret}{after}{secret}");
            let second = before.len() + secret.len() + after.len();
            let spans = [Span::new(second..text.len()), Span::new(before.len()..before.len() + secret.len())];
            let redacted = redact(&text, &spans);
            prop_assert!(!redacted.contains(&secret));
            prop_assert!(redacted.starts_with(&before));
        }
    }
}
