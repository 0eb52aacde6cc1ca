//! Many answers in one file: one per heading of level 2, inheriting the file's front matter.
//!
//! Directly under a heading a fence marked `yaml` may set fields of that answer alone. What the answer does not set it
//! takes from the file's front matter, places included.

use super::Entry;
use super::body::Body;
use super::compose::{Context, Part, read_entry};
use super::field_fence::FieldFence;
use super::front_matter::is_safe_id;
use super::kind_fields::KindFields;
use super::lengths::{answer_lengths, length_of};
use super::readership::Readership;
use crate::finding::{Finding, Place};
use crate::kinds::Kind;
use crate::markdown::slug;
use crate::source::{SourceFile, Span, Spanned};
use crate::values::{INVALID_FRONT_MATTER, Node, Reading, Value, parse_yaml};
use std::sync::Arc;

/// Fields that belong to a file as a whole and are not inherited by its answers.
const OF_THE_FILE: [&str; 12] = [
    "id",
    "kind",
    "title",
    "summary",
    "aliases",
    "related",
    "supersedes",
    "moved_from",
    "order",
    "section",
    "claims",
    "suppress",
];

/// Returns whether a file in the answers' folder holds many answers: it names no question of its own, and has headings
/// of level 2 that are not the names of lengths.
pub(crate) fn holds_answers(file: &Arc<SourceFile>, node: &Node, body: Span) -> bool {
    let names_question =
        matches!(&node.value, Value::Map(pairs) if pairs.iter().any(|(key, _)| key.value == "question"));
    let scanned = Body::scan(file.slice(body), body);
    let is_question = |heading: &super::Heading| heading.level == 2 && length_of(&heading.text).is_none();
    !names_question && scanned.headings.iter().any(is_question)
}

/// Reads the file's own entry and one answer per heading of level 2.
pub(crate) fn read_answers(reading: &Reading<'_>, context: Context<'_>, part: &Part<'_>) -> Vec<Entry> {
    let scanned = Body::scan(reading.file.slice(part.body), part.body);
    let questions: Vec<_> = (0..scanned.headings.len())
        .filter(|index| scanned.headings.get(*index).is_some_and(|heading| heading.level == 2))
        .collect();
    let first = questions.first().and_then(|index| scanned.headings.get(*index));
    let intro = Span { start: part.body.start, end: first.map_or(part.body.end, |heading| heading.span.start) };
    let own_node = keep(part.node, |key| OF_THE_FILE.contains(&key) || !is_answer_field(key));
    let own_part = Part { node: &own_node, body: intro, ..*part };
    let mut entries = vec![read_entry(reading, context, &own_part, Kind::Answers)];
    for index in questions {
        let (Some(heading), Some(below)) = (scanned.headings.get(index), scanned.below(index)) else { continue };
        let question = Spanned::new(heading.text.clone(), heading.span);
        entries.push(read_section(reading, context, part, &Section { question, below }));
    }
    entries
}

struct Section {
    question: Spanned<String>,
    below: Span,
}

fn read_section(reading: &Reading<'_>, context: Context<'_>, part: &Part<'_>, section: &Section) -> Entry {
    let mut name_source = section.question.value.as_str();
    let fence = FieldFence::find(reading.file, section.below);
    let set = read_fence(reading, fence);
    // An unreadable fence may have named a stricter audience than the file.
    let is_unreadable = set.is_none() && fence != FieldFence::None;
    let readership = if is_unreadable { Readership::UnknownAudience } else { part.readership };
    let (span, body) = match fence {
        FieldFence::Closed { fields, body, .. } => (fields, body),
        FieldFence::None | FieldFence::Unclosed(_) => (section.below, section.below),
    };
    let set = set.unwrap_or(Node { span, value: Value::Null });
    if let Value::Map(pairs) = &set.value
        && let Some((_, Node { value: Value::Text(id), .. })) = pairs.iter().find(|(key, _)| key.value == "id")
        && is_safe_id(id)
    {
        name_source = id;
    }
    let name = slug(name_source);
    let name = name.trim_matches('-');
    let id = format!("{}/{}", part.id, if name.is_empty() { "answer" } else { name });
    let node = inherit(&set, part.node, &section.question);
    let answer = Part { id: &id, node: &node, head: section.question.span, body, readership };
    let mut entry = read_entry(reading, context, &answer, Kind::Answer);
    if let KindFields::Answer(fields) = &mut entry.kind_fields {
        fields.lengths = answer_lengths(&entry.body, 3);
    }
    entry
}

