//! A quote as the words to look for.

use super::text::Text;
use crate::wording::{PlainWords, folded, plain_forms};
use std::ops::Range;

/// Up to how many words of the page an ellipsis of a quote replaces.
const ELLIPSIS: usize = 400;
/// Up to how many words of the page a text in brackets, such as `[Globex]`, replaces.
const BRACKETS: usize = 5;

/// A quote as the words to look for.
#[derive(Debug, Clone)]
pub struct Quote {
    text: String,
    parts: Vec<QuotePart>,
}

/// Words that follow each other on the page.
#[derive(Debug, Clone)]
pub(super) struct QuotePart {
    /// Their folded forms.
    pub(super) words: Vec<String>,
    /// Up to how many other words can be before them.
    pub(super) gap: usize,
}

impl Quote {
    /// Reads a quote: `…`, `...` and `[…]` replace words of the page, and so does a text in brackets.
    pub fn new(text: &str) -> Self {
        let mut quote = Self { text: text.to_owned(), parts: Vec::new() };
        let (mut rest, mut gap) = (text, 0);
        while let Some((start, end, width)) = next_gap(rest) {
            quote.push(rest.get(..start).unwrap_or_default(), gap);
            gap = if start == 0 || rest.get(..start).is_some_and(|before| folded(before).is_empty()) {
                gap.max(width)
            } else {
                width
            };
            rest = rest.get(end..).unwrap_or_default();
        }
        quote.push(rest, gap);
        quote
    }

    fn push(&mut self, text: &str, gap: usize) {
        let words = plain_forms(text);
        if !words.is_empty() {
            let gap = if self.parts.is_empty() { 0 } else { gap };
            self.parts.push(QuotePart { words, gap });
        }
    }

    /// Returns the quote as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns its parts, in order.
    pub(super) fn parts(&self) -> &[QuotePart] {
        &self.parts
    }

    /// Returns all its words, in order.
    pub(super) fn words(&self) -> Vec<&str> {
        self.parts.iter().flat_map(|part| &part.words).map(String::as_str).collect()
    }

    /// Returns the number of its words.
    pub fn word_count(&self) -> usize {
        self.parts.iter().map(|part| part.words.len()).sum()
    }

    /// Returns the words at each place of `text` that has the quote, in order.
    pub(super) fn places(&self, text: &PlainWords) -> Vec<Range<usize>> {
        let number = |part: &QuotePart| part.words.iter().map(|word| text.number(word)).collect::<Option<Vec<u32>>>();
        let parts = self.parts.iter().map(|part| Some((number(part)?, part.gap))).collect::<Option<Vec<_>>>();
        let parts = parts.unwrap_or_default();
        // Where its rarest word is, the first part can be.
        let rarest = parts.first().and_then(|(forms, _)| {
            let counted = forms.iter().enumerate().map(|(at, form)| (at, text.places(*form)));
            counted.min_by_key(|(_, places)| places.len())
        });
        let (at, places) = rarest.unwrap_or_default();
        let starts = places.iter().filter_map(|place| (*place as usize).checked_sub(at));
        starts.filter_map(|start| Some(start..end_of(text, &parts, start)?)).collect()
    }

    /// Returns the words at each place of `text` that has the quote, if its digits right behind letters are the number of a note
    /// there, or a power in another form: a copy of `30 days<sup>1</sup>` has `30 days1`.
    pub(super) fn raised_places(&self, text: &Text) -> Vec<Range<usize>> {
        let own = Text::new(self.text.clone());
        let has_raised = (0..own.words().len()).any(|index| raised(&own, index).is_some());
        let first = own.words().first().filter(|_| has_raised && self.parts.len() == 1);
        let form = first.and_then(|first| text.plain().number(own.plain().form(first.form)));
        let starts = form.map(|form| text.plain().places(form)).unwrap_or_default().iter().map(|start| *start as usize);
        starts.filter_map(|start| Some(start..raised_end(&own, text, start)?)).collect()
    }
}

