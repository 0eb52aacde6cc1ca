//! The new site while it is written.

use super::changes::{Changes, Placement};
use super::compare::{self, Difference};
use super::disk::Disk;
use super::error::PublishError;
use super::exchange::{replace, restore};
use super::file::{Content, File};
use super::lock::{Lock, lock};
use super::marker::{MARKER, MARKER_TEXT};
use super::target::{Target, check_ours};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or differ.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
    /// How the site came to the output.
    pub placement: Placement,
}

/// Puts `files` in place of the site at `output`, or does nothing if they are already there.
///
/// # Errors
/// See [`PublishError`].
pub fn publish(output: &Path, files: &[File]) -> Result<Published, PublishError> {
    let staging = Staging::begin(output)?;
    files.par_iter().try_for_each(|file| staging.put(file))?;
    staging.exchange()
}

/// A site that is being written. Until [`Staging::exchange`] the old one is untouched; a staging that is dropped before
/// removes what it wrote.
#[derive(Debug)]
pub struct Staging {
    disk: Disk,
    target: Target,
    is_new: bool,
    /// Folders that exist in the stage. Held while one is made: two threads that make folders or files in the same
    /// folder wait for each other in the kernel and cost four times as much.
    folders: Mutex<BTreeSet<String>>,
    new: Mutex<BTreeSet<String>>,
    changed: Mutex<BTreeSet<String>>,
    unchanged: Mutex<BTreeSet<String>>,
    _lock: Lock,
}

impl Staging {
    /// Begins a new site beside the one at `output`, and keeps other builds away from it. Nothing is written for an
    /// output that is refused.
    ///
    /// # Errors
    /// The output was not written by this program, another build writes it, or the side folder cannot be made.
    pub fn begin(output: &Path) -> Result<Self, PublishError> {
        Self::begin_on(Disk::default(), output)
    }

    /// Begins a new site as [`Staging::begin`] does, on a file system whose calls can be made to fail.
    ///
    /// # Errors
    /// As for [`Staging::begin`].
    pub fn begin_on(disk: Disk, output: &Path) -> Result<Self, PublishError> {
        let target = Target::prepare(&disk, output)?;
        let lock = lock(&disk, &target)?;
        restore(&disk, &target)?;
        // Both, since a folder may have become a mount point, or cease to be one.
        disk.remove_folder(&target.inner_stage())?;
        disk.remove_folder(&target.stage)?;
        let is_new = check_ours(&disk, &target.output)?;
        Ok(Self {
            disk,
            target,
            is_new,
            folders: Mutex::default(),
            new: Mutex::default(),
            changed: Mutex::default(),
            unchanged: Mutex::default(),
            _lock: lock,
        })
    }

    /// Adds one file, from any thread; a file that the old site has with the same bytes is only noted.
    ///
    /// # Errors
    /// The path would lead out of the site, or the file cannot be read or written.
    pub fn put(&self, file: &File) -> Result<(), PublishError> {
        if !file.is_inside() {
            return Err(PublishError::BadPath(file.path.clone()));
        }
        let difference =
            if self.is_new { Difference::New } else { compare::difference(&self.disk, &self.target.output, file)? };
        let list = match difference {
            Difference::New => &self.new,
            Difference::Changed => &self.changed,
            Difference::Same => &self.unchanged,
        };
        held(list).insert(file.path.clone());
        if difference == Difference::Same { Ok(()) } else { self.write(file) }
    }

    /// Puts the new site in place of the old, or leaves the old one if no file differs.
    ///
    /// # Errors
    /// See [`PublishError`].
    pub fn exchange(self) -> Result<Published, PublishError> {
        let (new, changed) = (held(&self.new).clone(), held(&self.changed).clone());
        let unchanged = held(&self.unchanged).clone();
        let marker = [MARKER.to_owned()];
        let wanted = new.iter().chain(&changed).chain(&unchanged).chain(&marker).cloned().collect();
        let removed = if self.is_new { Vec::new() } else { compare::others(&self.disk, &self.target.output, &wanted)? };
        let changes = Changes { new, changed, removed };
        let mut published = Published {
            written: changes.new.len() + changes.changed.len(),
            unchanged: unchanged.len(),
            removed: changes.removed.len(),
            placement: Placement::Unchanged,
        };
        if !self.is_new && published.written + published.removed == 0 {
            return Ok(published);
        }
        if !self.target.is_in_place {
            unchanged.iter().try_for_each(|path| self.link(path))?;
        }
        self.write(&File { path: MARKER.to_owned(), content: Content::Bytes(MARKER_TEXT.to_vec()) })?;
        self.disk.flush(&self.target.stage)?;
        published.placement = replace(&self.disk, &self.target, &changes)?;
        Ok(published)
    }

    /// Gives an unchanged file of the old site a second name in the new one.
    fn link(&self, path: &str) -> Result<(), PublishError> {
        self.make_folder(path)?;
        self.disk.link(&self.target.output.join(path), &self.target.stage.join(path))
    }

    fn write(&self, file: &File) -> Result<(), PublishError> {
        self.make_folder(&file.path)?;
        let path = self.target.stage.join(&file.path);
        match &file.content {
            Content::Bytes(bytes) | Content::Packed { bytes, .. } => self.disk.write(&path, bytes),
            Content::Copy(from) => self.disk.copy(from, &path),
        }
    }

    fn make_folder(&self, path: &str) -> Result<(), PublishError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut folders = held(&self.folders);
        if self.target.is_in_place && folders.is_empty() {
            self.disk.create_private_folder(&self.target.stage)?;
            folders.insert(String::new());
        }
        if !folders.contains(folder) {
            self.disk.create_folders(&self.target.stage.join(folder))?;
            folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// Removes what is left of the old site or of an unfinished new one; the saved copy only if the output exists, and
    /// the lock if there is no output beside it.
    fn clean(&self) -> Result<(), PublishError> {
        self.disk.remove_folder(&self.target.stage)?;
        let Some(side) = &self.target.side else { return self.disk.remove_file(&self.target.lock) };
        if self.disk.look(&self.target.output)?.is_some() {
            return self.disk.remove_folder(&self.target.aside);
        }
        if self.disk.look(&self.target.aside)?.is_some() {
            return Ok(());
        }
        self.disk.remove_file(&self.target.lock)?;
        self.disk.remove_empty_folder(side)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The next run removes what this one could not.
        let _ = self.clean();
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
