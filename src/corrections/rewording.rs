//! New words in a text that has marks: only the words that differ are replaced, so that links and emphasis stay.

use std::ops::Range;

/// The most words before and after the changed ones that are looked for together with them.
const CONTEXT: usize = 12;

/// Returns `source`, a text in Markdown that reads as `before`, with the words that `after` has instead; `None` if their
/// place is not certain, such as where the words that change have marks, or if there are further lines.
pub(super) fn reworded(source: &str, before: &str, after: &str) -> Option<String> {
    if source.trim() == before {
        let lead = source.len() - source.trim_start().len();
        let (start, end) = source.split_at_checked(lead)?;
        return Some(format!("{start}{}{}", escaped(after), end.get(before.len()..)?));
    }
    if after.trim().lines().count() > before.lines().count() {
        return None;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let same_start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let most = old.len().min(new.len()) - same_start;
    let same_end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    let changed = same_start..old.len() - same_end;
    let words = Word::all(source);
    let place = (0..=CONTEXT).rev().find_map(|context| unique(&words, &old, &changed, context))?;
    let replacement = new.get(same_start..new.len() - same_end)?.join(" ");
    let range = byte_range(source, &words, &place)?;
    let notes: String = words.get(place.clone())?.iter().map(|word| word.notes).collect();
    let (start, end) = (source.get(..range.start)?, source.get(range.end..)?);
    let replacement = format!("{}{notes}", escaped(&replacement));
    Some(match (place.is_empty(), replacement.is_empty()) {
        // Words that are only added get a space, words that are only removed take theirs along.
        (true, _) => format!("{start}{replacement} {end}"),
        (false, true) => format!("{start}{}", end.trim_start_matches([' ', '\n'])),
        (false, false) => format!("{start}{replacement}{end}"),
    })
}

/// A word of the source.
struct Word<'a> {
    /// Where it is, its notes included.
    range: Range<usize>,
    /// The word without its notes.
    plain: &'a str,
    /// The references to footnotes that follow it, such as `[^limit]`.
    notes: &'a str,
}

impl<'a> Word<'a> {
    fn all(source: &'a str) -> Vec<Self> {
        let start_of = |part: &str| part.as_ptr() as usize - source.as_ptr() as usize;
        let word = |part: &'a str| {
            let at = part.find("[^").filter(|_| part.ends_with(']')).unwrap_or(part.len());
            let (plain, notes) = part.split_at_checked(at).unwrap_or((part, ""));
            Word { range: start_of(part)..start_of(part) + part.len(), plain, notes }
        };
        source.split_whitespace().map(word).collect()
    }
}

/// Returns where the words `changed` of `old` are among `words`, looked for with `context` words on both sides; `None`
/// unless there is exactly one place.
fn unique(words: &[Word<'_>], old: &[&str], changed: &Range<usize>, context: usize) -> Option<Range<usize>> {
    let from = changed.start.saturating_sub(context);
    let wanted = old.get(from..(changed.end + context).min(old.len()))?;
    if wanted.is_empty() {
        return None;
    }
    let is_here = |index: &usize| {
        words
            .get(*index..*index + wanted.len())
            .is_some_and(|here| here.iter().map(|word| word.plain).eq(wanted.iter().copied()))
    };
    let mut places = (0..words.len()).filter(is_here);
    let (first, second) = (places.next()?, places.next());
    let start = first + changed.start - from;
    second.is_none().then_some(start..start + changed.len())
}

/// Returns the bytes of the words at `place`; for none, those before the word there.
fn byte_range(source: &str, words: &[Word<'_>], place: &Range<usize>) -> Option<Range<usize>> {
    let at = |index: usize| words.get(index).map_or(source.trim_end().len(), |word| word.range.start);
    if place.is_empty() {
        return Some(at(place.start)..at(place.start));
    }
    Some(at(place.start)..words.get(place.end - 1)?.range.end)
}

/// Writes a plain text as Markdown that reads as that text; each line becomes a paragraph.
pub(super) fn escaped(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(escaped_line).collect::<Vec<_>>().join("\n\n")
}

fn escaped_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    for (index, symbol) in line.char_indices() {
        let is_mark = matches!(symbol, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '$');
        let begins_block = index == 0 && matches!(symbol, '#' | '-' | '+' | '=' | ':');
        if is_mark || begins_block {
            escaped.push('\\');
        }
        escaped.push(symbol);
    }
    // `1.` or `1)` begins a list.
    let digits = line.len() - line.trim_start_matches(|symbol: char| symbol.is_ascii_digit()).len();
    if digits > 0 && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        escaped.insert(digits, '\\');
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::plain_text;

    #[test]
    fn marks_beside_the_changed_words_stay() {
        for (source, after, expected) in [
            ("Up to 5 TB a day.", "Up to 9 TB a day.", Some("Up to 9 TB a day.")),
            (
                "We *do*.\nUp to 5 TB\na day, see [x](y.md).\n",
                "We do. Up to 9 TB a day, see x.",
                Some("We *do*.\nUp to 9 TB\na day, see [x](y.md).\n"),
            ),
            ("It is 5 now.[^a]", "It is 5 now, or 6.", Some("It is 5 now, or 6.[^a]")),
            ("It **is** 5 TB a day.", "It is 5 TB.", Some("It **is** 5 TB.")),
            // Words beside marks are looked for on both sides, so these places are not certain.
            ("It **is** big a day.", "It is very big a day.", None),
            ("It **is** 5, or 5.", "It was 5, or 5.", None),
            ("a **b** c **b** c", "a b c b d", None),
            ("**b** a c a c", "b a d a c", Some("**b** a d a c")),
        ] {
            let before = plain_text(source).trim().to_owned();
            assert_eq!(reworded(source, &before, after).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn a_plain_text_reads_as_itself() {
        for text in
            ["# no heading", "- a", "1. b", "2) c", "a*b*c_d_ [x](y) <b> `c` | ~~d~~ [^n]", "{{x}} $a$", "a\\b", "= b"]
        {
            assert_eq!(plain_text(&escaped(text)).trim(), text);
        }
        assert_eq!(escaped("one\n\n two"), "one\n\ntwo");
    }
}
