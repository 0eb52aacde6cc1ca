//! Suppressions as fields: of front matter, and of `[[allow]]` in `site.toml`.

use crate::finding::{AllowedValue, Nature, Suppression, SuppressionEnd};
use crate::source::Spanned;
use crate::values::{Fields, Shape, Value, WRONG_TYPE};

/// One `[[allow]]`: a secret value that is allowed in files that cannot hold a comment.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The pattern of the files' paths.
    pub path: Spanned<String>,
    /// What is allowed.
    pub suppression: Suppression,
}

/// Reads the fields of one suppression; `None` without a rule, which is reported.
pub fn read_suppression(fields: &Fields<'_>) -> Option<Suppression> {
    let (rule, reason, until) = (fields.text("rule"), fields.text("reason"), read_end(fields));
    let (value, nature) = (read_value(fields), read_nature(fields));
    if rule.is_none() {
        fields.missing("rule", "a suppression names the rule that it suppresses");
    }
    Some(Suppression { rule: rule?, reason, until, value, nature })
}

/// Reads one `[[allow]]`; `None` without a path or a rule, which is reported.
pub(super) fn read_allowance(fields: &Fields<'_>) -> Option<Allowance> {
    let (path, suppression) = (fields.text("path"), read_suppression(fields));
    if path.is_none() {
        fields.missing("path", "an allowance names the files for which it holds");
    }
    Some(Allowance { path: path?, suppression: suppression? })
}

/// Reads `fingerprint:`, which may look like a number.
fn read_value(fields: &Fields<'_>) -> AllowedValue {
    let Some(node) = fields.node("fingerprint", Shape::Text) else { return AllowedValue::Unwritten };
    let value = match &node.value {
        Value::Text(text) | Value::Number(text) => AllowedValue::read(text, node.span),
        _ => AllowedValue::Unreadable(node.span),
    };
    if matches!(value, AllowedValue::Unreadable(_)) {
        // What is written here may be the secret itself.
        let path = fields.path_of("fingerprint");
        let message = format!("`{path}` must be 12 hexadecimal digits, as `check` shows them");
        fields.reading().report(&WRONG_TYPE, node.span, &path, message);
    }
    value
}

fn read_nature(fields: &Fields<'_>) -> Nature {
    match fields.boolean("not_a_secret") {
        Some(value) if value.value => Nature::NotASecret,
        _ => Nature::Secret,
    }
}

/// Reads `until:`; without a value it is an error too, since the suppression would seem to have an end.
fn read_end(fields: &Fields<'_>) -> SuppressionEnd {
    let day = fields.date("until");
    let Some((span, _)) = fields.place_of("until") else { return SuppressionEnd::Unwritten };
    if let Some(day) = day {
        return SuppressionEnd::On(day);
    }
    if fields.is_empty("until") {
        let path = fields.path_of("until");
        let message = format!("`{path}` must be a valid date, as `YYYY-MM-DD`; found no value");
        fields.reading().report(&WRONG_TYPE, span, &path, message);
    }
    SuppressionEnd::Unreadable(span)
}
