//! One field of an entry, wherever the entry keeps its fields.

use super::edit::{Edit, line_end};
use super::fields::{FieldValue, field_edit};
use crate::entry::Entry;

/// Returns the text of the entry's file in which the entry, or one of its claims, has `field`; every other byte stays.
/// `None` if the fields are written so that no edit changes this value alone.
pub fn with_field(entry: &Entry, field: FieldValue<'_>) -> Option<String> {
    let text = entry.file.text();
    let edit = match entry.fields_span() {
        Some(span) => field_edit(text, span, field),
        None if field.claim.is_some() => None,
        None => Some(new_fields(entry, field)),
    };
    edit?.apply(text)
}

/// Makes the front matter of a file that has none, or the fence of an answer that has none.
fn new_fields(entry: &Entry, field: FieldValue<'_>) -> Edit {
    let FieldValue { key, yaml, .. } = field;
    let text = entry.file.text();
    let end = line_end(text);
    if !entry.is_section() {
        return Edit { range: 0..0, text: format!("---{end}{key}: {yaml}{end}---{end}") };
    }
    let at = entry.head.end as usize;
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let lead = if before.ends_with('\n') { "" } else { end };
    let tail = if after.is_empty() || after.starts_with(['\n', '\r']) { "" } else { end };
    Edit { range: at..at, text: format!("{lead}{end}```yaml{end}{key}: {yaml}{end}```{end}{tail}") }
}
