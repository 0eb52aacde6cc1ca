//! A text as a scalar of YAML.

use std::fmt::Write as _;

/// Words that some version of YAML reads as something other than text.
const NOT_TEXT: [&str; 8] = ["true", "false", "null", "yes", "no", "on", "off", "nan"];

/// Writes `value` on one line, plain if that reads as text, else in double quotes; white space is folded.
pub fn scalar(value: &str) -> String {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain_symbol =
        |symbol: char| symbol.is_ascii_alphanumeric() || matches!(symbol, ' ' | '-' | '_' | '.' | '/');
    let is_plain = value.starts_with(|symbol: char| symbol.is_ascii_alphabetic())
        && value.chars().all(|symbol| is_plain_symbol(symbol) || symbol == '@')
        && !NOT_TEXT.contains(&value.to_lowercase().as_str());
    if is_plain {
        return value;
    }
    let mut quoted = String::from("\"");
    for symbol in value.chars() {
        match symbol {
            '"' | '\\' => quoted.extend(['\\', symbol]),
            // YAML 1.2.2, section 5.7: an escape of 8 hexadecimal digits denotes any character.
            symbol if symbol.is_control() || symbol == '\u{FEFF}' => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(symbol));
            }
            symbol => quoted.push(symbol),
        }
    }
    quoted + "\""
}
