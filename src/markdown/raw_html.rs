//! What a page loses when raw HTML is left out of it.

use super::{Markdown, fold_marks};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// Elements that show something without having text.
const EMBEDDED: [&str; 9] = ["audio", "canvas", "embed", "iframe", "img", "math", "object", "svg", "video"];

/// Elements whose content is not text for readers.
const UNREAD: [&str; 4] = ["script", "style", "template", "title"];

/// What a page loses without its raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostHtml {
    /// The characters of text, each run of blanks as one.
    pub characters: usize,
    /// Pictures, videos, frames and the like.
    pub embedded: usize,
    /// Where the first of it is in the body.
    pub first: Range<usize>,
}

/// Returns what the page of `body` loses if its raw HTML is left out; `None` if that is nothing.
///
/// The text between inline tags stays in the page, and comments are not for readers: neither is lost. A comment that is
/// never closed takes the rest of the body with it, which is.
pub fn lost_html(body: &str) -> Option<LostHtml> {
    if !body.contains('<') {
        return None;
    }
    let mut lost: Option<LostHtml> = None;
    let mut block: Option<(String, Range<usize>)> = None;
    for (event, range) in Markdown::new(body).events() {
        let (html, range) = match event {
            Event::Start(Tag::HtmlBlock) => {
                block = Some((String::new(), range));
                continue;
            }
            Event::Html(html) => {
                if let Some((text, _)) = &mut block {
                    text.push_str(&html);
                }
                continue;
            }
            Event::InlineHtml(html) => (html.into_string(), range),
            Event::End(TagEnd::HtmlBlock) => match block.take() {
                Some(block) => block,
                None => continue,
            },
            _ => continue,
        };
        if fold_marks(&html).is_some() {
            continue;
        }
        let (characters, embedded) = shown(&html);
        if characters + embedded > 0 {
            let lost = lost.get_or_insert(LostHtml { characters: 0, embedded: 0, first: range });
            lost.characters += characters;
            lost.embedded += embedded;
        }
    }
    lost
}

/// Counts the characters of text that a browser would show for `html`, and the elements that show something else.
fn shown(html: &str) -> (usize, usize) {
    let (mut text, mut embedded) = (String::new(), 0);
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or_else(
                || {
                    text.push_str(comment);
                    ""
                },
                |(_, after)| after,
            );
            continue;
        }
        if !tag.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
            text.push('<');
            rest = tag;
            continue;
        }
        let name_end = tag.find(|symbol: char| !symbol.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag.get(..name_end).unwrap_or_default().to_ascii_lowercase();
        rest = tag.get(tag_end(tag)..).unwrap_or_default();
        embedded += usize::from(EMBEDDED.contains(&name.as_str()));
        if UNREAD.contains(&name.as_str()) {
            rest = rest.find(&format!("</{name}")).and_then(|end| rest.get(end..)).unwrap_or_default();
        }
    }
    text.push_str(rest);
    let words = text.split_whitespace();
    let (count, characters) = words.fold((0, 0), |(count, sum), word| (count + 1, sum + word.chars().count()));
    (characters + usize::saturating_sub(count, 1), embedded)
}

/// Returns where the tag that begins `tag` ends, quoted values included.
fn tag_end(tag: &str) -> usize {
    let mut quote = None;
    for (index, symbol) in tag.char_indices() {
        match (quote, symbol) {
            (None, '>') => return index + 1,
            (None, '"' | '\'') => quote = Some(symbol),
            (Some(open), symbol) if open == symbol => quote = None,
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lost(body: &str) -> Option<(usize, usize, &str)> {
        lost_html(body).map(|lost| (lost.characters, lost.embedded, body.get(lost.first).unwrap_or("?")))
    }

    #[test]
    fn text_in_blocks_and_what_is_shown_is_lost() {
        let block = "<section>\n<h2>Two words</h2>\n";
        assert_eq!(lost(&format!("a\n\n{block}\nkept\n\n</section>\n")), Some((9, 0, block)));
        assert_eq!(lost("a <img src=\"x.png\" alt=\"a > b\"> b\n"), Some((0, 1, "<img src=\"x.png\" alt=\"a > b\">")));
        assert_eq!(lost("<div>é &lt; <b>c</b></div>\n\n<p>d</p>\n"), Some((9, 0, "<div>é &lt; <b>c</b></div>\n")));
        assert_eq!(lost("<!-- open\n\nall of it\n"), Some((14, 0, "<!-- open\n\nall of it\n")));
    }

    #[test]
    fn what_stays_or_is_not_for_readers_is_not_lost() {
        for body in [
            "H<sub>2</sub>O<br>and <b>bold</b>",
            "<!-- a <b>comment</b> -->\n",
            "<details>\n<summary>Shown</summary>\n\nkept\n\n</details>\n",
            "<br>\n\n<a name=\"x\"></a>\n",
            "<script>\nlet a = \"text\";\n</script>\n",
            "`<div>` and 1 < 2\n\n    <div>code</div>\n",
        ] {
            assert_eq!(lost(body), None, "{body}");
        }
    }
}
