//! Notes that are passed on and remembered.

use super::notes::{Notes, Stage};
use crate::publish::Reuse;
use std::sync::{Mutex, PoisonError};

/// Passes notes on, and remembers what was said: whatever is used again instead of being made again has to say it again.
pub(super) struct Heard<'a> {
    notes: &'a dyn Notes,
    said: Mutex<Vec<String>>,
}

impl<'a> Heard<'a> {
    /// Passes everything on to `notes`.
    pub(super) fn new(notes: &'a dyn Notes) -> Self {
        Self { notes, said: Mutex::default() }
    }

    /// Returns what was said, in order.
    pub(super) fn into_said(self) -> Vec<String> {
        self.said.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, text: &str) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }
}

impl Notes for Heard<'_> {
    fn note(&self, text: &str) {
        self.remember(text);
        self.notes.note(text);
    }

    fn error(&self, text: &str) {
        self.remember(text);
        self.notes.error(text);
    }

    fn begin(&self, stage: Stage) {
        self.notes.begin(stage);
    }

    fn file_done(&self) {
        self.notes.file_done();
    }

    fn reused(&self, reuse: &Reuse) {
        self.notes.reused(reuse);
    }

    fn end(&self) {
        self.notes.end();
    }
}
