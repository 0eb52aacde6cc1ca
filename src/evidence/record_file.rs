//! The file of the records about one host.

use super::anchors::MOST_ANCHORS;
use super::change::{Change, Part, Verdict};
use super::page_record::{PageRecord, page_address};
use super::quote::host_of;
use super::record::Record;
use super::text::one_line;
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::source::{SourceFile, Span};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
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

/// Which version of reading and comparing pages this is. A record of another version is looked at again in full.
pub const READER: &str = "n3";

/// The first line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    schema: String,
    host: String,
    /// The day of the last look that a run of `refresh` made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checked: Option<NaiveDate>,
    /// The version of reading and comparing pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reader: Option<String>,
}

/// The line of a quote.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteLine {
    url: String,
    quote: String,
    verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    change: Option<Change>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<Part>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    since: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    looked: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    content: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sentence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    now: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elsewhere: Option<String>,
}

/// The records about one host.
#[derive(Debug, Clone, Default)]
pub struct RecordFile {
    /// Each record with its place, by the address of its page and then by the key of its quote.
    pub records: BTreeMap<String, BTreeMap<String, (Record, Place)>>,
    /// What is recorded of each page, with its place, by its address.
    pub pages: BTreeMap<String, (PageRecord, Place)>,
    /// The hosts whose records were made by this version of reading and comparing pages.
    pub current: BTreeSet<String>,
    /// The day of the last look that a run of `refresh` made, by host.
    pub checked: BTreeMap<String, NaiveDate>,
}

impl RecordFile {
    /// Reads a file; a line that cannot be read is a finding, and the others are kept.
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let name = file.path().rsplit('/').next().unwrap_or_default();
        let host = name.strip_suffix(".jsonl").unwrap_or(name);
        let is_host = host_of(&format!("https://{host}/")).as_deref() == Some(host);
        let mut reading = Reading { read: Self::default(), host, is_host, checked: None };
        let mut start = 0;
        for (number, line) in file.text().split_inclusive('\n').enumerate() {
            let text = line.trim_end();
            let place = Place::new(file, Span::new(start..start + text.len()));
            start += line.len();
            let fault = if number == 0 {
                reading.head(text).err()
            } else if text.is_empty() {
                None
            } else {
                reading.add(text, place.clone()).err()
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
        (reading.read, findings)
    }
}

/// A file as far as it has been read.
struct Reading<'a> {
    read: RecordFile,
    host: &'a str,
    /// Whether the file is named as hosts are written in records.
    is_host: bool,
    checked: Option<NaiveDate>,
}

impl Reading<'_> {
    fn head(&mut self, line: &str) -> Result<(), String> {
        let head: Head = serde_json::from_str(line)
            .map_err(|error| format!("the first line must name the schema and the host: {}", cause(&error)))?;
        if head.schema != SCHEMA {
            return Err(format!("the schema is {:?}, not {SCHEMA:?}", head.schema));
        }
        if head.host != self.host {
            return Err(format!("the host is {:?}, and the file is named after {:?}", head.host, self.host));
        }
        self.checked = head.checked;
        self.read.checked.extend(head.checked.map(|checked| (head.host.clone(), checked)));
        if head.reader.as_deref() == Some(READER) {
            self.read.current.insert(head.host);
        }
        Ok(())
    }

    fn add(&mut self, line: &str, place: Place) -> Result<(), String> {
        let is_page = line.trim_start_matches('{').trim_start().starts_with("\"page\"");
        if is_page { self.add_page(line, place) } else { self.add_quote(line, place) }
    }

    fn add_page(&mut self, line: &str, place: Place) -> Result<(), String> {
        let page: PageRecord =
            serde_json::from_str(line).map_err(|error| format!("not a record of a page: {}", cause(&error)))?;
        self.check_address("page", &page.page)?;
        let is_anchor = |anchor: &String| anchor.len() == 8 && is_hexadecimal(anchor);
        if page.anchors.len() > MOST_ANCHORS || !page.anchors.iter().all(is_anchor) {
            return Err(format!("`anchors` must be at most {MOST_ANCHORS} texts of 8 hexadecimal digits"));
        }
        let texts = [&page.etag, &page.modified, &page.file].into_iter().flatten();
        check_lengths(texts.chain([&page.page, &page.language, &page.title]))?;
        let looked = page.looked.or(self.checked).ok_or("`looked` is missing, and the first line has no `checked`")?;
        let page = PageRecord { looked: Some(looked), title: one_line(&page.title), ..page };
        if self.read.pages.contains_key(&page.page) {
            return Err(format!("a second record of {}; keep one of them", page.page));
        }
        self.read.pages.insert(page.page.clone(), (page, place));
        Ok(())
    }

    fn add_quote(&mut self, line: &str, place: Place) -> Result<(), String> {
        let line: QuoteLine = serde_json::from_str(line).map_err(|error| format!("not a record: {}", cause(&error)))?;
        self.check_address("url", &line.url)?;
        if line.quote.len() != 16 || !is_hexadecimal(&line.quote) {
            return Err(format!("`quote` must be 16 hexadecimal digits; found {:?}", line.quote));
        }
        let texts = [&line.sentence, &line.now, &line.by, &line.to, &line.elsewhere].into_iter().flatten();
        check_lengths(texts.chain([&line.url, &line.content]))?;
        let page = self.read.pages.get(page_address(&line.url)).and_then(|(page, _)| page.looked);
        let looked = line.looked.or(page).ok_or("`looked` is missing, and its page has no record above it")?;
        if line.since > looked {
            return Err(format!("`since` {} is after `looked` {looked}", line.since));
        }
        let mut record = line.record(looked);
        if !self.read.current.contains(self.host) && record.verdict.is_found() {
            // Another version may take another sentence from the same page.
            record.sentence = None;
        }
        if !self.read.records.contains_key(&record.url) {
            self.read.records.insert(record.url.clone(), BTreeMap::new());
        }
        let Some(of_page) = self.read.records.get_mut(&record.url) else { return Ok(()) };
        match of_page.entry(record.quote.clone()) {
            Entry::Occupied(_) => Err(format!("a second record of the same quote of {}; keep one of them", record.url)),
            Entry::Vacant(entry) => {
                entry.insert((record, place));
                Ok(())
            }
        }
    }

    /// Returns whether the host of `url` is that of the file, letter by letter.
    fn has_host(&self, url: &str) -> bool {
        let rest = url.strip_prefix("https://").and_then(|rest| rest.strip_prefix(self.host));
        self.is_host && rest.is_some_and(|rest| rest.starts_with('/'))
    }

    fn check_address(&self, field: &str, url: &str) -> Result<(), String> {
        if !self.has_host(url) && host_of(url).as_deref() != Some(self.host) {
            return Err(format!("`{field}` must be an address of {}; found {url:?}", self.host));
        }
        Ok(())
    }
}

