//! Check marks and crosses, which tables of features have in the place of words.

use super::text::{Margins, Text};
use std::ops::Range;

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Yes,
    No,
    Partly,
}

/// Which marks count at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before the first word, where dashes and circles are marks of a list.
    Before,
    /// After the first word.
    Beside,
}

/// Returns whether the words at `words` have as many marks among and beside them as `quote`, and others. Marks before items
/// of lists come and go with the style of a page, so that another number of them does not count.
pub(super) fn are_marks_other(quote: &str, text: &Text, words: &Range<usize>) -> bool {
    let wanted = Marks::of(quote);
    !wanted.is_empty() && {
        let found = Marks {
            before: marks(text.before(words), Place::Before).take(wanted.before.len()).collect(),
            inside: marks(text.slice(words).chars(), Place::Beside).collect(),
            after: marks(text.after(words), Place::Beside).take(wanted.after.len()).collect(),
        };
        let pairs = [(&wanted.before, &found.before), (&wanted.inside, &found.inside), (&wanted.after, &found.after)];
        pairs.iter().any(|(wanted, found)| {
            let kinds = |marks: &[FoundMark]| marks.iter().map(|found| found.mark).collect::<Vec<_>>();
            wanted.len() == found.len() && kinds(wanted) != kinds(found)
        })
    }
}

/// Returns whether two texts have as many marks, and others.
pub(super) fn differ_in_marks(one: &str, other: &str) -> bool {
    let other = Text::new(other.to_owned());
    are_marks_other(one, &other, &(0..other.words().len()))
}

/// Returns how much of `text` beside the words at `words` has the marks that `quote` has there.
pub(super) fn margins(quote: &str, text: &Text, words: &Range<usize>) -> Margins {
    let wanted = Marks::of(quote);
    let end = |found: Option<FoundMark>| found.map_or(0, |found| found.end);
    Margins {
        before: end(marks(text.before(words), Place::Before).take(wanted.before.len()).last()),
        after: end(marks(text.after(words), Place::Beside).take(wanted.after.len()).last()),
    }
}

/// The marks of a quote: before its first word (the last one first), between its words, and after its last one.
#[derive(Debug, Clone)]
struct Marks {
    before: Vec<FoundMark>,
    inside: Vec<FoundMark>,
    after: Vec<FoundMark>,
}

/// A mark, and the number of bytes up to its end.
#[derive(Debug, Clone, Copy)]
struct FoundMark {
    mark: Mark,
    end: usize,
}

impl Marks {
    fn of(quote: &str) -> Self {
        let words = Text::new(quote.to_owned());
        let all = 0..words.words().len();
        Self {
            before: marks(words.before(&all), Place::Before).collect(),
            inside: marks(words.slice(&all).chars(), Place::Beside).collect(),
            after: marks(words.after(&all), Place::Beside).collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.before.is_empty() && self.inside.is_empty() && self.after.is_empty()
    }
}

/// Returns the marks among the symbols; a dash is one if it is alone in its place.
fn marks(symbols: impl Iterator<Item = char>, place: Place) -> impl Iterator<Item = FoundMark> {
    let mut symbols = symbols.peekable();
    let (mut before, mut end) = (' ', 0);
    std::iter::from_fn(move || {
        loop {
            let symbol = symbols.next()?;
            end += symbol.len_utf8();
            let is_blank = |symbol: char| symbol.is_whitespace() || symbol.is_control();
            let is_alone = is_blank(before) && symbols.peek().is_none_or(|next| is_blank(*next));
            before = symbol;
            let is_dash = is_alone && matches!(symbol, '-' | '–' | '—');
            let other = circle(symbol).or(is_dash.then_some(Mark::No)).filter(|_| place == Place::Beside);
            if let Some(mark) = check_mark(symbol).or(other) {
                return Some(FoundMark { mark, end });
            }
        }
    })
}

fn check_mark(symbol: char) -> Option<Mark> {
    match symbol {
        '✓' | '✔' | '☑' | '✅' => Some(Mark::Yes),
        '✗' | '✘' | '✕' | '✖' | '❌' | '❎' | '☒' => Some(Mark::No),
        _ => None,
    }
}

fn circle(symbol: char) -> Option<Mark> {
    match symbol {
        '●' | '⬤' => Some(Mark::Yes),
        '○' | '◯' => Some(Mark::No),
        '◐' | '◑' | '◒' | '◓' => Some(Mark::Partly),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_same_number_are_compared() {
        let other = |quote: &str, page: &str| {
            let text = Text::new(page.to_owned());
            let at = text.words().iter().position(|word| text.plain().form(word.form) == "sso").expect("the word");
            let end = at + Text::new(quote.to_owned()).words().len();
            are_marks_other(quote, &text, &(at..end))
        };
        for (quote, page, expected) in [
            ("SSO ✗ ✗ ✓", "SSO\n✗\n✗\n✓\nSCIM\n✓", false),
            ("SSO ✗ ✗ ✓", "SSO\n✗\n✔\n✓\nSCIM", true),
            ("SSO ✗ ✗ ✓", "SSO\n✗\n✗\nSCIM\n✓", false),
            ("SSO ✗ SCIM ✓", "SSO\n✗\nSCIM\n✓", false),
            ("SSO ✗ SCIM ✓", "SSO\n✓\nSCIM\n✓", true),
            ("✓ SSO", "✓ SSO", false),
            ("✓ SSO", "✗ SSO", true),
            ("✓ SSO", "SCIM ✗\nMore SSO", false),
            ("SSO", "SSO ✗", false),
            ("SSO", "✗ SSO ✓", false),
            ("SSO – – ✓", "SSO\n—\n-\n✓", false),
            ("SSO – – ✓", "SSO\n–\n✓\n✓", true),
            ("SSO – see SCIM", "SSO, see SCIM", false),
            ("SSO-SCIM", "SSO – SCIM", false),
            ("✓ SSO", "- SSO", false),
            ("- SSO", "✓ SSO", false),
            ("✓ SSO", "○ SSO", false),
            ("○ SSO", "✗ SSO", false),
            ("● SSO", "○ SSO", false),
            ("SSO ●", "SSO\n○", true),
            ("☑ SSO", "☒ SSO", true),
        ] {
            assert_eq!(other(quote, page), expected, "{quote} in {page}");
        }
    }

    #[test]
    fn the_marks_of_a_quote_are_shown_with_its_words() {
        for (quote, page, expected) in [
            ("SSO ✗ ✗ ✓", "SSO\n✗\n✓\n✓\nSCIM\n✓", "SSO | ✗ | ✓ | ✓"),
            ("SSO ✗ ✗ ✓", "SSO\n✗\nSCIM", "SSO | ✗"),
            ("✓ SSO", "SCIM ✗\n✗ SSO ✓\nMore", "✗ SSO"),
            ("SSO", "✗ SSO ✓", "SSO"),
            ("SSO ✓", "We have SSO ✗ for some.", "We have SSO ✗ for some"),
        ] {
            let text = Text::new(page.to_owned());
            let at = text.words().iter().position(|word| text.plain().form(word.form) == "sso").expect("the word");
            let words = at..at + 1;
            assert_eq!(text.shown_sentence(&words, margins(quote, &text, &words)), expected, "{quote} in {page}");
        }
    }

    #[test]
    fn texts_differ_in_marks_if_they_have_as_many() {
        assert!(differ_in_marks("SSO | ✗ | ✓", "SSO | ✓ | ✓"));
        assert!(!differ_in_marks("SSO | ✗ | ✓", "SSO ✘ ✔"));
        assert!(!differ_in_marks("SSO | ✗ | ✓", "SSO"));
    }
}
