//! Anchors of headings: those that the other generator made are kept where ours would differ.

use super::generator::Generator;
use super::lines::{code_mask, lines_of};
use crate::markdown::{Anchors, Markdown, plain_text, slug};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization as _;

/// Returns `text` in which each heading whose anchor would change has its former one, and how many those are.
pub(super) fn with_former_anchors(text: &str, generator: Generator) -> (String, usize) {
    let (mut ours, mut theirs) = (Anchors::default(), Former::new(generator));
    let (mut made, mut at, mut count) = (String::with_capacity(text.len()), 0, 0);
    let mut words = None::<(String, bool, usize)>;
    for (event, range) in Markdown::new(text).events() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                if let Some(id) = &id {
                    theirs.take(id);
                    ours.chosen(id);
                }
                words = Some((String::new(), id.is_some(), range.start));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((words, ..)) = &mut words {
                    words.push_str(&part);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((words, ..)) = &mut words {
                    words.push(' ');
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let Some((words, false, start)) = words.take() else { continue };
                let former = theirs.next(&words);
                if former.is_empty() || former == ours.next(&words) {
                    continue;
                }
                let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
                // The closing marks of `## A ##` come after the anchor.
                let bare = line.trim_end().trim_end_matches('#').trim_end();
                let bare = if line.trim_start().starts_with('#') && !bare.trim_matches('#').is_empty() {
                    bare
                } else {
                    line.trim_end()
                };
                let end = start + bare.len();
                made.push_str(text.get(at..end).unwrap_or_default());
                // Writing to a string cannot fail.
                let _ = write!(made, " {{#{former}}}");
                at = start + line.len();
                count += 1;
            }
            _ => {}
        }
    }
    made.push_str(text.get(at..).unwrap_or_default());
    (made, count)
}

/// Makes the anchors of another generator.
struct Former {
    generator: Generator,
    seen: BTreeMap<String, u32>,
}

impl Former {
    fn new(generator: Generator) -> Self {
        Self { generator, seen: BTreeMap::new() }
    }

    fn take(&mut self, id: &str) {
        self.seen.entry(id.to_owned()).or_insert(0);
    }

    fn next(&mut self, text: &str) -> String {
        let base = match self.generator {
            Generator::MkDocs => python_slug(text),
            Generator::Docusaurus | Generator::Hugo | Generator::Plain => slug(text),
        };
        let mark = if self.generator == Generator::MkDocs { '_' } else { '-' };
        let mut count = self.seen.get(&base).copied().unwrap_or_default();
        let mut anchor = base.clone();
        while self.seen.contains_key(&anchor) {
            count += 1;
            anchor = format!("{base}{mark}{count}");
        }
        self.seen.insert(base, count);
        self.seen.insert(anchor.clone(), 0);
        anchor
    }
}

/// The slug of Python-Markdown's `toc` (3.8, `slugify`): ASCII letters of the compatibility decomposition, digits, `_`
/// and `-`, runs of white space and `-` as one `-`.
fn python_slug(text: &str) -> String {
    let ascii: String = text.nfkd().filter(char::is_ascii).collect();
    let kept: String = ascii
        .chars()
        .filter(|symbol| symbol.is_ascii_alphanumeric() || matches!(symbol, '_' | '-') || symbol.is_whitespace())
        .collect();
    let lower = kept.trim().to_lowercase();
    let mut slug = String::with_capacity(lower.len());
    for symbol in lower.chars() {
        let symbol = if symbol.is_whitespace() { '-' } else { symbol };
        if symbol != '-' || !slug.ends_with('-') {
            slug.push(symbol);
        }
    }
    slug
}

/// Returns the texts of the headings of a page, `title` before those in the text.
pub(super) fn texts(text: &str, title: Option<String>) -> Vec<String> {
    let lines = lines_of(text, 1);
    let code = code_mask(&lines);
    let headings = lines.iter().zip(code).filter(|(_, is_code)| !is_code).filter_map(|(line, _)| {
        let bare = line.text.trim_start_matches('#');
        let words = bare.strip_prefix(' ').filter(|_| bare.len() < line.text.len())?;
        Some(plain_text(words.split(" {#").next().unwrap_or(words)).trim().to_owned())
    });
    title.into_iter().chain(headings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_anchors_that_would_change_are_written() {
        let text = "# A & B\n\n## C\n\n## C ##\n\nGröße?\n------\n\n## D {#own}\n\n```\n# E & F\n```\n";
        let (made, count) = with_former_anchors(text, Generator::MkDocs);
        assert_eq!(
            made,
            "# A & B {#a-b}\n\n## C\n\n## C {#c_1}\n\nGröße? {#groe}\n------\n\n## D {#own}\n\n```\n# E & F\n```\n"
        );
        assert_eq!(count, 3);
        assert_eq!(with_former_anchors(text, Generator::Docusaurus), (text.to_owned(), 0));
    }

    #[test]
    fn slugs_are_those_of_the_toc_extension() {
        assert_eq!(["C++ & Größe?", "a - b", "x_y", "日本"].map(python_slug), ["c-groe", "a-b", "x_y", ""]);
    }
}
