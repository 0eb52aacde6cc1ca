//! The new site while it is written beside the old one.

use super::{
    Content, File, MARKER, MARKER_TEXT, PublishError, Published, check_ours, compare, create_dir_all, exchange, io,
    is_safe, lock, remove, restore, side_folder,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A site that is being written. Until [`Staging::exchange`] the old one is untouched; a staging that is dropped
/// before clears away what it wrote.
#[derive(Debug)]
pub struct Staging {
    output: PathBuf,
    stage: PathBuf,
    aside: PathBuf,
    is_new: bool,
    /// Folders that exist in the stage. Held while one is made: two threads that make folders or files in the same
    /// folder wait for each other in the kernel and cost four times as much.
    folders: Mutex<BTreeSet<String>>,
    written: Mutex<BTreeSet<String>>,
    unchanged: Mutex<BTreeSet<String>>,
    _lock: fs::File,
}

impl Staging {
    /// Begins a new site beside the one at `output`, and keeps other builds away from it.
    ///
    /// # Errors
    /// The output is not ours, another build writes it, or the side folder cannot be made.
    pub fn begin(output: &Path) -> Result<Self, PublishError> {
        let side = side_folder(output)?;
        create_dir_all(&side)?;
        let lock = lock(&side, output)?;
        let (stage, aside) = (side.join("stage"), side.join("old"));
        restore(output, &aside)?;
        remove(&stage)?;
        let is_new = check_ours(output)?;
        Ok(Self {
            output: output.to_owned(),
            stage,
            aside,
            is_new,
            folders: Mutex::default(),
            written: Mutex::default(),
            unchanged: Mutex::default(),
            _lock: lock,
        })
    }

    /// Adds one file, from any thread; what equals the old site's is only noted.
    ///
    /// # Errors
    /// The path would lead out of the site, or the file cannot be read or written.
    pub fn put(&self, file: &File) -> Result<(), PublishError> {
        if !is_safe(&file.path) {
            return Err(PublishError::BadPath(file.path.clone()));
        }
        if !self.is_new && !compare::differs(&self.output, file)? {
            held(&self.unchanged).insert(file.path.clone());
            return Ok(());
        }
        held(&self.written).insert(file.path.clone());
        self.write(file)
    }

    /// Puts the new site in place of the old, or leaves the old one where nothing differs.
    ///
    /// # Errors
    /// The old site is as it was.
    pub fn exchange(self) -> Result<Published, PublishError> {
        let (written, unchanged) = (held(&self.written).clone(), held(&self.unchanged).clone());
        let wanted = written.union(&unchanged).cloned().chain([MARKER.to_owned()]).collect();
        let removed = if self.is_new { 0 } else { compare::count_others(&self.output, &wanted)? };
        let published = Published { written: written.len(), unchanged: unchanged.len(), removed };
        if !self.is_new && written.is_empty() && removed == 0 {
            return Ok(published);
        }
        unchanged.iter().try_for_each(|path| self.link(path))?;
        self.write(&File { path: MARKER.to_owned(), content: Content::Bytes(MARKER_TEXT.to_vec()) })?;
        exchange(&self.stage, &self.output, &self.aside, self.is_new)?;
        Ok(published)
    }

    /// Gives an unchanged file of the old site a second name in the new one.
    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    fn link(&self, path: &str) -> Result<(), PublishError> {
        self.make_folder(path)?;
        let (old, new) = (self.output.join(path), self.stage.join(path));
        // Some file systems have no second names.
        fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(drop)).map_err(io("copy", &old))
    }

    #[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
    fn write(&self, file: &File) -> Result<(), PublishError> {
        self.make_folder(&file.path)?;
        let path = self.stage.join(&file.path);
        match &file.content {
            Content::Bytes(bytes) | Content::Packed { bytes, .. } => {
                fs::write(&path, bytes).map_err(io("write", &path))
            }
            Content::Copy(from) => fs::copy(from, &path).map(drop).map_err(io("copy", from)),
        }
    }

    fn make_folder(&self, path: &str) -> Result<(), PublishError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut folders = held(&self.folders);
        if !folders.contains(folder) {
            create_dir_all(&self.stage.join(folder))?;
            folders.insert(folder.to_owned());
        }
        Ok(())
    }
}

impl Drop for Staging {
    /// Sweeps up what is left: of the old site, or of a new one that must not be. The next run does it otherwise.
    fn drop(&mut self) {
        let _ = remove(&self.stage);
        let _ = remove(&self.aside);
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
