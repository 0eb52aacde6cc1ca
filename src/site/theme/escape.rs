//! Values of views as text in HTML.

use std::io::{Result, Write};

/// Writes `text` with the five characters that mean something to a parser of HTML as entities, and what is between them as it is:
/// the engine's own way writes each byte for itself.
pub(super) fn escape(text: &str, to: &mut dyn Write) -> Result<()> {
    let mut rest = text;
    while let Some((before, symbol, after)) = first_symbol(rest) {
        to.write_all(before.as_bytes())?;
        to.write_all(entity(symbol).as_bytes())?;
        rest = after;
    }
    to.write_all(rest.as_bytes())
}

/// Splits `text` at its first character with an entity.
fn first_symbol(text: &str) -> Option<(&str, u8, &str)> {
    let at = text.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\''))?;
    let symbol = *text.as_bytes().get(at)?;
    Some((text.get(..at)?, symbol, text.get(at + 1..)?))
}

fn entity(symbol: u8) -> &'static str {
    match symbol {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut html = Vec::new();
        escape(text, &mut html).unwrap();
        String::from_utf8(html).unwrap()
    }

    #[test]
    fn five_characters_are_entities_and_all_others_stay() {
        for (text, html) in [
            ("", ""),
            ("plain – ü", "plain – ü"),
            ("<", "&lt;"),
            ("<a href='x'>&amp;\"é\"</a>", "&lt;a href=&#39;x&#39;&gt;&amp;amp;&quot;é&quot;&lt;/a&gt;"),
            ("end&", "end&amp;"),
        ] {
            assert_eq!(escaped(text), html);
        }
    }

    #[test]
    fn it_is_what_the_engine_writes() {
        let every: String = (0..0x300_u32).filter_map(char::from_u32).collect();
        let mut html = Vec::new();
        tera::escape_html(&every, &mut html).unwrap();
        assert_eq!(escaped(&every), String::from_utf8(html).unwrap());
    }
}
