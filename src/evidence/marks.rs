//! Check marks and crosses, which tables of features have in the place of words.

use super::text::Text;
use std::ops::Range;

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Yes,
    No,
    Partly,
}

/// Returns whether the words at `words` have as many marks among and beside them as `quote`, and others. Marks before items
/// of lists come and go with the style of a page, so that another number of them does not count.
pub(super) fn are_marks_other(quote: &str, text: &Text, words: &Range<usize>) -> bool {
    let wanted = Marks::of(quote);
    let is_any = !(wanted.before.is_empty() && wanted.inside.is_empty() && wanted.after.is_empty());
    is_any && {
        let found = Marks {
            before: marks(text.before(words)).take(wanted.before.len()).collect(),
            inside: marks(text.slice(words).chars()).collect(),
            after: marks(text.after(words)).take(wanted.after.len()).collect(),
        };
        let pairs = [(&wanted.before, &found.before), (&wanted.inside, &found.inside), (&wanted.after, &found.after)];
        pairs.iter().any(|(wanted, found)| wanted.len() == found.len() && wanted != found)
    }
}

/// The marks of a quote: before its first word (the last one first), between its words, and after its last one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Marks {
    before: Vec<Mark>,
    inside: Vec<Mark>,
    after: Vec<Mark>,
}

impl Marks {
    fn of(quote: &str) -> Self {
        let words = Text::new(quote.to_owned());
        let all = 0..words.words().len();
        Self {
            before: marks(words.before(&all)).collect(),
            inside: marks(words.slice(&all).chars()).collect(),
            after: marks(words.after(&all)).collect(),
        }
    }
}

/// Returns the marks among the symbols; a dash is one if it is alone in its place.
fn marks(symbols: impl Iterator<Item = char>) -> impl Iterator<Item = Mark> {
    let mut symbols = symbols.peekable();
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let symbol = symbols.next()?;
            let is_alone = before.is_whitespace() && symbols.peek().is_none_or(|next| next.is_whitespace());
            before = symbol;
            match mark(symbol) {
                Some(mark) => return Some(mark),
                None if is_alone && matches!(symbol, '-' | '–' | '—') => return Some(Mark::No),
                None => {}
            }
        }
    })
}

fn mark(symbol: char) -> Option<Mark> {
    match symbol {
        '✓' | '✔' | '☑' | '✅' | '●' | '⬤' => Some(Mark::Yes),
        '✗' | '✘' | '✕' | '✖' | '❌' | '❎' | '☒' | '○' | '◯' => Some(Mark::No),
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
        ] {
            assert_eq!(other(quote, page), expected, "{quote} in {page}");
        }
    }
}
