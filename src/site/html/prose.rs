//! Markdown of our own, such as the page of a rule, as HTML.

use super::escape::push_escaped;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A part of a page of our own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Finished HTML: paragraphs, lists, words in code.
    Prose(String),
    /// A heading, with its level.
    Heading(u8, String),
    /// A fenced block: the words after its marks, and its text.
    Fence(String, String),
}

/// Splits `text` into its parts. HTML in it is shown as it is written.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut prose, mut open) = (Vec::new(), None::<Part>);
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                flush(&mut prose, &mut parts);
                open = Some(Part::Heading(level as u8, String::new()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) => {
                flush(&mut prose, &mut parts);
                open = Some(Part::Fence(words.to_string(), String::new()));
            }
            Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock) if open.is_some() => parts.extend(open.take()),
            Event::Text(words) | Event::Code(words) if open.is_some() => {
                if let Some(Part::Heading(_, text) | Part::Fence(_, text)) = &mut open {
                    text.push_str(&words);
                }
            }
            Event::Html(raw) | Event::InlineHtml(raw) => prose.push(Event::Text(raw)),
            event => prose.push(event),
        }
    }
    flush(&mut prose, &mut parts);
    parts
}

/// Returns one sentence with its `code` marked as such, and everything else as it is written.
pub(crate) fn sentence(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    let pieces: Vec<&str> = text.split('`').collect();
    let closed = pieces.len() - usize::from(pieces.len().is_multiple_of(2));
    for (index, piece) in pieces.iter().enumerate() {
        let is_code = index % 2 == 1 && index < closed;
        if index >= closed && index > 0 {
            html.push('`');
        }
        html.push_str(if is_code { "<code>" } else { "" });
        push_escaped(&mut html, piece);
        html.push_str(if is_code { "</code>" } else { "" });
    }
    html
}

fn flush(prose: &mut Vec<Event<'_>>, parts: &mut Vec<Part>) {
    if !prose.is_empty() {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, prose.drain(..));
        parts.push(Part::Prose(html));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_parts() {
        let found = parts("One `x` <b>.\n\n## Fails\n\n```fieldbook a.md\n<i>\n```\n");
        let expected = [
            Part::Prose("<p>One <code>x</code> &lt;b&gt;.</p>\n".to_owned()),
            Part::Heading(2, "Fails".to_owned()),
            Part::Fence("fieldbook a.md".to_owned(), "<i>\n".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sentence_marks_its_code() {
        assert_eq!(sentence("write `a<b>` now"), "write <code>a&lt;b&gt;</code> now");
        assert_eq!(sentence("one ` alone"), "one ` alone");
        assert_eq!(sentence("`a` and ` b"), "<code>a</code> and ` b");
        assert_eq!(sentence(""), "");
    }
}
