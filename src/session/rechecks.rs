//! Re-checks in memory, written together.

use super::environment::Session;
use super::failure::Failure;
use super::overwrite::overwrite;
use super::target::{Known, Target, verified_text};
use crate::source::SourceFile;
use crate::verification::VerificationRecord;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Re-checks of one reading of a site.
pub struct Rechecks<'a> {
    session: &'a Session<'a>,
    known: Known<'a>,
    record: &'a VerificationRecord,
    /// The files that were written since the reading, by path.
    written: BTreeMap<String, Arc<SourceFile>>,
    /// What is not written yet: each file as it is on disk, and with its re-checks.
    pending: BTreeMap<String, (Arc<SourceFile>, Arc<SourceFile>)>,
}

impl<'a> Rechecks<'a> {
    /// Begins without any re-check; each will be recorded as `record` says.
    pub fn new(session: &'a Session<'a>, known: Known<'a>, record: &'a VerificationRecord) -> Self {
        Self { session, known, record, written: BTreeMap::new(), pending: BTreeMap::new() }
    }

    /// Records a re-check of `target` in memory.
    ///
    /// # Errors
    /// The target is no longer there, or its fields cannot be edited in place; the other re-checks stay.
    pub fn add(&mut self, target: &Target<'_>) -> Result<(), Failure> {
        let path = target.entry.file.path();
        let on_disk = self.written.get(path).unwrap_or(&target.entry.file);
        let now = self.pending.get(path).map_or(on_disk, |(_, now)| now);
        let text = verified_text(now, target, self.known, self.record, self.session.notes)?;
        let edited = (Arc::clone(on_disk), SourceFile::new(path, text));
        self.pending.insert(path.to_owned(), edited);
        Ok(())
    }

    /// Writes what was recorded since the last call, all files or none, and returns the number of files.
    ///
    /// # Errors
    /// A file changed since it was read, or cannot be written.
    pub fn write(&mut self) -> Result<usize, Failure> {
        let edits: Vec<_> = self.pending.values().map(|(on_disk, now)| (on_disk.as_ref(), now.as_ref())).collect();
        overwrite(self.session.folder, &edits, self.known.settings.limits.file)?;
        let files = edits.len();
        let pending = std::mem::take(&mut self.pending);
        self.written.extend(pending.into_iter().map(|(path, (_, now))| (path, now)));
        Ok(files)
    }
}
