//! The fields of a change file, one by one: each is taken once, and what is left is named.

use super::fault::ChangeFault;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// What to do about a file that no page of this program wrote.
pub(super) const AGAIN: &str = "Ask its author to make the file on the page again.";
/// The most characters of a name that is repeated in a message.
const SHOWN: usize = 40;

/// The fields of a JSON object in their order, with those that are there twice.
pub(super) struct JsonFields(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for JsonFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = JsonFields;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<JsonFields, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(JsonFields(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

/// How long a text may be, and whether it may have several lines.
#[derive(Debug, Clone, Copy)]
pub(super) enum TextForm {
    /// One line with this number of characters at most.
    Line(usize),
    /// Lines with this number of characters at most, together.
    Lines(usize),
}

/// Takes the fields of a change file, and collects what is wrong.
pub(super) struct FieldReader {
    fields: Vec<(String, Value)>,
    /// What is wrong so far.
    pub(super) faults: Vec<ChangeFault>,
}

impl FieldReader {
    /// Begins with the fields of an object; a field that is there twice is a fault.
    pub(super) fn new(JsonFields(fields): JsonFields) -> Self {
        let mut faults = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for (name, _) in &fields {
            if !seen.insert(name.clone()) {
                faults.push(ChangeFault::new(format!("the field {} is there twice", shown(name)), AGAIN));
            }
        }
        Self { fields, faults }
    }

    /// Reports `message`.
    pub(super) fn fault(&mut self, message: impl Into<String>, help: &'static str) {
        self.faults.push(ChangeFault::new(message, help));
    }

    /// Returns whether something is wrong with the field called `name`.
    pub(super) fn has_fault_of(&self, name: &str) -> bool {
        let quoted = format!("`{name}`");
        self.faults.iter().any(|fault| fault.message.starts_with(&quoted))
    }

    /// Takes the text called `name`; `None` if it is absent, null or empty, or cannot be taken.
    pub(super) fn text(&mut self, name: &str, form: TextForm) -> Option<String> {
        let index = self.fields.iter().position(|(own, _)| own == name)?;
        let text = match self.fields.remove(index).1 {
            Value::Null => return None,
            Value::String(text) => text,
            _ => {
                self.fault(format!("`{name}` is not a text"), AGAIN);
                return None;
            }
        };
        // Clipboards and mail programs write the line ends of their system.
        let text = text.replace("\r\n", "\n").trim().to_owned();
        match fault_of(name, &text, form) {
            Some(fault) => {
                self.faults.push(fault);
                None
            }
            None => Some(text).filter(|text| !text.is_empty()),
        }
    }

    /// Takes the text called `name`, which must be there.
    pub(super) fn required(&mut self, name: &str, form: TextForm) -> Option<String> {
        let known = self.faults.len();
        let text = self.text(name, form);
        if text.is_none() && self.faults.len() == known {
            self.fault(format!("`{name}` is missing"), AGAIN);
        }
        text
    }

    /// Returns all faults, with those for the fields that were not taken.
    pub(super) fn finish(mut self) -> Vec<ChangeFault> {
        const NEWER: &str = "Remove the field, or read the file with the version of fieldbook that knows it.";
        let names: Vec<String> = self.fields.iter().map(|(name, _)| shown(name)).collect();
        for name in names {
            self.fault(format!("the field {name} is unknown"), NEWER);
        }
        self.faults.dedup();
        self.faults
    }
}

fn fault_of(name: &str, text: &str, form: TextForm) -> Option<ChangeFault> {
    const SHORTER: &str = "Shorten it, or split it into several changes.";
    let (limit, may_break) = match form {
        TextForm::Line(limit) => (limit, false),
        TextForm::Lines(limit) => (limit, true),
    };
    let count = text.chars().count();
    if count > limit {
        return Some(ChangeFault::new(format!("`{name}` has {count} characters; the limit is {limit}"), SHORTER));
    }
    let is_unsafe = |symbol: &char| is_control(*symbol) && !(may_break && matches!(symbol, '\n' | '\t'));
    let found = text.chars().find(is_unsafe)?;
    let code = u32::from(found);
    let message = format!("`{name}` contains the control character U+{code:04X}");
    Some(ChangeFault::new(message, "Remove the character; it can hide or reorder what is shown."))
}

/// Returns whether `symbol` controls a display: C0 and C1 controls, line and paragraph separators, and the marks of Unicode's
/// bidirectional algorithm (UAX 9, section 2), which change the order of what is shown; also marks without width.
fn is_control(symbol: char) -> bool {
    symbol.is_control()
        || matches!(symbol, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Returns a name from a file as messages may show it.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(SHOWN).flat_map(char::escape_debug).collect();
    format!("`{short}`")
}
