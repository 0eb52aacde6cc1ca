//! A further claim in the list of an entry.

use super::edit::{Edit, line_end};
use super::fields::{column, field, next_line, outline, pairs, reparsed};
use crate::entry::Entry;
use crate::source::Span;
use crate::values::{Node, Value, parse_yaml};

/// Returns the text of the entry's file with one more claim, whose `fields` are names with YAML on one line; every other
/// byte stays. `None` if its claims are written so that no edit adds one alone, or it has no front matter of its own.
pub fn with_claim(entry: &Entry, fields: &[(&str, String)]) -> Option<String> {
    let (text, span) = (entry.file.text(), entry.fields_span()?);
    let tree = parse_yaml(text.get(span.range())?, span.start).ok()?;
    let edit = match field(pairs(&tree)?, "claims") {
        None => new_list(text, span, fields),
        Some(list) => next_item(text, list, fields)?,
    };
    let edited = edit.apply(text)?;
    let after = reparsed(&edited, span, &edit)?;
    is_added(&tree, &after, fields).then_some(edited)
}

/// The lines of one item, below each other at `indent` columns.
fn item(fields: &[(&str, String)], indent: usize, end: &str) -> String {
    let line = |(index, (key, yaml)): (usize, &(&str, String))| {
        let lead = if index == 0 { "- " } else { "  " };
        format!("{}{lead}{key}: {yaml}{end}", " ".repeat(indent))
    };
    fields.iter().enumerate().map(line).collect()
}

/// The list with its first item, below the last field.
fn new_list(text: &str, span: Span, fields: &[(&str, String)]) -> Edit {
    let (end, at) = (line_end(text), span.range().end);
    let is_line = text.get(span.range()).is_none_or(|own| own.is_empty() || own.ends_with('\n'));
    let lead = if is_line { "" } else { end };
    Edit { range: at..at, text: format!("{lead}claims:{end}{}", item(fields, 2, end)) }
}

/// The item below the last one of a list of lines.
fn next_item(text: &str, list: &Node, fields: &[(&str, String)]) -> Option<Edit> {
    let Value::List(items) = &list.value else { return None };
    let last = items.last()?;
    let (first_key, _) = pairs(last)?.first()?;
    let start = first_key.span.range().start;
    let line = text.get(..start)?.rfind('\n').map_or(0, |index| index + 1);
    let before = text.get(line..start)?;
    let indent = column(text, line + before.find('-')?);
    let is_dash = before.trim() == "-";
    let (_, value) = pairs(last)?.last()?;
    let end = line_end(text);
    let at = next_line(text, value.span)?;
    is_dash.then(|| Edit { range: at..at, text: item(fields, indent, end) })
}

/// Returns whether `after` is `before` with the claim of `fields` as the last one, and nothing else.
fn is_added(before: &Node, after: &Node, fields: &[(&str, String)]) -> bool {
    let all = |tree: &Node| outline(tree, &|_, _| false);
    let others = |tree: &Node| outline(tree, &|_, key| key == "claims");
    let claims = |tree: &Node| -> Option<Vec<String>> {
        match &field(pairs(tree)?, "claims")?.value {
            Value::List(items) => Some(items.iter().map(all).collect()),
            _ => None,
        }
    };
    let Some(expected) = parse_yaml(&item(fields, 0, "\n"), 0).ok().and_then(|tree| match tree.value {
        Value::List(items) => items.first().map(all),
        _ => None,
    }) else {
        return false;
    };
    let known = claims(before).unwrap_or_default();
    let wanted: Vec<String> = known.into_iter().chain([expected]).collect();
    claims(after) == Some(wanted) && others(before) == others(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::read_content;

    fn added(front: &str) -> Option<String> {
        let text = format!("---\n{front}---\nbody\n");
        let file = read_content(&[("content/battlecards/a.md", &text)]).remove(0);
        let fields = [("id", "n".to_owned()), ("text", "\"It is: 5.\"".to_owned())];
        let new = with_claim(file.entries.first()?, &fields)?;
        new.strip_prefix("---\n")?.strip_suffix("---\nbody\n").map(str::to_owned)
    }

    #[test]
    fn a_claim_is_added_below_the_last_one() {
        let item = "  - id: n\n    text: \"It is: 5.\"\n";
        for (before, after) in [
            ("title: T\n", format!("title: T\nclaims:\n{item}")),
            ("claims:\n  - id: a\n    text: x # c\n", format!("claims:\n  - id: a\n    text: x # c\n{item}")),
            (
                "claims:\n  - id: a\n    text: x\n    verified:\n      on: 2026-01-01\ntags: [b]\n",
                format!("claims:\n  - id: a\n    text: x\n    verified:\n      on: 2026-01-01\n{item}tags: [b]\n"),
            ),
            (
                "claims:\n- id: a\n  text: x\n",
                "claims:\n- id: a\n  text: x\n- id: n\n  text: \"It is: 5.\"\n".to_owned(),
            ),
        ] {
            assert_eq!(added(before), Some(after), "{before}");
        }
    }

    #[test]
    fn a_list_in_brackets_is_left_alone() {
        assert_eq!(added("claims: [{id: a, text: x}]\n"), None);
        assert_eq!(added("claims:\n  [{id: a, text: x}]\n"), None);
    }
}
