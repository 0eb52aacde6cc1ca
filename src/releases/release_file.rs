//! The file with the releases of one competitor.

use super::paths::is_of;
use super::record::{FeedState, Head, RecordedRelease};
use crate::evidence::{UNREADABLE_RECORD, one_line};
use crate::finding::{Finding, Place};
use crate::source::{SourceFile, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The schema of the first line.
pub const SCHEMA: &str = "fieldbook/releases/1";
/// The most releases in a file.
pub const MAX_RELEASES: usize = 500;
/// The longest text of a field, in bytes.
const LONGEST: usize = 4_096;
/// The most feeds in the first line.
const MOST_FEEDS: usize = 100;

/// The releases of one competitor.
#[derive(Debug, Clone, Default)]
pub struct ReleaseFile {
    /// The id of the competitor.
    pub competitor: String,
    /// The last look at each feed, by its address.
    pub feeds: BTreeMap<String, FeedState>,
    /// The releases, by id.
    pub releases: BTreeMap<String, RecordedRelease>,
    /// Where each release is recorded, by id.
    pub(super) places: BTreeMap<String, Place>,
    /// How many lines cannot be read.
    pub unread_lines: usize,
}

impl ReleaseFile {
    /// Makes the empty file of the competitor with this id.
    pub fn new(competitor: &str) -> Self {
        Self { competitor: competitor.to_owned(), ..Self::default() }
    }

    /// Reads a file; a line that cannot be read is a finding, and the others are kept.
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Finding>) {
        let (mut read, mut findings) = (Self::default(), Vec::new());
        let mut start = 0;
        for (number, line) in file.text().split_inclusive('\n').enumerate() {
            let text = line.trim_end();
            let place = Place::new(file, Span::new(start..start + text.len()));
            start += line.len();
            let outcome = if number == 0 {
                read.add_head(text, file.path())
            } else if text.is_empty() {
                Ok(())
            } else {
                read.add(text, place.clone())
            };
            if let Err(fault) = outcome {
                read.unread_lines += 1;
                findings.push(fault_of(place, fault, number + 1));
                if number == 0 {
                    break;
                }
            }
        }
        if file.text().is_empty() {
            read.unread_lines = 1;
            let fault = "the file is empty; its first line must name the schema, the competitor and the feeds";
            findings.push(fault_of(Place::new(file, Span::default()), fault.to_owned(), 1));
        }
        (read, findings)
    }

    /// Returns the place of the release with this id.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id)
    }

    /// Returns the releases, the oldest first.
    pub fn by_day(&self) -> Vec<&RecordedRelease> {
        let mut sorted: Vec<_> = self.releases.values().collect();
        sorted.sort_by_key(|release| (release.date, &release.id));
        sorted
    }

    /// Returns the text of the file: the looks at the feeds, then a line for each release, the oldest first.
    ///
    /// # Errors
    /// A line cannot be written as JSON.
    pub fn text(&self) -> serde_json::Result<String> {
        let (schema, competitor) = (SCHEMA.to_owned(), self.competitor.clone());
        let head = Head { schema, competitor, feeds: self.feeds.values().cloned().collect() };
        let mut text = serde_json::to_string(&head)? + "\n";
        for release in self.by_day() {
            text.push_str(&serde_json::to_string(release)?);
            text.push('\n');
        }
        Ok(text)
    }

    fn add_head(&mut self, line: &str, path: &str) -> Result<(), String> {
        let head: Head = serde_json::from_str(line).map_err(|error| {
            format!("the first line must name the schema, the competitor and the feeds: {}", cause(&error))
        })?;
        if head.schema != SCHEMA {
            return Err(format!("the schema is {:?}, not {SCHEMA:?}", head.schema));
        }
        if !is_of(path, &head.competitor) {
            return Err(format!("the competitor is {:?}, and the file is named after another one", head.competitor));
        }
        if head.feeds.len() > MOST_FEEDS {
            return Err(format!("{} feeds; at most {MOST_FEEDS} are read", head.feeds.len()));
        }
        self.competitor = head.competitor;
        for feed in head.feeds {
            let feed = FeedState { validators: feed.validators.usable(), ..feed };
            self.feeds.insert(feed.url.clone(), feed);
        }
        Ok(())
    }

    fn add(&mut self, line: &str, place: Place) -> Result<(), String> {
        let release: RecordedRelease =
            serde_json::from_str(line).map_err(|error| format!("not a release: {}", cause(&error)))?;
        check(&release)?;
        if self.releases.contains_key(&release.id) {
            return Err(format!("a second release with the id {}; keep one of them", release.id));
        }
        if self.releases.len() == MAX_RELEASES {
            return Err(format!("more than {MAX_RELEASES} releases; remove the oldest"));
        }
        let summary = release.summary.as_deref().map(one_line);
        let release = RecordedRelease { title: one_line(&release.title), summary, ..release };
        self.places.insert(release.id.clone(), place);
        self.releases.insert(release.id.clone(), release);
        Ok(())
    }
}

fn fault_of(place: Place, fault: String, line: usize) -> Finding {
    let help = "Restore the line from Git, or remove it; the next look at the feeds adds what they still have.";
    Finding::new(&UNREADABLE_RECORD, place, fault).help(help.to_owned()).subject(format!("line {line}"))
}

fn check(release: &RecordedRelease) -> Result<(), String> {
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if release.id.len() != 16 || !is_hex(&release.id) {
        return Err(format!("`id` must be 16 hexadecimal digits; found {:?}", release.id));
    }
    if release.date > release.seen {
        return Err(format!("`date` {} is after `seen` {}", release.date, release.seen));
    }
    if one_line(&release.title).is_empty() {
        return Err("`title` is empty".to_owned());
    }
    if let Some(url) = release.url.as_ref().filter(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        return Err(format!("`url` must begin with https:// or http://; found {url:?}"));
    }
    let texts = [Some(&release.title), release.summary.as_ref(), release.url.as_ref()];
    match texts.into_iter().flatten().map(String::len).max().filter(|length| *length > LONGEST) {
        Some(length) => Err(format!("a text of {length} bytes; at most {LONGEST} are read")),
        None => Ok(()),
    }
}

/// Returns why a line is not JSON of this form, without the number of the line, which the place has.
fn cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
