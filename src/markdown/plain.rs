//! The words of a body without its markup.

use super::{FoldMark, Markdown, fold_marks};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

/// Returns the text that a reader of the page sees: no markup, no addresses, no footnotes, no source of a diagram.
pub fn plain_text(markdown: &str) -> String {
    let prepared = Markdown::new(markdown);
    let mut text = String::with_capacity(markdown.len());
    let mut skipped = 0_u32;
    let mut html_titles = String::new();
    for (event, _) in prepared.events() {
        match event {
            Event::Start(tag) if is_skipped(&tag) => skipped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::FootnoteDefinition) if skipped > 0 => skipped -= 1,
            _ if skipped > 0 => {}
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Html(html) => html_titles.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                for mark in fold_marks(&std::mem::take(&mut html_titles)).into_iter().flatten() {
                    if let FoldMark::Title(title) = mark {
                        text.push_str(&title);
                        text.push('\n');
                    }
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => text.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead,
            ) => {
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}

pub(super) fn is_skipped(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => language.trim() == "mermaid",
        Tag::FootnoteDefinition(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reader_sees() {
        let text = "# A *b*\n\nSee [the docs](https://x.example).[^1]\n\n```mermaid\ngraph\n```\n\n```toml\nkey = 1\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: note\n";
        assert_eq!(plain_text(text), "A b\nSee the docs.\nkey = 1\na b \nc d \n");
        assert_eq!(plain_text("<details>\n<summary>More</summary>\n\nText\n\n</details>\n"), "More\nText\n");
    }
}
