//! Writing a text so that YAML reads it as that text.

use std::fmt::Write as _;

/// Returns `text` as a YAML scalar on one line: plain where that is unmistakable, else in double quotes.
///
/// Escapes follow YAML 1.2.2, section 5.7.
pub fn quoted(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for symbol in text.chars() {
        match symbol {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            symbol if symbol.is_control() || matches!(symbol, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(symbol));
            }
            symbol => quoted.push(symbol),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns whether nothing in `text` could be read as anything but text, in a flow list either.
fn is_plain(text: &str) -> bool {
    let is_fine = |symbol: char| {
        symbol.is_alphanumeric() || matches!(symbol, ' ' | '-' | '_' | '.' | '/' | '(' | ')' | '\'' | '?')
    };
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(is_fine)
        && !words.contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::{Value, parse_yaml};
    use proptest::prelude::*;

    #[test]
    fn plain_where_it_can_be() {
        let shown = ["Globex", "Is it on?", "a: b", "no", "say \"hi\"", "1.10", "[x]", "x # y"].map(quoted);
        let expected =
            ["Globex", "Is it on?", "\"a: b\"", "\"no\"", "\"say \\\"hi\\\"\"", "\"1.10\"", "\"[x]\"", "\"x # y\""];
        assert_eq!(shown, expected);
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_again(text in "\\PC{0,40}|[a-z:#\"'\\\\\\n\\t -]{0,20}") {
            let node = parse_yaml(&format!("key: {}\nlist: [{}]\n", quoted(&text), quoted(&text)), 0).expect("it is YAML");
            let Value::Map(pairs) = node.value else { panic!("a map") };
            prop_assert_eq!(&pairs[0].1.value, &Value::Text(text.clone()));
        }
    }
}
