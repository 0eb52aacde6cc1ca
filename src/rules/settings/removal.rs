//! Removes a comment that suppresses no finding from its text; all blocks stay as they are.

use super::comments::Comment;
use crate::finding::Fix;
use crate::source::{Span, Spanned};

/// Returns the edit of `text` that takes `rule` out of `comment`, and the comment with its last rule; nothing if the
/// comment keeps two lists apart or holds more than this.
pub(super) fn removal(text: &str, comment: &Comment, rule: &Spanned<String>) -> Option<Fix> {
    let whole = comment.whole.range();
    let written = text.get(whole.clone()).filter(|written| !written.is_empty())?;
    if comment.rules.len() > 1 {
        let from = rule.span.range().start.checked_sub(whole.start)?;
        let (before, rest) = written.split_at_checked(from)?;
        let after = rest.strip_prefix(rule.value.as_str())?.trim_start_matches([' ', '\t', '\r', '\n', ',']);
        return Some(Fix { span: comment.whole, text: format!("{before}{after}") });
    }
    let (before, after) = (text.get(..whole.start)?, text.get(whole.end..)?);
    let (last, next) = (before.rsplit('\n').next()?, after.split('\n').next()?);
    let cut = |from: usize, to: usize| Some(Fix { span: Span::new(from..to), text: String::new() });
    if !next.trim().is_empty() {
        // Of the blanks on both sides one stays.
        let is_first = last.trim().is_empty() || last.ends_with(' ');
        let blanks = if is_first { after.len() - after.trim_start_matches(' ').len() } else { 0 };
        return cut(whole.start, whole.end + blanks.min(1));
    }
    if !last.trim().is_empty() {
        return cut(before.trim_end_matches([' ', '\t']).len(), whole.end);
    }
    let above = before.get(..before.len() - last.len())?;
    let rest = after.get(next.len()..)?;
    let below = rest.strip_prefix('\n').unwrap_or(rest);
    if is_item(above.lines().rfind(|line| !line.trim().is_empty()))
        && is_item(below.lines().find(|line| !line.trim().is_empty()))
    {
        return None;
    }
    let is_blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let (is_open, is_closed) = (is_blank(above.lines().next_back()), is_blank(below.lines().next()));
    match (is_open, is_closed) {
        // The line stays empty, so that two paragraphs stay two.
        (false, false) => cut(whole.start, whole.end),
        (true, true) => {
            let blank = below.lines().next().map_or(0, |_| below.find('\n').map_or(below.len(), |end| end + 1));
            cut(above.len(), text.len() - below.len() + blank)
        }
        _ => cut(above.len(), text.len() - below.len()),
    }
}

/// Returns whether a line begins or continues an item of a list.
fn is_item(line: Option<&str>) -> bool {
    let Some(line) = line else { return false };
    let bare = line.trim_start();
    let number = bare.trim_start_matches(|symbol: char| symbol.is_ascii_digit());
    let is_numbered = number.len() < bare.len() && number.starts_with(['.', ')']);
    is_numbered || bare.len() < line.len() || bare.starts_with(['-', '*', '+'])
}

#[cfg(test)]
mod tests {
    use super::super::comments::comments;
    use super::*;

    fn without(text: &str, index: usize) -> String {
        let found = comments(text, 0);
        let rule = &found[0].rules[index];
        removal(text, &found[0], rule).map_or("stays".to_owned(), |fix| fix.apply(text).expect("an edit of this text"))
    }

    #[test]
    fn a_comment_goes_and_its_neighbours_stay_apart() {
        for (text, expected) in [
            ("One.\n\n<!-- fieldbook-allow style reason=\"r\" -->\nTwo.\n", "One.\n\nTwo.\n"),
            ("One.\r\n\r\n<!-- fieldbook-allow style -->\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n"),
            ("One.\n<!-- fieldbook-allow style -->\nTwo.\n", "One.\n\nTwo.\n"),
            ("One <!-- fieldbook-allow style --> two.\n", "One two.\n"),
            ("One. <!-- fieldbook-allow style -->\n", "One.\n"),
            ("<!-- fieldbook-allow style -->\n", ""),
            ("<!-- fieldbook-allow style -->", ""),
            ("- a\n\n<!-- fieldbook-allow style -->\n\n- b\n", "stays"),
            ("<!-- note: fieldbook-allow style -->\n", "stays"),
        ] {
            assert_eq!(without(text, 0), expected, "{text:?}");
        }
    }

    #[test]
    fn of_two_rules_one_stays() {
        let text = "<!-- fieldbook-allow style/filler, links/orphan until=2027-01-31 reason=\"r\" -->\nText.\n";
        assert_eq!(without(text, 0), text.replace("style/filler, ", ""));
        assert_eq!(without(text, 1), text.replace("links/orphan ", ""));
    }
}
