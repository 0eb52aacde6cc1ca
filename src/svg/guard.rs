//! The guard: whether a picture loads nothing, runs nothing and leads nowhere.
//!
//! A browser shows a picture in `<img>` without scripts and without loading anything, but the file can be opened by
//! itself. So only elements and attributes that draw may be in it, and references lead to the picture itself.

use super::css::refused_css;
use super::vocabulary::{SVG, XLINK, is_in_drawings};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Attributes that hold words of the source and are never read as CSS or as an address.
const WORDS: [&str; 3] = ["class", "id", "name"];

/// Returns why `svg` must not be published, or nothing.
pub fn refusal(svg: &str) -> Option<String> {
    let mut reader = Reader::from_str(svg);
    let (mut is_style, mut depth, mut seen) = (false, 0_usize, 0_usize);
    loop {
        match reader.read_event() {
            Err(_) => return Some("the picture is no well-formed XML".to_owned()),
            Ok(Event::Eof) if depth == 0 && seen > 0 => return None,
            Ok(Event::Eof) => return Some("the picture ends too early".to_owned()),
            Ok(Event::Start(element)) => {
                if let Some(refusal) = refused_element(&element) {
                    return Some(refusal);
                }
                is_style = element.name().as_ref() == "style";
                (depth, seen) = (depth + 1, seen + 1);
            }
            Ok(Event::Empty(element)) => {
                if let Some(refusal) = refused_element(&element) {
                    return Some(refusal);
                }
                seen += 1;
            }
            Ok(Event::End(_)) => (is_style, depth) = (false, depth.saturating_sub(1)),
            Ok(Event::Text(text)) if is_style => {
                let css = text.to_string();
                if let Some(refusal) = refused_css(&css) {
                    return Some(refusal);
                }
            }
            Ok(Event::GeneralRef(name)) if is_style && !matches!(&*name, "gt" | "quot" | "apos") => {
                return Some("the picture's style holds an escaped character".to_owned());
            }
            Ok(Event::Text(_) | Event::GeneralRef(_) | Event::Comment(_)) => {}
            Ok(Event::CData(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {
                return Some("the picture holds more than elements and text".to_owned());
            }
        }
    }
}

fn refused_element(element: &BytesStart<'_>) -> Option<String> {
    let name = element.name().as_ref().to_owned();
    match name.as_str() {
        "a" => return Some("a link in a drawing leads nowhere: write it below the drawing".to_owned()),
        "image" => return Some("a picture in a drawing cannot be loaded: leave it out".to_owned()),
        name if is_in_drawings(name) => {}
        _ => return Some(format!("`<{name}>` does not draw")),
    }
    element.attributes().find_map(|attribute| {
        let Ok(attribute) = attribute else { return Some("an attribute is not well-formed".to_owned()) };
        let key = attribute.key.as_ref().to_ascii_lowercase();
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
            return Some(format!("the value of `{key}` is not well-formed"));
        };
        refused_attribute(&key, &value)
    })
}

fn refused_attribute(key: &str, value: &str) -> Option<String> {
    let is_space = key == "xmlns" && value == SVG;
    let is_link_space = key == "xmlns:xlink" && value == XLINK;
    if is_space || is_link_space || WORDS.contains(&key) || key.starts_with("data-") || key.starts_with("aria-") {
        return None;
    }
    let is_address = matches!(key, "href" | "xlink:href" | "src" | "xml:base" | "base");
    if key.starts_with("on") || key.starts_with("xmlns") || (is_address && !value.starts_with('#')) {
        return Some(format!("`{key}` in a drawing runs or loads something"));
    }
    refused_css(value)
}
