//! Reading a change file, which may come from anybody.

use super::base::base_hash;
use super::change::{CHANGE_SCHEMA, Change, ChangeKind, LENGTHS, Part};
use super::fault::ChangeFault;
use super::fields::{AGAIN, FieldReader, JsonFields, TextForm};
use crate::source::parse_date;
use chrono::NaiveDate;

/// The largest change file in bytes.
pub const CHANGE_BYTES: u64 = 64 << 10;
/// The most characters of a name, an id or a day.
const NAME: TextForm = TextForm::Line(300);
/// The most characters of an address.
const ADDRESS: TextForm = TextForm::Line(2_000);
/// The most characters of a text or a comment.
const TEXT: TextForm = TextForm::Lines(8_000);

/// Reads a change file; its texts have the line ends of Unix.
///
/// # Errors
/// All that is wrong: encoding, JSON, schema, fields that are unknown, missing, too long or contain control characters, and a
/// base text that does not fit its hash. No message contains a text of the file.
pub fn read_change(bytes: &[u8]) -> Result<Change, Vec<ChangeFault>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(vec![ChangeFault::new("it is not UTF-8", "Save it again as UTF-8.")]);
    };
    let fields: JsonFields = serde_json::from_str(text).map_err(|error| {
        let place = format!("it is not one JSON object (line {}, column {})", error.line(), error.column());
        vec![ChangeFault::new(place, "Save the whole file, from `{` to `}`, and nothing else.")]
    })?;
    let mut reader = FieldReader::new(fields);
    match reader.required("schema", NAME) {
        Some(schema) if schema != CHANGE_SCHEMA => {
            let is_ours = schema.starts_with("fieldbook/change/");
            let message =
                if is_ours { "its schema is another version of change files" } else { "it is not a change file" };
            let help = "This fieldbook reads `fieldbook/change/1`; another version may read it.";
            return Err(vec![ChangeFault::new(message, help)]);
        }
        _ => {}
    }
    let change = read_fields(&mut reader);
    let faults = reader.finish();
    change.filter(|_| faults.is_empty()).ok_or(faults)
}

fn read_fields(reader: &mut FieldReader) -> Option<Change> {
    let kind = kind(reader);
    let entry = reader.text("entry", NAME);
    let claim = reader.text("claim", NAME);
    let field = reader.text("field", NAME);
    let (base, hash) = (reader.text("base", TEXT), reader.text("base_hash", NAME));
    let (text, comment) = (reader.text("text", TEXT), reader.text("comment", TEXT));
    let question = reader.text("question", TextForm::Line(500));
    let source = source(reader);
    let author = reader.text("author", TextForm::Line(120));
    let day = day(reader);
    let (commit, audience) = (commit(reader), reader.text("audience", NAME));
    let part = part(reader, kind?, NamedPart { claim, field })?;
    let needs_base = kind? != ChangeKind::Propose;
    if needs_base {
        match (&base, &hash) {
            (Some(base), Some(hash)) if base_hash(base) == *hash => {}
            (Some(_), Some(_)) => {
                reader.fault("its base text does not fit its hash: the file was changed on its way", AGAIN);
            }
            _ => reader.fault("`base` and `base_hash` are missing", AGAIN),
        }
    }
    let is_without = |text: &Option<String>, name: &str, reader: &mut FieldReader| {
        if text.is_none() && !reader.has_fault_of(name) {
            reader.fault(format!("`{name}` is missing"), AGAIN);
        }
    };
    match kind? {
        ChangeKind::Dispute => is_without(&comment, "comment", reader),
        ChangeKind::Edit | ChangeKind::Propose => is_without(&text, "text", reader),
    }
    if part == Part::Answer {
        is_without(&question, "question", reader);
    } else {
        is_without(&entry, "entry", reader);
    }
    let (base, text, comment) = (base.unwrap_or_default(), text.unwrap_or_default(), comment.unwrap_or_default());
    Some(Change {
        kind: kind?,
        entry,
        part,
        base,
        text,
        question,
        comment,
        source,
        author,
        day: day?,
        commit,
        audience,
    })
}

fn kind(reader: &mut FieldReader) -> Option<ChangeKind> {
    let word = reader.required("change", NAME)?;
    let kind = ChangeKind::WORDS.iter().find(|(own, _)| *own == word).map(|(_, kind)| *kind);
    if kind.is_none() {
        reader.fault("`change` is neither `edit`, `dispute` nor `propose`", AGAIN);
    }
    kind
}

/// What a file says of the part that is meant.
struct NamedPart {
    claim: Option<String>,
    field: Option<String>,
}

/// Reads what of the entry is meant: a claim, a length of an answer, or something new.
fn part(reader: &mut FieldReader, kind: ChangeKind, NamedPart { claim, field }: NamedPart) -> Option<Part> {
    let length = |field: &str| LENGTHS.into_iter().find(|length| *length == field);
    match (kind, (claim, field)) {
        (ChangeKind::Propose, (None, Some(field))) if field == "claim" => Some(Part::Claim(None)),
        (ChangeKind::Propose, (None, Some(field))) if field == "answer" => Some(Part::Answer),
        (ChangeKind::Edit | ChangeKind::Dispute, (Some(claim), None)) => Some(Part::Claim(Some(claim))),
        (ChangeKind::Edit | ChangeKind::Dispute, (None, Some(field))) if length(&field).is_some() => {
            length(&field).map(Part::Length)
        }
        (ChangeKind::Propose, _) => {
            reader.fault("a proposal has `field` with `claim` or `answer`, and no `claim`", AGAIN);
            None
        }
        _ => {
            reader.fault(
                "it names neither a claim nor a text: `claim`, or `field` with `short`, `standard` or `detailed`",
                AGAIN,
            );
            None
        }
    }
}

/// Reads the address of a source: only what a browser opens as a page.
fn source(reader: &mut FieldReader) -> Option<String> {
    let source = reader.text("source", ADDRESS)?;
    let is_page = source.starts_with("https://") || source.starts_with("http://");
    if is_page && !source.contains(char::is_whitespace) {
        return Some(source);
    }
    reader.fault("`source` is not an address with `https://`", "Write the address of a page, or leave it out.");
    None
}

fn day(reader: &mut FieldReader) -> Option<NaiveDate> {
    let text = reader.required("day", NAME)?;
    let day = parse_date(&text);
    if day.is_none() {
        reader.fault("`day` is not a day such as 2026-11-21", AGAIN);
    }
    day
}

fn commit(reader: &mut FieldReader) -> Option<String> {
    let commit = reader.text("commit", TextForm::Line(64))?;
    if commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(commit);
    }
    reader.fault("`commit` is not the hash of a commit", AGAIN);
    None
}
