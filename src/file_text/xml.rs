//! The text of XML: what is between tags, with values that several runs of one paragraph share joined, and what
//! attributes hold.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Elements that end a line, by the part of their name after the colon: paragraphs, rows and cells of documents, sheets
/// and slides (ECMA-376; `OpenDocument` 1.3).
const LINES: [&str; 14] =
    ["p", "h", "si", "c", "v", "row", "tr", "tc", "br", "table-cell", "table-row", "title", "comment", "t-line"];

/// Returns the text of `xml`; what is not well-formed ends it, and the rest is taken as it is written.
pub(super) fn xml_text(xml: &str) -> String {
    let mut text = String::new();
    let mut attributes = String::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                for attribute in tag.attributes().with_checks(false).flatten() {
                    let value = unescaped(&attribute.value);
                    // Measures and ids are short.
                    if value.len() > 7 {
                        attributes.push_str(&value);
                        attributes.push('\n');
                    }
                }
                if ends_line(tag.local_name().as_ref()) {
                    new_line(&mut text);
                }
            }
            Ok(Event::End(tag)) if ends_line(tag.local_name().as_ref()) => new_line(&mut text),
            Ok(Event::Text(part)) => text.push_str(&part),
            Ok(Event::CData(part)) => text.push_str(&part),
            Ok(Event::Comment(part)) => {
                attributes.push_str(&part);
                attributes.push('\n');
            }
            Ok(Event::GeneralRef(name)) => text.push_str(&unescaped(&format!("&{};", &*name))),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                text.push_str(xml.get(before..).unwrap_or_default());
                break;
            }
        }
    }
    new_line(&mut text);
    text + &attributes
}

/// Returns whether a part of this name is XML.
pub(super) fn is_xml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| ["xml", "rels", "vml"].contains(&end.to_ascii_lowercase().as_str()))
}

/// Returns `written` with its references replaced, or as it is if one of them is unknown.
fn unescaped(written: &str) -> String {
    quick_xml::escape::unescape(written).map_or_else(|_| written.to_owned(), Into::into)
}

fn ends_line(local_name: &str) -> bool {
    LINES.contains(&local_name)
}

fn new_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_join_and_paragraphs_part() {
        let document = "<w:document><w:body><w:p><w:r><w:t>to</w:t></w:r><w:r><w:t>ken &amp; more</w:t></w:r></w:p>\
                        <w:p><w:r><w:t>next</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(xml_text(document), "token & more\nnext\n");
    }

    #[test]
    fn attributes_and_comments_follow_the_text() {
        let links = "<R><Link Id=\"r1\" Target=\"https://e.example/?a=1&amp;b=2\"/><!-- a note --></R>";
        assert_eq!(xml_text(links), "https://e.example/?a=1&b=2\n a note \n");
    }

    #[test]
    fn what_is_not_well_formed_is_kept() {
        assert_eq!(xml_text("<a>one</b> two"), "one</b> two\n");
        assert_eq!(xml_text(""), "");
    }
}