impl QuoteLine {
    fn record(self, looked: NaiveDate) -> Record {
        let shown = |text: Option<String>| text.as_deref().map(one_line);
        Record {
            seen: if self.verdict.is_found() { Some(looked) } else { self.seen },
            url: self.url,
            quote: self.quote,
            verdict: self.verdict,
            change: self.change,
            part: self.part,
            to: self.to,
            since: self.since,
            looked,
            by: self.by,
            content: self.content,
            sentence: shown(self.sentence),
            now: shown(self.now),
            elsewhere: shown(self.elsewhere),
        }
    }

    /// Makes the line of a record; what its page says is left out.
    fn of(record: &Record, page: Option<NaiveDate>) -> Self {
        Self {
            url: record.url.clone(),
            quote: record.quote.clone(),
            verdict: record.verdict,
            change: record.change,
            part: record.part,
            to: record.to.clone(),
            since: record.since,
            seen: record.seen.filter(|_| !record.verdict.is_found()),
            looked: Some(record.looked).filter(|looked| page != Some(*looked)),
            by: record.by.clone(),
            content: record.content.clone(),
            sentence: record.sentence.clone(),
            now: record.now.clone(),
            elsewhere: record.elsewhere.clone(),
        }
    }
}

/// What a file about one host is written from.
#[derive(Debug, Clone)]
pub struct HostRecords<'a> {
    /// The host.
    pub host: &'a str,
    /// The day of the last look that a run of `refresh` made; `None` if there was none.
    pub checked: Option<NaiveDate>,
    /// What is recorded of its pages.
    pub pages: Vec<&'a PageRecord>,
    /// What is recorded of its quotes.
    pub records: Vec<&'a Record>,
}

impl HostRecords<'_> {
    /// Returns the text of the file, sorted: each page, then its quotes.
    ///
    /// # Errors
    /// A record cannot be written as JSON.
    pub fn text(&self) -> serde_json::Result<String> {
        let (mut pages, mut records) = (self.pages.clone(), self.records.clone());
        pages.sort_by_key(|page| &page.page);
        records.sort_by_key(|record| (page_address(&record.url), &record.url, &record.quote));
        let looked: BTreeMap<&str, NaiveDate> =
            pages.iter().filter_map(|page| Some((page.page.as_str(), page.looked?))).collect();
        let head = Head {
            schema: SCHEMA.to_owned(),
            host: self.host.to_owned(),
            checked: self.checked,
            reader: Some(READER.to_owned()),
        };
        let mut text = serde_json::to_string(&head)? + "\n";
        let mut rest = records.into_iter().peekable();
        for page in pages {
            let line = PageRecord { looked: page.looked.filter(|day| Some(*day) != self.checked), ..page.clone() };
            while let Some(record) = rest.next_if(|record| page_address(&record.url) < page.page.as_str()) {
                push_line(&mut text, &QuoteLine::of(record, looked.get(page_address(&record.url)).copied()))?;
            }
            push_line(&mut text, &line)?;
        }
        for record in rest {
            push_line(&mut text, &QuoteLine::of(record, looked.get(page_address(&record.url)).copied()))?;
        }
        Ok(text)
    }
}

fn push_line(text: &mut String, line: &impl Serialize) -> serde_json::Result<()> {
    text.push_str(&serde_json::to_string(line)?);
    text.push('\n');
    Ok(())
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn check_lengths<'a>(texts: impl Iterator<Item = &'a String>) -> Result<(), String> {
    match texts.map(String::len).max().filter(|length| *length > LONGEST) {
        Some(length) => Err(format!("a text of {length} bytes; at most {LONGEST} are read")),
        None => Ok(()),
    }
}

/// Returns why a line is not JSON of this form, without the number of the line, which the place has.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
