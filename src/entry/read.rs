//! From a source file to its entries.

use super::Entry;
use super::answers::{holds_answers, read_answers};
use super::compose::{Context, Part, read_entry};
use super::front_matter::read_common;
use super::kind_fields::read_kind_fields;
use super::readership::Readership;
use crate::config::Settings;
use crate::finding::{Finding, Place};
use crate::kinds::Kind;
use crate::source::{SourceFile, Span, Spanned};
use crate::values::{Fields, INVALID_FRONT_MATTER, Node, Reading, Shapes, Value, parse_yaml};
use std::sync::Arc;

/// One file, read.
#[derive(Debug, Clone)]
pub struct EntryFile {
    /// The id that the file's path gives, kept even where the file holds no entry that can be read.
    pub id: String,
    /// The file.
    pub file: Arc<SourceFile>,
    /// Its entries; empty if its front matter cannot be read.
    pub entries: Vec<Arc<Entry>>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
}

/// Returns the id of the file at `path` within the root `root`: the path without its extension.
pub fn entry_id(path: &str, root: &str) -> String {
    let inside = path.strip_prefix(root).map_or(path, |rest| rest.trim_start_matches('/'));
    let stem = inside.strip_suffix(".md").or_else(|| inside.strip_suffix(".markdown")).unwrap_or(inside);
    stem.to_owned()
}

/// Reads every entry of `file`; what is wrong becomes findings, and reading goes on.
pub fn read_entries(file: &Arc<SourceFile>, context: Context<'_>) -> EntryFile {
    let id = entry_id(file.path(), &context.root.path);
    let reading = Reading::new(file);
    let entries = read_parts(&reading, context, &id).into_iter().map(Arc::new).collect();
    let mut findings = reading.findings.into_inner();
    findings.sort_by(Finding::order);
    // Fields that several answers inherit from one front matter are read once per answer, and reported once.
    findings.dedup_by(|one, other| {
        one.rule == other.rule && one.place.span == other.place.span && one.message == other.message
    });
    EntryFile { id, file: Arc::clone(file), entries, findings }
}

fn read_parts(reading: &Reading<'_>, context: Context<'_>, id: &str) -> Vec<Entry> {
    let text = reading.file.text();
    let fault = |span, message: String| {
        let place = Place::new(reading.file, span);
        reading.push(Finding::new(&INVALID_FRONT_MATTER, place, message).subject("front matter"));
        Vec::new()
    };
    let parts = match split(text) {
        Ok(parts) => parts,
        Err(span) => return fault(span, "the front matter begins here and is never closed with `---`".to_owned()),
    };
    if let Some((span, message)) = misplaced_front_matter(text) {
        return fault(span, message);
    }
    let limit = usize::try_from(context.settings.limits.front_matter).unwrap_or(usize::MAX);
    if parts.front.len() > limit {
        let message = format!("the front matter has {} bytes; at most {limit} are read", parts.front.len());
        return fault(Span::new(0..3), message);
    }
    let node = match parse_yaml(parts.front, parts.offset) {
        Ok(node) if matches!(node.value, Value::Map(_) | Value::Null) => node,
        Ok(node) => {
            return fault(node.span, format!("front matter must be `key: value` lines, not {}", node.value.kind()));
        }
        Err(found) => return fault(found.span, found.message),
    };
    let head = file_head(text);
    let body = Span::new(parts.body..text.len());
    let fields = Fields::new(reading, &node, "");
    let kind = read_kind(&fields, id);
    if kind == Kind::Answers && holds_answers(reading.file, &node, body) {
        return read_answers(reading, context, &Part { id, node: &node, head, body, readership: Readership::Known });
    }
    let kind = if kind == Kind::Answers { Kind::Answer } else { kind };
    vec![read_entry(reading, context, &Part { id, node: &node, head, body, readership: Readership::Known }, kind)]
}

fn read_kind(fields: &Fields<'_>, id: &str) -> Kind {
    let named = fields.choice("kind").map(|kind: Spanned<Kind>| kind.value);
    let top = id.split_once('/').and_then(|(folder, _)| Kind::of_folder(folder));
    named.or(top).unwrap_or(Kind::Page)
}

pub(super) struct Split<'a> {
    pub(super) front: &'a str,
    pub(super) offset: u32,
    body: usize,
}

/// Returns the head of an entry that has a file to itself.
pub(super) fn file_head(text: &str) -> Span {
    Span { start: 0, end: 3.min(crate::source::count(text.len())) }
}

/// Cuts the front matter off; an unclosed one is an error with its place.
pub(super) fn split(text: &str) -> Result<Split<'_>, Span> {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.starts_with("---\r") && !first.starts_with("---\r\n") {
        return Err(Span::new(0..3));
    }
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return Ok(Split { front: "", offset: 0, body: 0 });
    }
    let begin = first.len();
    let mut at = begin;
    for line in text.get(begin..).unwrap_or_default().split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let front = text.get(begin..at).unwrap_or_default();
            return Ok(Split { front, offset: crate::source::count(begin), body: at + line.len() });
        }
        at += line.len();
    }
    Err(Span::new(0..3))
}

/// Returns where front matter begins that is not on the first line, or is written in another form than YAML, so that it
/// would be read as text and the audience in it ignored; and what is wrong with it.
fn misplaced_front_matter(text: &str) -> Option<(Span, String)> {
    let is_lead = |symbol: char| symbol.is_whitespace() || matches!(symbol, '\u{feff}' | '\u{200b}');
    let start = text.len() - text.trim_start_matches(is_lead).len();
    let mut lines = text.get(start..)?.lines();
    let mark = lines.next()?.trim_end();
    let mut lines = lines.skip_while(|line| line.trim().is_empty() || line.starts_with('#')).peekable();
    let is_toml = mark == "+++";
    let is_key = |line: &&str| {
        let key = line.split_once([':', '=']).map(|(key, _)| key.trim());
        key.is_some_and(is_plain_key) || (is_toml && line.starts_with('['))
    };
    if !lines.peek().is_some_and(is_key) {
        return None;
    }
    // Text may begin with a rule, which is `---` too; only front matter ends with another one.
    let is_front = is_toml || (mark == "---" && start > 0 && lines.any(|line| line.trim_end() == mark));
    let message = || {
        if is_toml {
            return "front matter between `+++` lines (TOML) is not read; write it as YAML between `---` lines"
                .to_owned();
        }
        let what = match text.get(..start).unwrap_or_default() {
            lead if !lead.chars().all(char::is_whitespace) => "invisible characters are".to_owned(),
            lead => match lead.matches('\n').count() {
                0 => "blanks are".to_owned(),
                1 => "a blank line is".to_owned(),
                lines => format!("{lines} blank lines are"),
            },
        };
        format!("{what} before `---`; front matter must begin on the first line, with nothing before it")
    };
    is_front.then(|| (Span::new(start..start + mark.len()), message()))
}

fn is_plain_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|symbol| symbol.is_alphanumeric() || matches!(symbol, '-' | '_'))
}

/// Returns the shape of every field that an entry of `kind` may have.
pub fn entry_shapes(kind: Kind, settings: &Settings) -> Shapes {
    let shapes = Shapes::default();
    let file = SourceFile::new("", String::new());
    let mut reading = Reading::new(&file);
    reading.shapes = Some(&shapes);
    let node = Node { span: Span::default(), value: Value::Null };
    let fields = Fields::new(&reading, &node, "");
    let _: Option<Spanned<Kind>> = fields.choice("kind");
    read_common(&fields, &settings.audiences);
    read_kind_fields(&fields, kind);
    shapes
}
