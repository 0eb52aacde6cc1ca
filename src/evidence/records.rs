//! All records of a site, by the folder that they are in.

use super::quote::quote_key;
use super::record::Record;
use super::record_file::{RecordFile, text_of};
use crate::finding::{Finding, Place};
use crate::source::SourceFile;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the folder with the records.
pub const FOLDER: &str = "evidence";

/// All records of a site.
#[derive(Debug, Clone, Default)]
pub struct Records {
    by_folder: BTreeMap<String, RecordFile>,
}

/// Returns the folder of the records about the claims of a root: a private root has its own, so that what is quoted in it
/// stays in it.
pub fn evidence_folder(private_root: Option<&str>) -> String {
    let root = private_root.map(|root| root.trim_start_matches("./").trim_end_matches('/'));
    root.map_or_else(|| FOLDER.to_owned(), |root| format!("{root}/{FOLDER}"))
}

/// Returns whether `path` is that of a file of records directly in `folder`.
pub fn is_record_file(path: &str, folder: &str) -> bool {
    let name = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    name.is_some_and(|name| !name.contains('/') && name.strip_suffix(".jsonl").is_some_and(|host| !host.is_empty()))
}

impl Records {
    /// Adds the records in `file`; what cannot be read is a finding.
    pub fn add(&mut self, file: &Arc<SourceFile>) -> Vec<Finding> {
        let (read, findings) = RecordFile::read(file);
        let folder = file.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        self.by_folder.entry(folder.to_owned()).or_default().records.extend(read.records);
        findings
    }

    /// Returns the record of `quote` on the page at `url` and its place, in `folder`.
    pub fn of(&self, folder: &str, url: &str, quote: &str) -> Option<&(Record, Place)> {
        let records = &self.by_folder.get(folder)?.records;
        records.get(&(url.to_owned(), quote_key(quote)))
    }

    /// Returns the records in the file at `path`.
    pub fn in_file<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Record> {
        let folder = path.rsplit_once('/').and_then(|(folder, _)| self.by_folder.get(folder));
        let records = folder.into_iter().flat_map(|folder| folder.records.values());
        records.filter(move |(_, place)| place.file.path() == path).map(|(record, _)| record)
    }

    /// Returns the text of the file about `host` with `records`.
    ///
    /// # Errors
    /// A record cannot be written as JSON.
    pub fn text<'a>(host: &str, records: impl Iterator<Item = &'a Record>) -> serde_json::Result<String> {
        text_of(host, records)
    }
}
