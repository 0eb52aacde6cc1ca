//! What is recorded, and how it is written.

use chrono::NaiveDate;
use std::fmt::Write as _;

/// A check, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerificationRecord {
    /// The day.
    pub on: NaiveDate,
    /// Who checked.
    pub by: Option<String>,
    /// With what or whom: a product version, a second presenter.
    pub with: Option<String>,
    /// How.
    pub method: Option<String>,
}

impl VerificationRecord {
    /// Returns the record as a map of YAML on one line.
    pub(super) fn as_map(&self, hash: &str) -> String {
        let mut fields = vec![format!("on: {}", self.on)];
        for (name, value) in [("by", &self.by), ("with", &self.with), ("method", &self.method)] {
            fields.extend(value.as_ref().map(|value| format!("{name}: {}", scalar(value))));
        }
        fields.push(format!("hash: {hash}"));
        format!("{{{}}}", fields.join(", "))
    }

    /// Returns the record as a footnote holds it: the day and the name.
    pub(super) fn as_words(&self) -> String {
        match &self.by {
            Some(by) => format!("{} by {}", self.on, by.split_whitespace().collect::<Vec<_>>().join(" ")),
            None => self.on.to_string(),
        }
    }
}

/// Words that some version of YAML reads as something other than text.
const NOT_TEXT: [&str; 8] = ["true", "false", "null", "yes", "no", "on", "off", "nan"];

/// Writes `value` on one line, plain if that reads as text, else in double quotes.
fn scalar(value: &str) -> String {
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
