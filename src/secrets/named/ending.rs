//! Where a value ends.

use crate::secrets::found::Found;
use std::ops::Range;

/// Returns the secret of `found` without what follows a value: the next parameter of an address (`&name=`), a closing bracket that
/// the value does not open, an escape, and the punctuation of a sentence.
pub(in crate::secrets) fn strict_end(found: &Found<'_>) -> Range<usize> {
    let value = found.value();
    let mut end = without_emphasis(value, next_parameter(value).unwrap_or(value.len()));
    while let Some((last, rest)) = value.get(..end).and_then(<[u8]>::split_last) {
        let is_left_over = match last {
            b')' => is_unopened(rest, b'(', b')'),
            b']' => is_unopened(rest, b'[', b']'),
            b'}' => is_unopened(rest, b'{', b'}'),
            b'.' | b':' => found.quote().is_none(),
            b'\\' => true,
            _ => false,
        };
        if !is_left_over {
            break;
        }
        end -= 1;
    }
    found.secret.start..found.secret.start + end
}

/// Returns the end of `value`, which ends at `end`, without the marks of strong emphasis around a label and its value.
fn without_emphasis(value: &[u8], end: usize) -> usize {
    let is_marked = value.get(..end).is_some_and(|value| value.ends_with(b"**") || value.ends_with(b"__"));
    if is_marked { end - 2 } else { end }
}

/// Returns where `&name=` begins in `value`.
fn next_parameter(value: &[u8]) -> Option<usize> {
    let is_parameter = |rest: &[u8]| {
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.;".contains(byte)).count();
        name > 0 && rest.get(name) == Some(&b'=')
    };
    let mut places = value.iter().enumerate().filter(|(_, byte)| **byte == b'&').map(|(at, _)| at);
    places.find(|at| value.get(at + 1..).is_some_and(is_parameter))
}

/// Returns whether `rest` closes every bracket that it opens, so that one more closes what was opened before it.
fn is_unopened(rest: &[u8], open: u8, close: u8) -> bool {
    let depth = rest.iter().fold(0_i32, |depth, byte| depth + i32::from(*byte == open) - i32::from(*byte == close));
    depth <= 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(line: &str, value: &str) -> String {
        let start = line.find(value).unwrap();
        let secret = start..start + value.len();
        let found = Found { text: line.as_bytes(), whole: 0..line.len(), secret };
        line.get(strict_end(&found)).unwrap().to_owned()
    }

    #[test]
    fn what_follows_a_value_is_no_part_of_it() {
        for (line, value, expected) in [
            ("?n=hawaii50&next=1", "hawaii50&next=1", "hawaii50"),
            ("n=hawaii50&", "hawaii50&", "hawaii50&"),
            ("n: a&b&c", "a&b&c", "a&b&c"),
            ("(n=hawaii50)", "hawaii50)", "hawaii50"),
            ("n=ha(wa)ii", "ha(wa)", "ha(wa)"),
            ("{n: hawaii50}}", "hawaii50}}", "hawaii50"),
            ("[n: hawaii50]", "hawaii50]", "hawaii50"),
            ("n is hawaii50.", "hawaii50.", "hawaii50"),
            ("n is \"hawaii50.\"", "hawaii50.", "hawaii50."),
            ("\\\"n\\\": \\\"hawaii50\\\"", "hawaii50\\", "hawaii50"),
            ("**n: hawaii50**", "hawaii50**", "hawaii50"),
            ("n: hawaii50*", "hawaii50*", "hawaii50*"),
            ("n: )", ")", ""),
        ] {
            assert_eq!(ended(line, value), expected, "{line}");
        }
    }
}
