//! What is shown while Notion is read.

use super::notes::Notes;
use crate::notion::Progress;
use std::cell::Cell;
use std::time::Duration;

/// The time between two messages.
const EVERY: Duration = Duration::from_secs(5);

/// Shows the progress of a read now and then.
pub(super) struct SyncProgress<'a> {
    notes: &'a dyn Notes,
    last: Cell<Duration>,
}

impl<'a> SyncProgress<'a> {
    /// Begins; the first message comes after some seconds.
    pub(super) fn new(notes: &'a dyn Notes) -> Self {
        Self { notes, last: Cell::new(Duration::ZERO) }
    }

    /// Shows how far the read is, unless a message was shown shortly before.
    pub(super) fn show(&self, progress: &Progress) {
        if progress.elapsed < self.last.get() + EVERY {
            return;
        }
        self.last.set(progress.elapsed);
        let Progress { rows, calls, elapsed, trouble } = progress;
        let trouble = trouble.as_ref().map_or(String::new(), |trouble| format!("; {trouble}"));
        let seconds = elapsed.as_secs();
        self.notes.note(&format!("reading Notion: rows: {rows}, requests: {calls}, {seconds} s{trouble}"));
    }
}
