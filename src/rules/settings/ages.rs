//! When the suppressions of a file came in, by what the file looked like before.

use super::comments::MARK;
use crate::rules::first_seen::{FirstSeen, Mention, first_seen};
use crate::source::{PastTexts, SourceFile};
use std::collections::BTreeMap;

/// Returns when each suppression of `rule` in `file` came in, by the byte at which it names the rule.
pub(super) fn ages(file: &SourceFile, rule: &str, past: Option<&PastTexts>) -> BTreeMap<usize, FirstSeen> {
    first_seen(file.text(), past, |text| mentions(text, rule))
}

/// Returns every place of `text` that names `rule` in a comment of ours or as the value of `rule:`. A text need not be
/// an entry for this, so that earlier versions with mistakes count too.
fn mentions<'a>(text: &'a str, rule: &str) -> Vec<Mention<'a>> {
    let is_part = |symbol: char| symbol.is_alphanumeric() || symbol == '-' || symbol == '/';
    let found = text.match_indices(rule).filter_map(|(start, _)| {
        let (before, after) = (text.get(..start)?, text.get(start + rule.len()..)?);
        let is_word = !before.ends_with(is_part) && !after.starts_with(is_part);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line_end = after.find('\n').map_or(text.len(), |end| start + rule.len() + end);
        let around = text.get(line_start..line_end)?.trim();
        (is_word && (is_in_comment(before) || is_value_of_rule(before))).then_some(Mention { start, around })
    });
    found.collect()
}

/// Returns whether the text goes on in a comment of ours.
fn is_in_comment(before: &str) -> bool {
    before.rfind(MARK) > before.rfind("-->")
}

/// Returns whether the text goes on with the value of `rule:`.
fn is_value_of_rule(before: &str) -> bool {
    let key = before.trim_end_matches(['"', '\'', ' ', '\t']).strip_suffix([':', '=']);
    key.is_some_and(|key| key.trim_end_matches(['"', '\'', ' ', '\t']).ends_with("rule"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_named_in_comments_and_as_a_value() {
        let text = "---\nsuppress:\n  - {rule: style, reason: style}\n  - \"rule\" : \"style\"\n  - {rule: style/filler}\n---\nA style.\n\n<!-- fieldbook-allow links/orphan,style -->\n\n<!-- style -->\n";
        let found: Vec<_> = mentions(text, "style").iter().map(|mention| mention.around).collect();
        assert_eq!(
            found,
            ["- {rule: style, reason: style}", "- \"rule\" : \"style\"", "<!-- fieldbook-allow links/orphan,style -->"]
        );
    }
}
