//! A sink that notes what passes through it.

use super::record::MadeFile;
use crate::site::page::Page;
use crate::site::sink::{Origin, Sink};
use std::sync::{Mutex, PoisonError};

/// Passes files on to another sink, and notes their paths and origins.
pub(in crate::site) struct Recorder<'a, E> {
    sink: &'a dyn Sink<Page, E>,
    /// `None` as soon as a file has no known origin.
    files: Mutex<Option<Vec<MadeFile>>>,
}

impl<'a, E> Recorder<'a, E> {
    /// Notes nothing yet.
    pub(in crate::site) fn new(sink: &'a dyn Sink<Page, E>) -> Self {
        Self { sink, files: Mutex::new(Some(Vec::new())) }
    }

    /// Returns the files; `None` if they are not all known.
    pub(in crate::site) fn into_files(self) -> Option<Vec<MadeFile>> {
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner)?;
        files.sort();
        Some(files)
    }

    fn note(&self, path: &str, origin: &Origin) {
        if let Some(files) = self.files.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            files.push(MadeFile { path: path.to_owned(), origin: origin.0 });
        }
    }
}

impl<E> Sink<Page, E> for Recorder<'_, E> {
    fn put(&self, file: Page) -> Result<(), E> {
        if file.plain.is_some() {
            *self.files.lock().unwrap_or_else(PoisonError::into_inner) = None;
            return self.sink.put(file);
        }
        let origin = Origin::of_bytes("page", &file.bytes);
        if self.keep(&file.path, &origin)? { Ok(()) } else { self.put_made_from(file, origin) }
    }

    fn keeps_files(&self) -> bool {
        self.sink.keeps_files()
    }

    fn keep(&self, path: &str, origin: &Origin) -> Result<bool, E> {
        let is_kept = self.sink.keep(path, origin)?;
        if is_kept {
            self.note(path, origin);
        }
        Ok(is_kept)
    }

    fn put_made_from(&self, file: Page, origin: Origin) -> Result<(), E> {
        self.note(&file.path, &origin);
        self.sink.put_made_from(file, origin)
    }
}
