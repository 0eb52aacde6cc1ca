//! All records of a site, by the folder that they are in.

use super::page_record::{PageRecord, page_address};
use super::quote::host_of;
use super::record::Record;
use super::record_file::RecordFile;
use crate::finding::{Finding, Place};
use crate::source::SourceFile;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The name of the folder with the records.
pub const FOLDER: &str = "evidence";

/// The largest file of records, in bytes. 20,000 quotes on 5,000 pages of one host, with the longest sentences, have 30 MiB.
pub const LARGEST_FILE: u64 = 64 << 20;

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
        let all = self.by_folder.entry(folder.to_owned()).or_default();
        for (url, records) in read.records {
            all.records.entry(url).or_default().extend(records);
        }
        all.pages.extend(read.pages);
        all.current.extend(read.current);
        all.checked.extend(read.checked);
        findings
    }

    /// Returns what is recorded of the page at `url` and its place, in `folder`.
    pub fn page(&self, folder: &str, url: &str) -> Option<&(PageRecord, Place)> {
        self.by_folder.get(folder)?.pages.get(page_address(url))
    }

    /// Returns the folder and host of each file that has records.
    pub fn hosts(&self) -> BTreeSet<(String, String)> {
        let of_folder = |(folder, file): (&String, &RecordFile)| {
            let urls = file.pages.keys().chain(file.records.keys());
            urls.filter_map(|url| Some((folder.clone(), host_of(url)?))).collect::<Vec<_>>()
        };
        self.by_folder.iter().flat_map(of_folder).collect()
    }

    /// Returns whether the records about `host` in `folder` were made by this version of reading and comparing pages.
    pub fn is_current(&self, folder: &str, host: &str) -> bool {
        self.by_folder.get(folder).is_some_and(|all| all.current.contains(host))
    }

    /// Returns the day of the last look that a run of `refresh` made and recorded in the file at `path`.
    pub fn checked(&self, path: &str) -> Option<NaiveDate> {
        let (folder, name) = path.rsplit_once('/')?;
        self.by_folder.get(folder)?.checked.get(name.strip_suffix(".jsonl")?).copied()
    }

    /// Returns what is recorded of the pages in the file at `path`.
    pub fn pages_in_file<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a PageRecord> {
        let folder = path.rsplit_once('/').and_then(|(folder, _)| self.by_folder.get(folder));
        let pages = folder.into_iter().flat_map(|folder| folder.pages.values());
        pages.filter(move |(_, place)| place.file.path() == path).map(|(page, _)| page)
    }

    /// Returns the record of the quote with this key on the page at `url` and its place, in `folder`.
    pub fn of(&self, folder: &str, url: &str, key: &str) -> Option<&(Record, Place)> {
        self.by_folder.get(folder)?.records.get(url)?.get(key)
    }

    /// Returns whether anything is recorded in `folder`.
    pub fn has_any(&self, folder: &str) -> bool {
        self.by_folder.contains_key(folder)
    }

    /// Returns the records in the file at `path`.
    pub fn in_file<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Record> {
        let folder = path.rsplit_once('/').and_then(|(folder, _)| self.by_folder.get(folder));
        let records = folder.into_iter().flat_map(|folder| folder.records.values()).flat_map(BTreeMap::values);
        records.filter(move |(_, place)| place.file.path() == path).map(|(record, _)| record)
    }
}
