//! A quote as the words to look for.

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
}