/// Returns the number of a note or a power that the word at `index` of a quote can be: digits right behind letters.
fn raised(text: &Text, index: usize) -> Option<Raised> {
    let (before, word) = (text.words().get(index.checked_sub(1)?)?, text.words().get(index)?);
    let (unit, digits) = (text.plain().form(before.form), text.plain().form(word.form));
    if before.end != word.start || !unit.chars().all(char::is_alphabetic) {
        return None;
    }
    let powers = [("2", "²"), ("3", "³")];
    if matches!(unit, "m" | "mm" | "cm" | "dm" | "km" | "µm" | "nm" | "ft" | "yd") {
        let other = powers.iter().find_map(|(plain, raised)| match digits {
            digits if digits == *plain => Some(*raised),
            digits if digits == *raised => Some(*plain),
            _ => None,
        });
        return other.map(Raised::Power);
    }
    (digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(Raised::Note)
}

/// Returns where a quote with the words `own` ends in `text` if it begins at `start`.
fn raised_end(own: &Text, text: &Text, start: usize) -> Option<usize> {
    let mut at = start;
    for (index, word) in own.words().iter().enumerate() {
        let here = text.words().get(at);
        let form = here.map_or("", |here| text.plain().form(here.form));
        let is_joined = || {
            at.checked_sub(1).and_then(|last| text.words().get(last)).map(|last| last.end)
                == here.map(|here| here.start)
        };
        if form == own.plain().form(word.form) {
            at += 1;
            continue;
        }
        match raised(own, index)? {
            Raised::Power(other) if form == other && is_joined() => at += 1,
            Raised::Note if text.has_note(at.checked_sub(1)?) => {}
            _ => return None,
        }
    }
    Some(at)
}

/// What digits right behind letters can be in a text that was copied from a page.
enum Raised {
    /// The number of a note.
    Note,
    /// A power of a unit of length, whose other form this is.
    Power(&'static str),
}

/// Returns where a quote of these parts, each with the words that can be before it, ends if it begins at `start`.
fn end_of(text: &PlainWords, parts: &[(Vec<u32>, usize)], start: usize) -> Option<usize> {
    let mut end = start;
    for (forms, gap) in parts {
        let fits = |at: &usize| {
            let here = text.words().get(end + at..end + at + forms.len());
            here.is_some_and(|here| here.iter().zip(forms).all(|(word, form)| word.form == *form))
        };
        end += (0..=*gap).find(fits)? + forms.len();
    }
    Some(end)
}

/// Returns the next text that replaces words of the page: where it begins and ends, and how many words it replaces.
fn next_gap(text: &str) -> Option<(usize, usize, usize)> {
    let start = text.find(['…', '['].as_slice()).into_iter().chain(text.find("...")).min()?;
    let rest = text.get(start..)?;
    if let Some(inside) = rest.strip_prefix('[') {
        let Some(length) = inside.find(']') else {
            return Some((start, start + 1, 0));
        };
        let is_ellipsis = matches!(inside.get(..length).map(str::trim), Some("…" | "..." | ""));
        return Some((start, start + length + 2, if is_ellipsis { ELLIPSIS } else { BRACKETS }));
    }
    let length = rest.chars().take_while(|symbol| matches!(symbol, '…' | '.')).map(char::len_utf8).sum::<usize>();
    Some((start, start + length, ELLIPSIS))
}

/// Returns the key of a quote in records: 16 hexadecimal digits of BLAKE3 over its folded words, so that marks and forms
/// of writing do not count.
pub fn quote_key(quote: &str) -> String {
    blake3::hash(folded(quote).as_bytes()).to_hex().chars().take(16).collect()
}

/// Returns the host of a web address, in small letters and without port; `None` if it has none that names a file.
pub fn host_of(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.split(':').next()?.trim_end_matches('.').to_ascii_lowercase();
    let is_name = |symbol: char| symbol.is_alphanumeric() || matches!(symbol, '-' | '.' | '_');
    let is_host = !host.is_empty() && host.len() <= 253 && !host.starts_with('.') && host.chars().all(is_name);
    (is_host && !authority.contains('@')).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in(quote: &str, page: &str) -> bool {
        !Quote::new(quote).places(&PlainWords::new(page)).is_empty()
    }

    #[test]
    fn ellipses_and_brackets_replace_words_in_order() {
        let page = "SCIM provisioning is available on the Enterprise plan";
        for (quote, expected) in [
            ("SCIM provisioning […] on the Enterprise plan", true),
            ("SCIM provisioning ... on the Enterprise plan", true),
            ("… provisioning is … plan …", true),
            ("[Globex] SCIM provisioning is [now] available", true),
            ("[SCIM] provisioning", true),
            ("on the […] SCIM", false),
            ("SCIM [x] plan", false),
            ("scim [x] Enterprise", true),
            ("provisioning [x] plan", true),
            ("is [x] plan", true),
            ("…", false),
            ("", false),
            ("[unclosed SCIM", false),
        ] {
            assert_eq!(is_in(quote, page), expected, "{quote}");
        }
        let far = format!("one {}two", "x ".repeat(ELLIPSIS));
        assert!(is_in("one … two", &far));
        assert!(!is_in("one … two", &far.replace("two", "x two")));
    }

    #[test]
    fn the_key_of_a_quote_is_that_of_its_words() {
        assert_eq!(quote_key("It stops at 5TB."), quote_key("it stops at **5 TB**"));
        assert_ne!(quote_key("It stops at 5 TB."), quote_key("It stops at 6 TB."));
    }

    #[test]
    fn a_host_names_a_file_and_no_path() {
        for (url, expected) in [
            ("https://Docs.Globex.example:443/x?y#z", Some("docs.globex.example")),
            ("http://globex.example", Some("globex.example")),
            ("https://globex.example./", Some("globex.example")),
            ("https://../x", None),
            ("https://.hidden/x", None),
            ("https://user@globex.example/", None),
            ("https://", None),
            ("ftp://globex.example/", None),
            ("call with Ana", None),
        ] {
            assert_eq!(host_of(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn digits_behind_letters_can_be_raised_on_the_page() {
        for (quote, page, expected) in [
            ("30 days1 and more", "30 days\u{1D} and more", true),
            ("30 days1 and more", "30 days and more", false),
            ("30 days1 and more2", "30 days\u{1D} and more\u{1D}", true),
            ("30 days 1 and more", "30 days\u{1D} and more", false),
            ("IPv6 for 30 days1", "IPv6 for 30 days\u{1D}", true),
            ("IPv6 for 30 days", "IPv\u{1D} for 30 days", true),
            ("days123", "days\u{1D}", false),
            ("Area 25 m2", "Area\n25 m²", true),
            ("Area 25 m²", "Area 25 m2", true),
            ("Area 25 m2", "Area 25 m³", false),
            ("Area 25 m2", "Area 25 m", false),
            ("Plan m2", "Plan m\u{1D}", false),
            ("10 users2", "10³ users\u{1D}", false),
            ("30 […] days1", "30 or days\u{1D}", false),
        ] {
            let is_found = !Quote::new(quote).raised_places(&Text::new(page.to_owned())).is_empty();
            assert_eq!(is_found, expected, "{quote} in {page:?}");
        }
    }
}
