//! Styles and scripts of the default theme as sites serve them: without comments, indentation and needless spaces.
//!
//! Only texts of this repository are made smaller, never those of a site: what is left out here is decided by how they
//! are written, which a test holds.

/// Returns `text`, a script whose texts do not go over several lines, without indentation and lines of comment.
pub(super) fn slim_script(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !is_comment(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Returns whether the line is a comment and nothing else.
fn is_comment(line: &str) -> bool {
    line.starts_with("/*") && line.find("*/").is_some_and(|end| end + 2 == line.len())
}

/// Returns `text`, a style sheet, without comments and without the spaces that separate nothing.
pub(super) fn slim_style(text: &str) -> String {
    let mut slim = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(symbol) = rest.chars().next() {
        let (taken, is_kept) = match symbol {
            '"' | '\'' => (quoted(rest, symbol), true),
            '/' if rest.starts_with("/*") => (rest.find("*/").map_or(rest.len(), |end| end + 2), false),
            _ if symbol.is_whitespace() => (rest.len() - rest.trim_start().len(), false),
            _ => (symbol.len_utf8(), true),
        };
        let (part, after) = rest.split_at(taken);
        if is_kept {
            if matches!(symbol, '{' | '}' | ';') {
                slim.truncate(slim.trim_end_matches(' ').len());
            }
            slim.push_str(part);
        } else if symbol.is_whitespace() && !slim.ends_with(['{', '}', ';', ',', ':', ' ']) && !slim.is_empty() {
            slim.push(' ');
        }
        rest = after;
    }
    slim
}

/// Returns how long the text in quotation marks is that `text` begins with.
fn quoted(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    for (at, symbol) in text.char_indices().skip(1) {
        if symbol == mark && !is_escaped {
            return at + mark.len_utf8();
        }
        is_escaped = symbol == '\\' && !is_escaped;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_comments_and_indentation() {
        let script =
            "// What it is.\n(() => {\n  /** One. */\n  const a = \"  //x\"; // kept\n\n  /* b */ run();\n})();\n";
        assert_eq!(slim_script(script), "(() => {\nconst a = \"  //x\"; // kept\n/* b */ run();\n})();\n");
    }

    #[test]
    fn a_style_loses_comments_and_spaces_that_separate_nothing() {
        let style = "@layer parts {\n  /* One. */\n  .a .b, .c > .d:not(.e) { margin: 0 auto; inline-size: calc(100% + .2rem); }\n  \
                     .f::after { content: \" ; \\\" {\" ; }\n}\n@media (min-width: 1em) and (scripting: none) { a { color: red } }\n";
        let expected = "@layer parts{.a .b,.c > .d:not(.e){margin:0 auto;inline-size:calc(100% + .2rem);}\
                        .f::after{content:\" ; \\\" {\";}}@media (min-width:1em) and (scripting:none){a{color:red}}";
        assert_eq!(slim_style(style), expected);
    }

    #[test]
    fn no_text_of_a_script_goes_over_several_lines() {
        let mut checked = 0;
        for (path, text) in
            super::super::compiled::embedded_texts().filter(|(path, _)| path.rsplit('.').next() == Some("js"))
        {
            for line in text.lines() {
                let marks = line.matches('`').count() - line.matches("\\`").count();
                assert!(marks.is_multiple_of(2), "{path}: {line}");
            }
            checked += 1;
        }
        assert!(checked > 20, "{checked}");
    }
}
