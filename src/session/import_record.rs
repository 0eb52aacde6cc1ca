//! The record of imports of a site, and the writing of an import that is compared with it.

use super::failure::Failure;
use super::import_files::{ImportFile, refuse_clashes, write_files};
use crate::importing::{Import, ImportMode, ImportRecord, Origin, RECORD_FILE, UpdateMode, plan};
use crate::inputs::read_file;
use crate::user_files::{Expected, write};
use std::collections::BTreeMap;
use std::path::Path;

/// The largest record, and the largest imported file that is compared, in bytes.
const LIMIT: u64 = 256 << 20;

/// The record of a site as it was read.
pub(super) struct ReadRecord {
    record: ImportRecord,
    /// The bytes of its file; `None` if there is none.
    bytes: Option<Vec<u8>>,
}

/// Which origin an import is of, and how it is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct OriginTarget<'a> {
    /// The name of the origin.
    pub(super) name: &'a str,
    /// The target folder, from the site's folder.
    pub(super) into: &'a str,
    /// Whether files are written.
    pub(super) mode: ImportMode,
    /// Whether files of documents that changed at the origin are written again.
    pub(super) update: UpdateMode,
}

/// Reads the record of the site in `folder`.
///
/// # Errors
/// The file cannot be read, or is not a record.
pub(super) fn read_record(folder: &Path) -> Result<ReadRecord, Failure> {
    let path = folder.join(RECORD_FILE);
    if path.symlink_metadata().is_err() {
        return Ok(ReadRecord { record: ImportRecord::default(), bytes: None });
    }
    let bytes = read_file(&path, LIMIT)?;
    let record = ImportRecord::read(&bytes).map_err(|error| Failure(format!("{}: {error}", path.display())))?;
    Ok(ReadRecord { record, bytes: Some(bytes) })
}

impl ReadRecord {
    /// Returns what was imported from an origin.
    pub(super) fn origin(&self, name: &str) -> Option<&Origin> {
        self.record.origins.get(name)
    }

    /// Returns the columns that a person named for the table of this name.
    pub(super) fn columns(&self, table: &str) -> BTreeMap<String, String> {
        self.record.columns.get(table).cloned().unwrap_or_default()
    }

    /// Keeps the columns that a person named for the table of this name.
    ///
    /// # Errors
    /// The record cannot be written.
    pub(super) fn keep_columns(
        mut self,
        folder: &Path,
        table: &str,
        columns: BTreeMap<String, String>,
    ) -> Result<(), Failure> {
        if self.record.columns.insert(table.to_owned(), columns.clone()) == Some(columns) {
            return Ok(());
        }
        let expected = self.bytes.as_deref().map_or(Expected::Nothing, Expected::Content);
        write(&folder.join(RECORD_FILE), self.record.text()?.as_bytes(), expected)?;
        Ok(())
    }

    /// Returns the page that each document of an origin became, below the target folder.
    pub(super) fn pages(&self, name: &str) -> BTreeMap<String, String> {
        let documents = self.origin(name).into_iter().flat_map(|origin| &origin.documents);
        let page = |files: &BTreeMap<String, String>| {
            files.keys().find(|path| Path::new(path).extension().is_some_and(|end| end == "md")).cloned()
        };
        documents.filter_map(|(source, document)| Some((source.clone(), page(&document.files)?))).collect()
    }

    /// Writes what is new of an import, and with the update mode what changed at its origin and was not edited here; then
    /// the record. What happened since the earlier import is put into the report.
    ///
    /// # Errors
    /// A new file exists already; then nothing is written. Or a file cannot be written.
    pub(super) fn write(self, folder: &Path, import: &mut Import, target: OriginTarget<'_>) -> Result<(), Failure> {
        let Self { mut record, bytes } = self;
        let below = folder.join(target.into);
        let present = |path: &str| read_file(&below.join(path), LIMIT).ok();
        let known = record.origins.get(target.name).cloned();
        let is_first = known.is_none();
        let recorded = known.unwrap_or_else(|| Origin { into: target.into.to_owned(), ..Origin::default() });
        if recorded.into != target.into {
            return Err(Failure(format!(
                "{} was imported into {}, not {}; leave out --into, or name another origin with --origin",
                target.name, recorded.into, target.into
            )));
        }
        let mut plan = plan(import, &recorded, target.update, &present);
        target.name.clone_into(&mut plan.report.name);
        let files: Vec<ImportFile<'_>> = plan.files.iter().map(ImportFile::from).collect();
        refuse_clashes(&files, &below)?;
        let is_changed = plan.origin != recorded || is_first;
        if !is_first {
            import.changes = Some(plan.report);
        }
        if target.mode == ImportMode::DryRun || !is_changed {
            return Ok(());
        }
        write_files(&files, &below)?;
        record.origins.insert(target.name.to_owned(), plan.origin);
        let expected = bytes.as_deref().map_or(Expected::Nothing, Expected::Content);
        write(&folder.join(RECORD_FILE), record.text()?.as_bytes(), expected)?;
        Ok(())
    }
}
