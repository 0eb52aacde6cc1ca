//! The counters that a rewritten template calls.

use super::allowance::{refuse, take_bytes, take_runs};
use super::size::{VALUE_BYTES, escaped_size, own_size, shown_size};
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// The filter after a value that is kept or shown.
pub(super) const VALUE: &str = "counted";
/// The filter after what a loop runs over.
pub(super) const LOOP: &str = "counted_loop";
/// The function before literal text.
pub(super) const TEXT: &str = "counted_text";
/// What the name of a counted filter begins with.
pub(super) const FILTER: &str = "counted_";

/// The filters that make a value: those that return a number, or an element of what they are given, are not counted.
pub(super) const FILTERS: [&str; 26] = [
    "capitalize",
    "escape",
    "escape_html",
    "escape_xml",
    "group_by",
    "indent",
    "join",
    "keys",
    "lower",
    "newlines_to_br",
    "pairs",
    "replace",
    "reverse",
    "safe",
    "safe_url",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
];

/// The most elements of a list without repetitions: each is compared with all before it.
const UNIQUE_ELEMENTS: usize = 5_000;

/// Registers the counters with `tera`.
pub(in crate::site::theme) fn register(tera: &mut Tera) {
    tera.register_filter(VALUE, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        take_bytes(shown_size(&value)?)?;
        Ok(value)
    });
    tera.register_filter(LOOP, |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        take_runs(value.as_str().map(str::len).or(value.len()).unwrap_or_default())?;
        Ok(value)
    });
    tera.register_function(TEXT, |arguments: Kwargs, _: &State| -> TeraResult<&'static str> {
        take_bytes(arguments.must_get::<usize>("bytes")?)?;
        Ok("")
    });
    for name in FILTERS {
        tera.register_filter(format!("{FILTER}{name}"), move |value: Value, arguments: Kwargs, state: &State| {
            take_bytes(result_size(name, &value, &arguments)?)?;
            state.call_filter(name, &value, arguments)
        });
    }
}

/// Returns at least as many bytes as the filter called `name` makes of `value`. Arguments of a wrong type count nothing,
/// since the filter refuses them.
fn result_size(name: &str, value: &Value, arguments: &Kwargs) -> TeraResult<usize> {
    let text = value.as_str().unwrap_or_default();
    let argument = |name: &'static str| arguments.get::<&str>(name).ok().flatten();
    Ok(match name {
        "escape" | "escape_html" | "escape_xml" => VALUE_BYTES + escaped_size(text),
        "newlines_to_br" => text.len() + 4 * text.matches(['\n', '\r']).count(),
        // Each character may become three.
        "upper" | "lower" | "title" | "capitalize" => 3 * text.len(),
        "str" => shown_size(value)?,
        "split" => {
            let parts = argument("pat").map_or(0, |pattern| text.matches(pattern).count() + 1);
            text.len() + parts * 2 * VALUE_BYTES
        }
        "replace" => {
            let count = argument("from").map_or(0, |from| text.matches(from).count());
            escaped_size(text) + count.saturating_mul(argument("to").map_or(0, escaped_size))
        }
        "indent" => {
            let width = arguments.get::<usize>("width").ok().flatten().unwrap_or(4).min(1000);
            let character = argument("indentation").map_or(1, escaped_size);
            escaped_size(text) + text.lines().count().saturating_mul(width * character)
        }
        "join" => {
            let separators = value.as_array().map_or(0, <[Value]>::len);
            shown_size(value)? + separators.saturating_mul(argument("sep").map_or(0, escaped_size))
        }
        "unique" if value.as_array().is_some_and(|list| list.len() > UNIQUE_ELEMENTS) => {
            return Err(refuse(&format!("`unique` is given more than {UNIQUE_ELEMENTS} elements")));
        }
        _ => own_size(value) + argument("end").map_or(0, str::len),
    })
}
