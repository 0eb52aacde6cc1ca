//! One field in YAML: replaced if it exists, added if it is missing.
//!
//! There are several ways to write a map, and no way to add a line suits them all. So each way is tried in turn, and
//! the first after which the YAML reads the same but for the field is taken.

use super::edit::{Edit, line_end};
use crate::source::{Span, Spanned};
use crate::values::{Node, Value, parse_yaml};

pub(super) type Pair = (Spanned<String>, Node);

/// A field and what it becomes.
#[derive(Debug, Clone, Copy)]
pub struct FieldValue<'a> {
    /// The id of the claim that has the field; `None` for a field at the top.
    pub claim: Option<&'a str>,
    /// The name of the field.
    pub key: &'a str,
    /// The new value, as YAML on one line.
    pub yaml: &'a str,
}

/// Returns the edit of `text` after which the YAML at `span` has `field`; `None` if none changes that value alone.
pub(super) fn field_edit(text: &str, span: Span, field: FieldValue<'_>) -> Option<Edit> {
    let tree = parse_yaml(text.get(span.range())?, span.start).ok()?;
    let pairs = target(&tree, field.claim)?;
    let edits = match pairs.iter().find(|(key, _)| key.value == field.key) {
        Some(pair) => replacements(text, pair, field.yaml),
        None => insertions(text, span, pairs, field),
    };
    edits.into_iter().find(|edit| {
        let after = edit.apply(text).and_then(|edited| reparsed(&edited, span, edit));
        after.is_some_and(|after| is_done(&tree, &after, field))
    })
}

/// Reads the YAML at `span` again in the text `edited`, after `edit` within it.
pub(super) fn reparsed(edited: &str, span: Span, edit: &Edit) -> Option<Node> {
    let end = (span.end as usize + edit.text.len()).checked_sub(edit.range.len())?;
    parse_yaml(edited.get(span.start as usize..end)?, span.start).ok()
}

/// Returns the fields at the top of `tree`, or those of one claim.
fn target<'n>(tree: &'n Node, claim: Option<&str>) -> Option<&'n [Pair]> {
    let Some(id) = claim else { return pairs(tree) };
    let is_meant = |item: &&Node| {
        let own = pairs(item).and_then(|pairs| field(pairs, "id"));
        matches!(own.map(|own| &own.value), Some(Value::Text(text) | Value::Number(text)) if text.trim() == id.trim())
    };
    let claims = field(pairs(tree)?, "claims")?;
    let items = match &claims.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(claims),
    };
    items.iter().find(is_meant).and_then(pairs)
}

pub(super) fn pairs(node: &Node) -> Option<&[Pair]> {
    match &node.value {
        Value::Map(pairs) => Some(pairs),
        Value::Null => Some(&[]),
        _ => None,
    }
}

pub(super) fn field<'n>(pairs: &'n [Pair], name: &str) -> Option<&'n Node> {
    pairs.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
}

/// Ways to replace the existing value by `map`.
fn replacements(text: &str, (key, value): &Pair, map: &str) -> Vec<Edit> {
    let Some(colon) = after_colon(text, key.span) else { return Vec::new() };
    let span = value.span.range();
    let rest = text.get(colon..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let start = colon + blank;
    let spaced = |range| Edit { range, text: format!(" {map}") };
    match &value.value {
        Value::Null if span.is_empty() || span.start < colon => vec![spaced(colon..colon)],
        Value::Map(_) if rest.trim_start().starts_with('{') => {
            let open = colon + (rest.len() - rest.trim_start().len());
            closing(text, span.end).map(|end| Edit { range: open..end, text: map.to_owned() }).into_iter().collect()
        }
        // A comment may follow the key before the first line of a block; it stays.
        Value::Map(_) if text.get(colon..span.start).is_some_and(|between| between.trim().is_empty()) => {
            vec![spaced(colon..span.end)]
        }
        Value::Map(_) => vec![Edit { range: span, text: map.to_owned() }],
        _ => vec![
            Edit { range: span.clone(), text: map.to_owned() },
            Edit { range: start..span.end.max(start), text: map.to_owned() },
        ],
    }
}

/// Returns the place after the `:` of a key.
fn after_colon(text: &str, key: Span) -> Option<usize> {
    let rest = text.get(key.range().end..)?;
    let colon = rest.len() - rest.trim_start_matches([' ', '\t', '"', '\'']).len();
    rest.get(colon..)?.starts_with(':').then_some(key.range().end + colon + 1)
}

/// Returns the place after the `}` that follows the last value of a map, comments aside.
fn closing(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let symbol = rest.chars().next()?;
        match symbol {
            '}' => return Some(at + 1),
            '#' => at += rest.find('\n')?,
            ',' => at += 1,
            symbol if symbol.is_whitespace() => at += symbol.len_utf8(),
            _ => return None,
        }
    }
}

