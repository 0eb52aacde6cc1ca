//! The texts in the scripts of a page whose content a framework draws in the browser.

/// How many times a text can be written within another as a string.
const DEEPEST: usize = 4;
/// The shortest string that can be a text, in bytes.
const SHORTEST: usize = 8;

/// Returns the text of a string that has tags.
pub(super) type CutTags = fn(&str) -> String;

/// Adds the texts that are strings in `script`, a line each: escapes undone, tags cut by `cut`.
pub(super) fn script_text(script: &str, cut: CutTags, texts: &mut String) {
    push_strings(script, 0, cut, texts);
}

fn push_strings(script: &str, depth: usize, cut: CutTags, texts: &mut String) {
    let mut rest = script;
    while let Some(start) = rest.find('"') {
        let literal = rest.get(start..).unwrap_or_default();
        let length = literal_length(literal);
        if let Ok(text) = serde_json::from_str::<String>(literal.get(..length).unwrap_or_default()) {
            push_string(&text, depth, cut, texts);
        }
        rest = literal.get(length..).unwrap_or_default();
    }
}

fn push_string(text: &str, depth: usize, cut: CutTags, texts: &mut String) {
    if text.len() < SHORTEST {
        return;
    }
    if text.contains('"') && text.contains([':', '[']) && depth < DEEPEST && !text.trim_start().starts_with('<') {
        push_strings(text, depth + 1, cut, texts);
    } else if !text.contains(' ') {
    } else if text.contains('<') {
        texts.push_str(&cut(text));
        texts.push('\n');
    } else {
        texts.push_str(&text.replace(['\n', '\r'], " "));
        texts.push('\n');
    }
}

/// Returns the length of the string that `text` begins with; of the quotation mark alone if it does not end.
fn literal_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, symbol) in text.char_indices().skip(1) {
        match symbol {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            '\n' => return 1,
            _ => {}
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str) -> String {
        let mut texts = String::new();
        script_text(script, |text| text.replace("<b>", "").replace("</b>", ""), &mut texts);
        texts.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn strings_are_read_through_escapes_tags_and_strings_in_strings() {
        for (script, expected) in [
            (
                r#"{"body":"SCIM is on the \u003cb\u003eEnterprise\u003c/b\u003e plan","id":"abcdefghijk"}"#,
                "SCIM is on the Enterprise plan",
            ),
            (r#"self.__next_f.push([1,"1:[\"$\",{\"children\":\"It stops at 5 TB\"}]"])"#, "It stops at 5 TB"),
            (r#"var a = "never closed text"#, ""),
            (r#"f("a line" + b + "the next line")"#, "the next line"),
            ("", ""),
        ] {
            assert_eq!(texts(script), expected, "{script}");
        }
    }
}
