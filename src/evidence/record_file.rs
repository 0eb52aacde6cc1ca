//! The file of the records about one host.

use super::quote::host_of;
use super::record::Record;
use super::text::one_line;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::{SourceFile, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The schema of the first line.
pub const SCHEMA: &str = "fieldbook/evidence/1";
/// The longest text of a field, in bytes.
const LONGEST: usize = 4_096;

/// A line of a file of records cannot be read.
pub static UNREADABLE_RECORD: Rule = Rule {
    id: "evidence/unreadable-record",
    family: Family::Evidence,
    severity: Severity::Error,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "A record of a look at a source cannot be read, so it is unknown whether its quote is still there.",
    help: "Restore the line from Git, or remove it and run `fieldbook evidence capture` again.",
    page: include_str!("unreadable_record.md"),
};

/// Every rule of this module.
pub static RULES: [&Rule; 1] = [&UNREADABLE_RECORD];

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    schema: String,
    host: String,
}

/// The records about one host.
#[derive(Debug, Clone, Default)]
pub struct RecordFile {
    /// Each record with its place, by the address of its page and the key of its quote.
    pub records: BTreeMap<(String, String), (Record, Place)>,
}

impl RecordFile {
    /// Reads a file; a line that cannot be read is a finding, and the others are kept.
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Finding>) {
        let (mut read, mut findings) = (Self::default(), Vec::new());
        let name = file.path().rsplit('/').next().unwrap_or_default();
        let host = name.strip_suffix(".jsonl").unwrap_or(name);
        let mut start = 0;
        for (number, line) in file.text().split_inclusive('\n').enumerate() {
            let text = line.trim_end();
            let place = Place::new(file, Span::new(start..start + text.len()));
            start += line.len();
            let fault = if number == 0 {
                head_fault(text, host)
            } else if text.is_empty() {
                None
            } else {
                read.add(text, host, place.clone()).err()
            };
            if let Some(fault) = fault {
                findings.push(Finding::new(&UNREADABLE_RECORD, place, fault).subject(format!("line {}", number + 1)));
                if number == 0 {
                    break;
                }
            }
        }
        if file.text().is_empty() {
            let fault = "the file is empty; its first line must name the schema and the host";
            findings.push(Finding::new(&UNREADABLE_RECORD, Place::new(file, Span::default()), fault).subject("line 1"));
        }
        (read, findings)
    }

    fn add(&mut self, line: &str, host: &str, place: Place) -> Result<(), String> {
        let record: Record = serde_json::from_str(line).map_err(|error| format!("not a record: {}", cause(&error)))?;
        check(&record, host)?;
        let shown = |text: &Option<String>| text.as_deref().map(one_line);
        let record = Record { sentence: shown(&record.sentence), now: shown(&record.now), ..record };
        let key = (record.url.clone(), record.quote.clone());
        if self.records.contains_key(&key) {
            return Err(format!("a second record of the same quote of {}; keep one of them", record.url));
        }
        self.records.insert(key, (record, place));
        Ok(())
    }
}

/// Returns the text of a file with `records` about `host`, sorted.
pub(super) fn text_of<'a>(host: &str, records: impl Iterator<Item = &'a Record>) -> serde_json::Result<String> {
    let mut sorted: Vec<&Record> = records.collect();
    sorted.sort_by_key(|record| (&record.url, &record.quote));
    let mut text = serde_json::to_string(&Head { schema: SCHEMA.to_owned(), host: host.to_owned() })?;
    text.push('\n');
    for record in sorted {
        text.push_str(&serde_json::to_string(record)?);
        text.push('\n');
    }
    Ok(text)
}

fn head_fault(line: &str, host: &str) -> Option<String> {
    let head: Head = match serde_json::from_str(line) {
        Ok(head) => head,
        Err(error) => return Some(format!("the first line must name the schema and the host: {}", cause(&error))),
    };
    if head.schema != SCHEMA {
        return Some(format!("the schema is {:?}, not {SCHEMA:?}", head.schema));
    }
    (head.host != host).then(|| format!("the host is {:?}, and the file is named after {host:?}", head.host))
}

fn check(record: &Record, host: &str) -> Result<(), String> {
    if host_of(&record.url).as_deref() != Some(host) {
        return Err(format!("`url` must be an address of {host}; found {:?}", record.url));
    }
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if record.quote.len() != 16 || !is_hex(&record.quote) {
        return Err(format!("`quote` must be 16 hexadecimal digits; found {:?}", record.quote));
    }
    if record.since > record.looked {
        return Err(format!("`since` {} is after `looked` {}", record.since, record.looked));
    }
    let texts = [&record.sentence, &record.now, &record.by];
    let longest = texts.into_iter().flatten().chain([&record.url, &record.content]).map(String::len).max();
    match longest.filter(|length| *length > LONGEST) {
        Some(length) => Err(format!("a text of {length} bytes; at most {LONGEST} are read")),
        None => Ok(()),
    }
}

/// Returns why a line is not JSON of this form, without the number of the line, which the place has.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
