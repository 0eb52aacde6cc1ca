//! The file with the records of a host: read, changed, and written if it differs.

use super::quoted::all_quoted;
use crate::evidence::{HostRecords, LARGEST_FILE, PageRecord, Record, SCHEMA, host_of, page_address, quote_key};
use crate::inputs::{Files as _, read_file};
use crate::library::Library;
use crate::session::environment::Session;
use crate::session::failure::Failure;
use crate::session::notes::Notes;
use crate::user_files::{Expected, write};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The quotes that claims have, as address and key, by folder of records and host.
pub(super) type Cited = BTreeMap<(String, String), BTreeSet<(String, String)>>;

/// Returns the quotes that the claims of `library` have.
pub(super) fn cited(library: &Library) -> Cited {
    let mut cited = Cited::new();
    for quoted in all_quoted(library) {
        let Some(host) = host_of(quoted.url()) else { continue };
        let quotes = cited.entry((quoted.folder(), host)).or_default();
        quotes.insert((quoted.url().to_owned(), quote_key(quoted.quote())));
    }
    cited
}

/// Which file it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct HostPlace<'a> {
    /// The folder of the records.
    pub(super) folder: &'a str,
    /// The host.
    pub(super) host: &'a str,
}

/// What happens to a file with lines that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Damaged {
    /// It is refused: nothing replaces the lines.
    Refused,
    /// The lines are left out: the run looks at their pages again.
    Rebuilt,
}

/// Returns whether the first line names a version of the file that is not known here.
fn is_other_version(bytes: &[u8]) -> bool {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let head: Option<serde_json::Value> = serde_json::from_slice(first).ok();
    let schema = head.as_ref().and_then(|head| head.get("schema")).and_then(serde_json::Value::as_str);
    schema.is_some_and(|schema| schema.starts_with("fieldbook/evidence/") && schema != SCHEMA)
}

/// The file with the records of a host.
#[derive(Debug)]
pub(super) struct HostFile {
    /// Its path from the site's folder.
    pub(super) path: String,
    host: String,
    target: PathBuf,
    before: Option<Vec<u8>>,
    /// The day of the last look that a run of `refresh` made.
    checked: Option<NaiveDate>,
    pages: BTreeMap<String, PageRecord>,
    records: BTreeMap<(String, String), Record>,
    /// The quotes that claims have on pages of the host.
    cited: BTreeSet<(String, String)>,
}

impl HostFile {
    /// Reads the file about `host` in `folder`.
    ///
    /// # Errors
    /// It cannot be read, or has a line that cannot.
    pub(super) fn read(
        session: &Session<'_>,
        library: &Library,
        cited: &Cited,
        HostPlace { folder, host }: HostPlace<'_>,
        damaged: Damaged,
    ) -> Result<Self, Failure> {
        let path = format!("{folder}/{host}.jsonl");
        let target = session.folder.join(&path);
        let before = if session.files().contains(&path) { Some(read_file(&target, LARGEST_FILE)?) } else { None };
        let bytes = before.as_deref().unwrap_or_default();
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
        let evidence = &library.lists.evidence;
        let records: Vec<&Record> = evidence.in_file(&path).collect();
        let pages: Vec<&PageRecord> = evidence.pages_in_file(&path).collect();
        let unread = lines.saturating_sub(records.len() + pages.len() + 1);
        if is_other_version(bytes) {
            return Err(Failure(format!(
                "{path} was written by another version of fieldbook; use that one, or a newer one"
            )));
        }
        if unread > 0 && damaged == Damaged::Refused {
            return Err(Failure(format!(
                "{path} has lines that cannot be read; run `fieldbook check` and correct them first"
            )));
        }
        if unread > 0 {
            session
                .notes
                .note(&format!("note: {path}: {unread} of {lines} lines cannot be read and are written again"));
        }
        let cited = cited.get(&(folder.to_owned(), host.to_owned())).cloned().unwrap_or_default();
        let key = |record: &&Record| (record.url.clone(), record.quote.clone());
        Ok(Self {
            checked: evidence.checked(&path),
            host: host.to_owned(),
            target,
            pages: pages.into_iter().map(|page| (page.page.clone(), page.clone())).collect(),
            records: records.into_iter().map(|record| (key(&record), record.clone())).collect(),
            path,
            before,
            cited,
        })
    }

    /// Puts records in the place of those of the same pages and quotes.
    pub(super) fn add(&mut self, pages: Vec<PageRecord>, records: Vec<Record>) {
        self.pages.extend(pages.into_iter().map(|page| (page.page.clone(), page)));
        self.records.extend(records.into_iter().map(|record| ((record.url.clone(), record.quote.clone()), record)));
    }

    /// Notes that a run looked at pages of the host on the day `on`.
    pub(super) fn check(&mut self, on: NaiveDate) {
        self.checked = self.checked.max(Some(on));
    }

    /// Removes the records of quotes that no claim has any more, and those of pages that no claim quotes.
    pub(super) fn prune(&mut self, notes: &dyn Notes) {
        let known = self.records.len();
        self.records.retain(|key, _| self.cited.contains(key));
        let cited: BTreeSet<&str> = self.cited.iter().map(|(url, _)| page_address(url)).collect();
        self.pages.retain(|page, _| cited.contains(page.as_str()));
        let pruned = known - self.records.len();
        if pruned > 0 {
            let records = if pruned == 1 { "1 record".to_owned() } else { format!("{pruned} records") };
            notes.note(&format!("note: {}: removed {records} of quotes that no claim has", self.path));
        }
    }

    /// Writes the file and returns its path; `None` if it would not differ.
    ///
    /// # Errors
    /// It cannot be written, or was changed meanwhile.
    pub(super) fn write(self) -> Result<Option<String>, Failure> {
        let Self { path, host, target, before, checked, pages, records, cited: _ } = self;
        let lines =
            HostRecords { host: &host, checked, pages: pages.values().collect(), records: records.values().collect() };
        let text = lines.text().map_err(|cause| Failure(format!("cannot write {path}: {cause}")))?;
        if before.as_deref() == Some(text.as_bytes()) {
            return Ok(None);
        }
        if text.len() as u64 > LARGEST_FILE {
            return Err(Failure(format!(
                "cannot write {path}: it would have {} bytes, and the limit is {LARGEST_FILE}; quote fewer sentences of {host}",
                text.len()
            )));
        }
        write(&target, text.as_bytes(), before.as_deref().map_or(Expected::Nothing, Expected::Content))?;
        Ok(Some(path))
    }
}
