//! The source lines that a report shows for a place.

use std::ops::Range;

/// Most bytes of source that one place shows.
const EXCERPT_LIMIT: usize = 4096;

/// How far from a place the ends of its lines are looked for, in bytes: an excerpt, and its line ends of two bytes.
const REACH: usize = EXCERPT_LIMIT + 2;

/// The source lines of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excerpt {
    /// Whole lines without a credential, and the part of them that is meant, in bytes.
    Lines(String, Range<usize>),
    /// The lines hold a credential.
    Secret,
    /// The lines have more than 4096 bytes.
    Long,
}

/// Cuts the whole lines around `range` out of `text`, unless they are too long.
pub(super) fn cut(text: &str, range: Range<usize>) -> Option<Excerpt> {
    // Looks no further than an excerpt may reach, so that many findings on one long line cost no more than on many.
    let first = text.floor_char_boundary(range.start.saturating_sub(REACH));
    let start = text.get(first..range.start)?.rfind('\n').map(|newline| first + newline + 1);
    let start = start.or((first == 0).then_some(0))?;
    // A span that ends with a line end does not mean the next line too.
    let inner = text.get(range.clone())?.trim_end_matches(['\r', '\n']);
    let inner_end = range.start + inner.len();
    let end = line_end(text, inner_end)?;
    let lines = text.get(start..end)?;
    let meant = range.start - start..inner_end - start;
    let shown = lines.trim_end_matches('\r');
    let lines = if shown.len() < meant.end { lines } else { shown };
    (lines.len() <= EXCERPT_LIMIT).then(|| Excerpt::Lines(lines.to_owned(), meant))
}

/// Cuts out the line of the byte at `start`, from there on meant as a whole, unless it is too long.
pub(super) fn cut_first(text: &str, start: usize) -> Option<Excerpt> {
    cut(text, start..line_end(text, start)?)
}

/// Returns where the line of the byte at `from` ends, or a place that is too far away for an excerpt.
fn line_end(text: &str, from: usize) -> Option<usize> {
    let last = text.ceil_char_boundary(from.saturating_add(REACH));
    let rest = text.get(from..last)?;
    Some(from + rest.find('\n').unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_lines_are_cut_out() {
        let text = "one\r\ntwo\nthree";
        let lines = |range| match cut(text, range) {
            Some(Excerpt::Lines(lines, meant)) => Some((lines, meant)),
            _ => None,
        };
        let cut_to = |text: &str, meant| Some((text.to_owned(), meant));
        assert_eq!(lines(1..2), cut_to("one", 1..2));
        assert_eq!(lines(0..5), cut_to("one", 0..3), "its own line end does not add a line");
        assert_eq!(lines(4..4), cut_to("one\r", 4..4), "between the two characters of a line end");
        assert_eq!(lines(6..8), cut_to("two", 1..3), "up to the line end");
        assert_eq!(lines(6..10), cut_to("two\nthree", 1..5));
        assert_eq!(lines(14..14), cut_to("three", 5..5));
        assert_eq!(lines(14..15), None, "past the end");
    }

    #[test]
    fn an_excerpt_has_a_longest_length() {
        let text = "x".repeat(EXCERPT_LIMIT);
        assert!(cut(&text, 0..1).is_some());
        assert!(cut(&format!("{text}x"), 0..1).is_none());
    }

    #[test]
    fn the_longest_lines_are_found_from_either_end() {
        let line = "x".repeat(EXCERPT_LIMIT);
        let text = format!("one\r\n{line}\r\nthree");
        let (start, end) = (5, 5 + EXCERPT_LIMIT);
        let cut_to = |meant| Some(Excerpt::Lines(line.clone(), meant));
        assert_eq!(cut(&text, start..start), cut_to(0..0));
        assert_eq!(cut(&text, end..end), cut_to(EXCERPT_LIMIT..EXCERPT_LIMIT));
        assert_eq!(cut(&text.replacen('x', "xx", 1), end + 1..end + 1), None);
    }

    #[test]
    fn a_first_line_is_meant_to_its_end() {
        let text = "one\r\ntwo\nthree";
        assert_eq!(cut_first(text, 1), Some(Excerpt::Lines("one".to_owned(), 1..3)));
        assert_eq!(cut_first(text, 6), Some(Excerpt::Lines("two".to_owned(), 1..3)));
        assert_eq!(cut_first(text, 9), Some(Excerpt::Lines("three".to_owned(), 0..5)));
        assert_eq!(cut_first(text, 15), None, "past the end");
        assert_eq!(cut_first(&"x".repeat(EXCERPT_LIMIT + 1), 0), None);
    }
}