/// Reads the fields that an answer sets for itself; `None` if there is no fence, and with a finding if they cannot be
/// read.
fn read_fence(reading: &Reading<'_>, fence: FieldFence) -> Option<Node> {
    let (span, message) = match fence {
        FieldFence::None => return None,
        FieldFence::Unclosed(opening) => (opening, NOT_CLOSED.to_owned()),
        FieldFence::Closed { opening, fields, .. } => match parse_yaml(reading.file.slice(fields), fields.start) {
            Ok(node) if matches!(node.value, Value::Map(_) | Value::Null) => return Some(node),
            Ok(node) => {
                (node.span, format!("the fields of an answer are `key: value` lines, not {}", node.value.kind()))
            }
            // The fence of a later answer, or of an example in the text, closed this one.
            Err(_) if reading.file.slice(fields).lines().any(is_fence_line) => (opening, NOT_CLOSED.to_owned()),
            Err(fault) => (fault.span, fault.message),
        },
    };
    let place = Place::new(reading.file, span);
    reading.push(Finding::new(&INVALID_FRONT_MATTER, place, message).subject("fence"));
    None
}

/// What is wrong with a fence that ends too late or never.
const NOT_CLOSED: &str = "the fence with the fields of the answer is not closed; a line with the same marks must follow \
                          the last field";

/// Returns whether `line` begins like a fence.
fn is_fence_line(line: &str) -> bool {
    line.starts_with("```") || line.starts_with("~~~")
}

/// Joins the answer's own fields, the question of its heading, and what the file's front matter adds.
fn inherit(set: &Node, file: &Node, question: &Spanned<String>) -> Node {
    let mut pairs = match &set.value {
        Value::Map(pairs) => pairs.iter().filter(|(key, _)| key.value != "id").cloned().collect(),
        _ => Vec::new(),
    };
    let has = |pairs: &[(Spanned<String>, Node)], name: &str| pairs.iter().any(|(key, _)| key.value == name);
    if !has(&pairs, "question") {
        let value = Node { span: question.span, value: Value::Text(question.value.clone()) };
        pairs.push((Spanned::new("question".to_owned(), question.span), value));
    }
    if let Value::Map(inherited) = &file.value {
        for (key, value) in inherited {
            if !has(&pairs, &key.value) && !OF_THE_FILE.contains(&key.value.as_str()) {
                // The hash of a verification covers the file's own text, not that of its answers.
                let value = if key.value == "verified" { keep(value, |key| key != "hash") } else { value.clone() };
                pairs.push((key.clone(), value));
            }
        }
    }
    Node { span: set.span, value: Value::Map(pairs) }
}

fn keep(node: &Node, is_kept: impl Fn(&str) -> bool) -> Node {
    let value = match &node.value {
        Value::Map(pairs) => Value::Map(pairs.iter().filter(|(key, _)| is_kept(&key.value)).cloned().collect()),
        other => other.clone(),
    };
    Node { span: node.span, value }
}

/// Fields that only an answer reads; the file's own entry leaves them to its answers.
fn is_answer_field(key: &str) -> bool {
    const FIELDS: [&str; 11] = [
        "alternates",
        "short_answer",
        "compliance",
        "workaround",
        "topics",
        "gap",
        "evidence",
        "sme",
        "frameworks",
        "variants",
        "placeholders",
    ];
    FIELDS.contains(&key)
}
