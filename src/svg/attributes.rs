//! The attributes of an element: which of them are kept, and how removed ones are named.

use super::css::refused_css;
use super::vocabulary::{SVG, XLINK};
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// Prefixes with which drawing programs mark their own data. Removing it changes nothing that a reader sees.
pub(super) const EDITORS: [&str; 11] =
    ["cc", "dc", "figma", "i", "inkscape", "rdf", "serif", "sketch", "sodipodi", "svgjs", "x"];

/// Pictures of pixels that may be inside a picture; nothing in them runs.
const PIXELS: [&str; 5] = [
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/jpg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];

/// An attribute of an element.
pub(super) struct Attribute {
    pub(super) key: String,
    /// The value as the browser reads it.
    pub(super) value: String,
    /// The value as it is written.
    pub(super) written: String,
}

pub(super) fn attributes(element: &BytesStart<'_>) -> Result<Vec<Attribute>, String> {
    let read = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let attribute = attribute.map_err(|_| "an attribute is not well-formed".to_owned())?;
        let key = attribute.key.as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value =
            value.map_err(|_| format!("the value of `{key}` is not well-formed or uses an entity"))?.into_owned();
        Ok(Attribute { key, value, written: attribute.value.to_string() })
    };
    element.attributes().map(read).collect()
}

pub(super) fn is_pixels(attribute: &Attribute) -> bool {
    let is_base64 = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/= \n\r\t".contains(&byte));
    PIXELS.iter().any(|start| attribute.value.strip_prefix(start).is_some_and(is_base64))
}

pub(super) fn is_address(key: &str) -> bool {
    matches!(key, "href" | "xlink:href")
}

pub(super) fn is_kept_attribute(element: &str, attribute: &Attribute) -> bool {
    let (key, value) = (attribute.key.as_str(), attribute.value.as_str());
    match key {
        "xmlns" => value == SVG,
        "xmlns:xlink" => value == XLINK,
        "xml:space" | "xml:lang" | "id" | "class" => true,
        key if is_address(key) => {
            let leads_inside = value.strip_prefix('#').is_some_and(|id| !id.is_empty());
            leads_inside || (element == "image" && is_pixels(attribute))
        }
        key if key.contains(':') || is_handler(key) || matches!(key, "src" | "base" | "action" | "formaction") => false,
        key if key.starts_with("aria-") => true,
        _ => refused_css(value).is_none(),
    }
}

fn is_handler(key: &str) -> bool {
    key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
}

/// Returns how a message names a removed attribute; `None` for the data of drawing programs.
pub(super) fn missed_attribute(attribute: &Attribute) -> Option<String> {
    let key = attribute.key.as_str();
    let prefix = key.split_once(':').map_or("", |(prefix, _)| prefix);
    let is_data = prefix == "xmlns" || EDITORS.contains(&prefix) || key == "content" || key.starts_with("data-");
    (!is_data).then(|| key.to_owned())
}