/// Ways to add `field` to the fields in `pairs`: a line below the field it belongs to, a line below the last, or within
/// braces.
fn insertions(text: &str, span: Span, pairs: &[Pair], new: FieldValue<'_>) -> Vec<Edit> {
    let FieldValue { key, yaml, .. } = new;
    let end = line_end(text);
    let Some((first, _)) = pairs.first() else {
        let at = span.range().start;
        return vec![Edit { range: at..at, text: format!("{key}: {yaml}{end}") }];
    };
    let indent = " ".repeat(column(text, first.span.range().start));
    let line = |at: usize| Edit { range: at..at, text: format!("{indent}{key}: {yaml}{end}") };
    let is_top = pairs.iter().all(|(key, _)| key.value != "text");
    let home = ["status", "owner", "title"].into_iter().filter(|_| is_top).find_map(|name| field(pairs, name));
    let id = field(pairs, "id").or(pairs.first().map(|(_, value)| value));
    let last = pairs.last().map(|(_, value)| value);
    let lines = [home, last, id].into_iter().flatten();
    let mut edits: Vec<Edit> = lines.filter_map(|value| next_line(text, value.span)).map(line).collect();
    edits.extend(id.map(|id| {
        let at = id.span.range().end;
        Edit { range: at..at, text: format!(", {key}: {yaml}") }
    }));
    edits
}

/// Returns the number of characters before byte `at` on its line.
pub(super) fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().chars().count()
}

/// Returns where the line after the one on which `span` ends begins.
pub(super) fn next_line(text: &str, span: Span) -> Option<usize> {
    let end = span.range().end;
    text.get(end..)?.find('\n').map(|index| end + index + 1)
}

/// Returns whether `after` is `before` with the value `new` in the fields that were meant, and nothing else.
fn is_done(before: &Node, after: &Node, new: FieldValue<'_>) -> bool {
    let Ok(expected) = parse_yaml(new.yaml, 0) else { return false };
    let written = target(after, new.claim).and_then(|pairs| field(pairs, new.key));
    let others = |tree: &Node| {
        // YAML that holds nothing is a map without fields.
        if tree.value == Value::Null {
            return "{}".to_owned();
        }
        let meant = target(tree, new.claim).map(<[Pair]>::as_ptr);
        outline(tree, &|pairs: &[Pair], key: &str| key == new.key && Some(pairs.as_ptr()) == meant)
    };
    let all = |tree: &Node| outline(tree, &|_, _| false);
    written.is_some_and(|written| all(written) == all(&expected)) && others(before) == others(after)
}

/// Returns a tree as text without places and without the fields that `is_left_out`.
pub(super) fn outline(node: &Node, is_left_out: &dyn Fn(&[Pair], &str) -> bool) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::Number(text) => format!("#{text:?}"),
        Value::Bool(value) => value.to_string(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| outline(item, is_left_out)).collect::<Vec<_>>().join(","))
        }
        Value::Map(pairs) => {
            let kept = pairs.iter().filter(|(key, _)| !is_left_out(pairs, &key.value));
            let kept = kept.map(|(key, value)| format!("{:?}:{}", key.value, outline(value, is_left_out)));
            format!("{{{}}}", kept.collect::<Vec<_>>().join(","))
        }
    }
}
