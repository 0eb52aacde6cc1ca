//! The size of a value of a template.

use super::allowance::{bytes_left, refuse};
use tera::{TeraResult, Value};

/// The bytes of a value without what it points to.
pub(super) const VALUE_BYTES: usize = size_of::<Value>();
/// How deep a value may be nested: it is shown and freed by recursion.
const DEPTH: usize = 64;

/// Returns the bytes of `value` when it is shown: what it contains twice counts twice, although it is kept once.
///
/// # Errors
///
/// The value is nested too deeply, or larger than what is left for the page.
pub(super) fn shown_size(value: &Value) -> TeraResult<usize> {
    let limit = bytes_left();
    let mut left = limit.saturating_add(1);
    subtract(value, 0, &mut left)?;
    Ok(limit.saturating_add(1) - left)
}

/// Subtracts the size of `value` from `left`, and returns once that is 0: a short text may describe an enormous value.
fn subtract(value: &Value, depth: usize, left: &mut usize) -> TeraResult<()> {
    if depth > DEPTH {
        return Err(refuse(&format!("a value is nested more than {DEPTH} deep")));
    }
    let text = value.as_str().map_or(0, |text| if value.is_safe() { text.len() } else { escaped_size(text) });
    let own = VALUE_BYTES + text;
    *left = left.saturating_sub(own);
    for item in value.as_array().into_iter().flatten() {
        if *left == 0 {
            return Ok(());
        }
        subtract(item, depth + 1, left)?;
    }
    for (key, item) in value.as_map().into_iter().flatten() {
        if *left == 0 {
            return Ok(());
        }
        *left = left.saturating_sub(VALUE_BYTES + key.as_str().map_or(0, str::len));
        subtract(item, depth + 1, left)?;
    }
    Ok(())
}

/// Returns the bytes of `text` once it is escaped for HTML.
pub(super) fn escaped_size(text: &str) -> usize {
    text.bytes()
        .map(|byte| match byte {
            b'<' | b'>' => 4,
            b'&' => 5,
            b'"' | b'\'' => 6,
            _ => 1,
        })
        .sum()
}

/// Returns the bytes of `value` without what its elements point to.
pub(super) fn own_size(value: &Value) -> usize {
    let elements = value.as_array().map(<[Value]>::len).or(value.as_map().map(tera::Map::len));
    VALUE_BYTES + value.as_str().map_or(0, str::len) + elements.unwrap_or_default() * 2 * VALUE_BYTES
}
