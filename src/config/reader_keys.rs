//! What decides who may read an entry, and the fault of it that cannot be read.
//!
//! The law is to fail closed: a missing value takes the default of the folder or site; a value or a key that cannot be
//! understood counts as the strictest, and holds every build.

use super::Audiences;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::Span;
use crate::values::{Node, Reading, Value, nearest};
use unicode_normalization::UnicodeNormalization as _;

/// What decides who may read something cannot be read.
pub static UNKNOWN_READERS: Rule = Rule {
    id: "audience/unknown-readers",
    family: Family::Audience,
    severity: Severity::Error,
    floor: Floor::Publication,
    profile: Profile::Essential,
    summary: "An audience or a customer cannot be read, so it is unknown who may read the entry.",
    help: "Correct the key or the value; until then it counts as the strictest, and nothing is published.",
    page: include_str!("rules/unknown_readers.md"),
};

/// The keys that decide who may read an entry.
const READER_KEYS: [&str; 2] = ["audience", "customer"];
/// How many letters apart an unknown key and one of [`READER_KEYS`] are at most if the one may be meant by the other
/// (Damerau–Levenshtein).
const REACH: usize = 2;

/// Reports that what decides who may read something cannot be read.
pub fn report_unknown_readers(reading: &Reading<'_>, span: Span, subject: &str, message: String) {
    let finding = Finding::new(&UNKNOWN_READERS, Place::new(reading.file, span), message);
    reading.push(finding.subject(subject));
}

/// Returns the message about an `audience` whose value is not one of `audiences`; `found` says what it is instead.
pub fn audience_misfit(path: &str, audiences: &Audiences, found: &str) -> String {
    let list = audiences.names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    format!("`{path}` must be one of {list}; {found}")
}

/// Returns a hint at the audience that `name` is a misspelling of, else that it is not an audience.
pub fn audience_hint(name: &str, audiences: &Audiences) -> String {
    let not_known = || "found another name".to_owned();
    nearest(name, audiences.names()).map_or_else(not_known, |word| format!("did you mean `{word}`?"))
}

/// Returns the key that the unknown key `key` with the value `node` may stand for, if it or a key below it is close to
/// one that decides who may read an entry.
pub fn meant_reader_key(key: &str, node: &Node) -> Option<&'static str> {
    let letters: String = key.nfkc().flat_map(char::to_lowercase).filter(|symbol| symbol.is_alphanumeric()).collect();
    let is_meant = |word: &&&str| letters.contains(**word) || strsim::damerau_levenshtein(&letters, word) <= REACH;
    READER_KEYS.iter().find(is_meant).copied().or_else(|| meant_below(node))
}

fn meant_below(node: &Node) -> Option<&'static str> {
    match &node.value {
        Value::Map(pairs) => pairs.iter().find_map(|(key, node)| meant_reader_key(&key.value, node)),
        Value::List(items) => items.iter().find_map(meant_below),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_two_letters_away_is_meant_and_one_three_letters_away_is_not() {
        let node = Node { span: Span::default(), value: Value::Null };
        let meant = |key: &str| meant_reader_key(key, &node);
        for key in ["audiance", "Audience", "AUDIENCE", "audience ", "adience", "udince", "audience_level", "аudience"]
        {
            assert_eq!(meant(key), Some("audience"), "{key}");
        }
        for key in ["custommer", "Customer", "customers", "custmr", "customer-key"] {
            assert_eq!(meant(key), Some("customer"), "{key}");
        }
        for key in ["evidence", "udinc", "custo", "owner", "tags", ""] {
            assert_eq!(meant(key), None, "{key}");
        }
    }
}
