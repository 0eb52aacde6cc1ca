//! The passage of a text that shows why a document was found.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::words::{WordStemmer, each_word};

/// An excerpt is at most so long, in bytes.
const LONGEST: usize = 220;
/// The number of bytes before the first marked word, if the text is long enough.
const LEAD: usize = 40;

/// A text and the parts of it to be marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// The marked parts, in bytes, ascending.
    pub marks: Vec<Range<usize>>,
}

/// Marks the words of `text` whose stems are in `stems`.
pub(crate) fn marked(text: &str, stems: &BTreeSet<String>) -> Marked {
    let marks = found(text, stems).into_iter().map(|(span, _)| span).collect();
    Marked { text: text.to_owned(), marks }
}

/// The passage of `text` with the most different words of `stems`; its beginning if there is none.
pub(crate) fn excerpt(text: &str, stems: &BTreeSet<String>) -> Marked {
    let found = found(text, stems);
    let start = best_start(&found);
    let window = window(text, start);
    let marks = found.iter().filter(|(span, _)| window.start <= span.start && span.end <= window.end);
    let marks = marks.map(|(span, _)| span.start - window.start..span.end - window.start).collect();
    Marked { text: text.get(window).unwrap_or("").to_owned(), marks }
}

fn found(text: &str, stems: &BTreeSet<String>) -> Vec<(Range<usize>, String)> {
    let stemmer = WordStemmer::new();
    let mut found = Vec::new();
    each_word(text, |word, span| {
        let stem = stemmer.stem(word);
        if stems.contains(&stem) {
            found.push((span, stem));
        }
    });
    found
}

/// The place of the first marked word from which the most different words fit into an excerpt.
fn best_start(found: &[(Range<usize>, String)]) -> usize {
    let mut best = (0, 0);
    for (at, (first, _)) in found.iter().enumerate() {
        let within = found.iter().skip(at).take_while(|(span, _)| span.end <= first.start + LONGEST - LEAD);
        let mut different: Vec<&str> = Vec::new();
        for (_, stem) in within {
            if !different.contains(&stem.as_str()) {
                different.push(stem);
            }
        }
        if different.len() > best.0 {
            best = (different.len(), first.start);
        }
    }
    best.1
}

/// The passage around `start`, from the beginning of a word to the end of one.
fn window(text: &str, start: usize) -> Range<usize> {
    let mut from = 0;
    if start > LEAD {
        let floor = text.floor_char_boundary(start - LEAD);
        let lead = text.get(floor..start).unwrap_or("");
        from = lead.find(char::is_whitespace).map_or(start, |blank| floor + blank);
        from += text.get(from..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    }
    let to = text.floor_char_boundary(from + LONGEST);
    if to >= text.len() {
        return from..text.len();
    }
    let cut = text.get(from..to).unwrap_or("");
    let end = cut.rfind(char::is_whitespace).filter(|end| from + end > start).unwrap_or(cut.len());
    from..from + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(stems: &[&str]) -> BTreeSet<String> {
        stems.iter().map(|stem| (*stem).to_owned()).collect()
    }

    #[test]
    fn the_richest_passage_is_shown() {
        let text = format!("A key. {} Keys are rotated by the vault each year.", "Filler words. ".repeat(30));
        let excerpt = excerpt(&text, &stems(&["key", "rotat", "vault"]));
        assert_eq!(excerpt.text, "words. Filler words. Filler words.  Keys are rotated by the vault each year.");
        assert_eq!(excerpt.marks, [36..40, 45..52, 60..65]);
    }

    #[test]
    fn without_a_match_it_is_the_beginning() {
        assert_eq!(excerpt("Short.", &stems(&["key"])), Marked { text: "Short.".into(), marks: vec![] });
        assert_eq!(excerpt(&"ab ".repeat(200), &stems(&[])).text.len(), 218);
    }
}
