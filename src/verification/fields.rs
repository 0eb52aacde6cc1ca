//! `verified:` in YAML: replaced if it exists, added if it is missing.
//!
//! There are several ways to write a map, and no way to add a line suits them all. So each way is tried in turn, and
//! the first after which the YAML reads the same but for `verified` is taken.

use super::edit::{Edit, line_end};
use crate::source::{Span, Spanned};
use crate::values::{Node, Value, parse_yaml};

type Pair = (Spanned<String>, Node);

/// The field.
const VERIFIED: &str = "verified";

/// Returns `text` with `verified: map` in the YAML at `span`: at its top, or in the claim with the id `claim`.
pub(super) fn edited(text: &str, span: Span, claim: Option<&str>, map: &str) -> Option<String> {
    let tree = parse_yaml(text.get(span.range())?, span.start).ok()?;
    let pairs = target(&tree, claim)?;
    let edits = match pairs.iter().find(|(key, _)| key.value == VERIFIED) {
        Some(pair) => replacements(text, pair, map),
        None => insertions(text, span, pairs, map),
    };
    edits.into_iter().find_map(|edit| {
        let edited = edit.apply(text)?;
        let end = (span.end as usize + edit.text.len()).checked_sub(edit.range.len())?;
        let after = parse_yaml(edited.get(span.start as usize..end)?, span.start).ok()?;
        is_done(&tree, &after, claim, map).then_some(edited)
    })
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

fn pairs(node: &Node) -> Option<&[Pair]> {
    match &node.value {
        Value::Map(pairs) => Some(pairs),
        Value::Null => Some(&[]),
        _ => None,
    }
}

fn field<'n>(pairs: &'n [Pair], name: &str) -> Option<&'n Node> {
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

/// Ways to add `verified` to the fields in `pairs`: a line below the field it belongs to, a line below the last, or
/// within braces.
fn insertions(text: &str, span: Span, pairs: &[Pair], map: &str) -> Vec<Edit> {
    let end = line_end(text);
    let Some((first, _)) = pairs.first() else {
        let at = span.range().start;
        return vec![Edit { range: at..at, text: format!("{VERIFIED}: {map}{end}") }];
    };
    let indent = " ".repeat(column(text, first.span.range().start));
    let line = |at: usize| Edit { range: at..at, text: format!("{indent}{VERIFIED}: {map}{end}") };
    let is_top = pairs.iter().all(|(key, _)| key.value != "text");
    let home = ["status", "owner", "title"].into_iter().filter(|_| is_top).find_map(|name| field(pairs, name));
    let id = field(pairs, "id").or(pairs.first().map(|(_, value)| value));
    let last = pairs.last().map(|(_, value)| value);
    let lines = [home, last, id].into_iter().flatten();
    let mut edits: Vec<Edit> = lines.filter_map(|value| next_line(text, value.span)).map(line).collect();
    edits.extend(id.map(|id| {
        let at = id.span.range().end;
        Edit { range: at..at, text: format!(", {VERIFIED}: {map}") }
    }));
    edits
}

/// Returns the number of characters before byte `at` on its line.
fn column(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rsplit('\n').next().unwrap_or_default().chars().count()
}

/// Returns where the line after the one on which `span` ends begins.
fn next_line(text: &str, span: Span) -> Option<usize> {
    let end = span.range().end;
    text.get(end..)?.find('\n').map(|index| end + index + 1)
}

/// Returns whether `after` is `before` with `verified: map` in the fields that were meant, and nothing else.
fn is_done(before: &Node, after: &Node, claim: Option<&str>, map: &str) -> bool {
    let Ok(expected) = parse_yaml(map, 0) else { return false };
    let written = target(after, claim).and_then(|pairs| field(pairs, VERIFIED));
    let others = |tree: &Node| {
        // YAML that holds nothing is a map without fields.
        if tree.value == Value::Null {
            return "{}".to_owned();
        }
        let meant = target(tree, claim).map(<[Pair]>::as_ptr);
        outline(tree, &|pairs: &[Pair], key: &str| key == VERIFIED && Some(pairs.as_ptr()) == meant)
    };
    let all = |tree: &Node| outline(tree, &|_, _| false);
    written.is_some_and(|written| all(written) == all(&expected)) && others(before) == others(after)
}

/// Returns a tree as text without places and without the fields that `is_left_out`.
fn outline(node: &Node, is_left_out: &dyn Fn(&[Pair], &str) -> bool) -> String {
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
