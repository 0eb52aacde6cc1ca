//! A cell with a text, as XML of a worksheet (ECMA-376 part 1, 18.3.1.4).

use super::cell::Cell;
use quick_xml::escape::partial_escape;

/// A cell to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellXml<'a> {
    /// The prefix of the sheet's elements with its colon, mostly empty.
    pub(super) prefix: &'a str,
    /// Its place.
    pub(super) cell: Cell,
    /// The number of its style.
    pub(super) style: Option<&'a str>,
    /// Its text.
    pub(super) text: &'a str,
}

impl CellXml<'_> {
    /// Returns the cell as an inline string.
    pub(super) fn write(self) -> String {
        let Self { prefix, cell, style, text } = self;
        let style = style.map(|style| format!(" s=\"{}\"", quick_xml::escape::escape(style))).unwrap_or_default();
        let text = encode(text);
        format!(
            "<{prefix}c r=\"{cell}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
        )
    }
}

/// Escapes text for XML, and what a reader would take for an escape of its own: `_x000D_` represents a character in
/// an `ST_Xstring` (ECMA-376 part 1, 22.9.2.19), so an underscore that begins such a shape is written as `_x005F_`.
fn encode(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        let rest = text.as_bytes().get(index..index + 7).unwrap_or_default();
        let is_shape = matches!(rest, [b'_', b'x', hex @ .., b'_'] if hex.iter().all(u8::is_ascii_hexdigit));
        if is_shape { escaped.push_str("_x005F_") } else { escaped.push(character) }
    }
    partial_escape(&*escaped).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_for_both_readers() {
        assert_eq!(encode("a < b & c ]]> \"q\""), "a &lt; b &amp; c ]]&gt; \"q\"");
        assert_eq!(encode("_x000D_ _xZZ_ _x12_"), "_x005F_x000D_ _xZZ_ _x12_");
    }
}
