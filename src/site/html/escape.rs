//! Text into HTML, and addresses that a page may carry.

use std::fmt::Write as _;

/// Appends `text` to `html` with the five characters that mean something to a parser written as entities.
pub(crate) fn push_escaped(html: &mut String, text: &str) {
    for symbol in text.chars() {
        match symbol {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\0' => html.push('\u{fffd}'),
            _ => html.push(symbol),
        }
    }
}

/// Returns `text` escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    push_escaped(&mut html, text);
    html
}

/// Appends ` name="value"`, escaped.
pub(crate) fn push_attribute(html: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(html, " {name}=\"");
    push_escaped(html, value);
    html.push('"');
}

/// Returns `url` if a page may link to it: `http`, `https`, `mailto` or `tel`, or a path without a scheme. Blanks and control
/// characters, which browsers drop before they look for the scheme, are dropped first.
pub(crate) fn safe_url(url: &str) -> Option<String> {
    let bare: String = url.trim().chars().filter(|symbol| !symbol.is_control()).collect();
    let end = bare.find([':', '/', '?', '#']).unwrap_or(bare.len());
    let has_scheme = bare.get(end..).is_some_and(|rest| rest.starts_with(':'));
    let scheme = bare.get(..end).unwrap_or_default().to_ascii_lowercase();
    let is_safe = !has_scheme || matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel");
    (is_safe && !bare.is_empty()).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        for url in [
            "https://a.example/?q=1#x",
            "mailto:a@example.com",
            "tel:+1-555-0100",
            "../a/b:c",
            "#x",
            "HTTP://a.example",
        ] {
            assert_eq!(safe_url(url).as_deref(), Some(url));
        }
        let wrong =
            ["javascript:alert(1)", " java\nscript:alert(1)", "DATA:text/html,x", "vbscript:x", "file:///x", ""];
        assert_eq!(wrong.map(safe_url), [const { None::<String> }; 6]);
    }
}
