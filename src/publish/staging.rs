//! The new site while it is written.

use super::changes::{Changes, Placement};
use super::compare::{self, Difference};
use super::disk::{Disk, failed};
use super::error::PublishError;
use super::exchange::{replace, restore};
use super::file::{Content, File};
use super::lock::{Lock, lock};
use super::marker::{MARKER, MARKER_TEXT};
use super::origins::{NewOrigins, OldFile, OriginHash, Origins};
use super::reuse::Reuse;
use super::spare;
use super::target::{Target, check_ours};
use crate::platform::Call;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
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
    /// What all files are made from; `None` if origins are of no use.
    context: Option<OriginHash>,
    /// Where the spare is kept; `None` if there is none to be.
    spare: Option<PathBuf>,
    /// Whether the stage was a spare, and has every file of the old site.
    had_spare: bool,
    /// Whether the stage became the spare, or can become it again.
    is_stage_kept: bool,
    /// From what the files of the old site were made.
    old_origins: Origins,
    /// From what the files of the new site were made, as far as it was said.
    origins: Mutex<BTreeMap<String, OriginHash>>,
    reuse: Mutex<Reuse>,
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
        Self::begin_in(disk, output, None)
    }

    /// Begins a new site as [`Staging::begin_on`] does, and remembers from what its files are made: those that the last
    /// build made from the same, in the same `context`, can be kept.
    ///
    /// # Errors
    /// As for [`Staging::begin`].
    pub fn begin_in(disk: Disk, output: &Path, context: Option<OriginHash>) -> Result<Self, PublishError> {
        let target = Target::prepare(&disk, output)?;
        let lock = lock(&disk, &target)?;
        restore(&disk, &target)?;
        // Both, since a folder may have become a mount point, or cease to be one.
        disk.remove_folder(&target.inner_stage())?;
        disk.remove_folder(&target.stage)?;
        let is_new = check_ours(&disk, &target.output)?;
        let table = target.side.as_deref().map(origins_path);
        let context = context.filter(|_| table.is_some());
        let old_origins = match (&table, &context) {
            (Some(table), Some(context)) if !is_new => Origins::read(&disk, table, context),
            _ => Origins::default(),
        };
        let spare = target.side.as_deref().filter(|_| !target.is_in_place).map(|side| side.join("spare"));
        let had_spare = match &spare {
            Some(spare) if context.is_some() && !is_new => spare::adopt(&disk, &target, spare)?,
            Some(spare) => disk.remove_folder(spare).map(|()| false)?,
            None => false,
        };
        let spare = spare.filter(|_| context.is_some());
        Ok(Self {
            disk,
            target,
            is_new,
            folders: Mutex::default(),
            new: Mutex::default(),
            changed: Mutex::default(),
            unchanged: Mutex::default(),
            context,
            spare,
            had_spare,
            is_stage_kept: false,
            old_origins,
            origins: Mutex::default(),
            reuse: Mutex::default(),
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

    /// Adds one file that was made from `origin`, from any thread.
    ///
    /// # Errors
    /// As for [`Staging::put`].
    pub fn put_made_from(&self, file: &File, origin: OriginHash) -> Result<(), PublishError> {
        self.put(file)?;
        if self.context.is_some() {
            held(&self.origins).insert(file.path.clone(), origin);
        }
        Ok(())
    }

    /// Returns whether files can be kept.
    pub fn keeps_files(&self) -> bool {
        self.context.is_some()
    }

    /// Returns whether the last build made a file with this path from something that it said.
    pub fn lists(&self, path: &str) -> bool {
        self.old_origins.lists(path)
    }

    /// Takes `files` as the old site has them, if each was made from its origin; returns whether they were.
    ///
    /// # Errors
    /// A file of the old site cannot be looked at.
    pub fn keep(&self, files: &[(&str, OriginHash)]) -> Result<bool, PublishError> {
        if self.context.is_none() {
            return Ok(false);
        }
        for (path, origin) in files {
            let old = self.old_origins.compare(&self.disk, &self.target.output, path, origin)?;
            if old != OldFile::Same {
                held(&self.reuse).count(old);
                return Ok(false);
            }
        }
        for (path, origin) in files {
            held(&self.unchanged).insert((*path).to_owned());
            held(&self.origins).insert((*path).to_owned(), *origin);
        }
        held(&self.reuse).count(OldFile::Same);
        Ok(true)
    }

    /// Returns how many files were kept until now, and why others were not.
    pub fn reuse(&self) -> Reuse {
        *held(&self.reuse)
    }

    /// Puts the new site in place of the old, or leaves the old one if no file differs.
    ///
    /// # Errors
    /// See [`PublishError`].
    pub fn exchange(mut self) -> Result<Published, PublishError> {
        let (new, changed) = (held(&self.new).clone(), held(&self.changed).clone());
        let unchanged = held(&self.unchanged).clone();
        let marker = [MARKER.to_owned()];
        let wanted = new.iter().chain(&changed).chain(&unchanged).chain(&marker).cloned().collect();
        let removed = self.removed(&unchanged, &wanted)?;
        let changes = Changes { new, changed, removed };
        let mut published = Published {
            written: changes.new.len() + changes.changed.len(),
            unchanged: unchanged.len(),
            removed: changes.removed.len(),
            placement: Placement::Unchanged,
        };
        if !self.is_new && published.written + published.removed == 0 {
            self.is_stage_kept = self.had_spare && self.keep_stage().is_ok();
            self.write_origins()?;
            return Ok(published);
        }
        if !self.target.is_in_place && !self.had_spare {
            unchanged.iter().try_for_each(|path| self.link(path))?;
        }
        self.write(&File { path: MARKER.to_owned(), content: Content::Bytes(MARKER_TEXT.to_vec()) })?;
        self.disk.flush(&self.target.stage)?;
        published.placement = replace(&self.disk, &self.target, &changes)?;
        self.is_stage_kept = self.keep_old_site(&changes);
        self.write_origins()?;
        Ok(published)
    }

    /// Returns the files of the old site that are not `wanted`; a stage that was a spare then has the files of `unchanged`
    /// and nothing that is not wanted.
    fn removed(&self, unchanged: &BTreeSet<String>, wanted: &BTreeSet<String>) -> Result<Vec<PathBuf>, PublishError> {
        if self.is_new {
            return Ok(Vec::new());
        }
        if self.had_spare {
            return spare::complete(&self.disk, &self.target, unchanged, wanted);
        }
        compare::others(&self.disk, &self.target.output, wanted)
    }

    /// Keeps the stage, which has what is published, as the spare.
    fn keep_stage(&self) -> Result<(), PublishError> {
        let Some(spare) = &self.spare else { return Ok(()) };
        self.disk.rename(&self.target.stage, spare).map_err(failed(Call::Rename, &self.target.stage))
    }

    /// Keeps the old site as the spare; returns whether it could. It is at the stage only after an exchange.
    fn keep_old_site(&self, changes: &Changes) -> bool {
        let Some(spare) = &self.spare else { return false };
        let is_there = self.disk.look(&self.target.stage).is_ok_and(|found| found.is_some());
        is_there && spare::keep(&self.disk, &self.target, spare, changes).is_ok()
    }

    fn write_origins(&self) -> Result<(), PublishError> {
        let (Some(context), Some(side)) = (&self.context, &self.target.side) else { return Ok(()) };
        let made = &held(&self.origins);
        let new = NewOrigins { output: &self.target.output, context, made };
        Origins::write(&self.disk, &origins_path(side), &new)
    }

    /// Gives an unchanged file of the old site a second name in the new one.
    fn link(&self, path: &str) -> Result<(), PublishError> {
        self.make_folder(path)?;
        self.disk.link(&self.target.output.join(path), &self.target.stage.join(path))
    }

    fn write(&self, file: &File) -> Result<(), PublishError> {
        if self.had_spare {
            // Never into a file that is also a file of the old site.
            spare::clear(&self.disk, &self.target, &file.path)?;
        }
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
        if !self.is_stage_kept {
            self.disk.remove_folder(&self.target.stage)?;
        }
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

fn origins_path(side: &Path) -> PathBuf {
    side.join("origins")
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::{DiskHook, FaultHook};
    use std::io::{self, ErrorKind};
    use std::sync::Arc;

    fn files(listed: &[(&str, &str)]) -> Vec<File> {
        let file =
            |(path, text): &(&str, &str)| File { path: (*path).to_owned(), content: Content::Bytes((*text).into()) };
        listed.iter().map(file).collect()
    }

    /// Returns every file below `folder`, with its text, sorted.
    fn read(folder: &Path) -> Vec<String> {
        let paths = compare::others(&Disk::default(), folder, &BTreeSet::new()).unwrap();
        let text = |path: &Path| String::from_utf8(Disk::default().read(path).unwrap()).unwrap();
        let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
        let shown =
            paths.iter().filter(|path| !path.ends_with(MARKER)).map(|path| format!("{} {}", name(path), text(path)));
        shown.collect()
    }

    fn listed(folder: &Path) -> Vec<String> {
        let paths = Disk::default().list(folder).unwrap();
        let mut names: Vec<_> = paths.iter().map(|path| path.file_name().unwrap().display().to_string()).collect();
        names.sort();
        names
    }

    fn published(written: usize, unchanged: usize, removed: usize, placement: Placement) -> Published {
        Published { written, unchanged, removed, placement }
    }

    /// Writes down the folders that are made, and denies those whose name ends with `denied`.
    #[derive(Debug, Default)]
    struct Folders {
        made: Mutex<Vec<PathBuf>>,
        denied: &'static str,
    }

    impl FaultHook for Folders {
        fn before(&self, call: Call, path: &Path) -> io::Result<()> {
            if call != Call::CreateFolder {
                return Ok(());
            }
            if !self.denied.is_empty() && path.to_string_lossy().ends_with(self.denied) {
                return Err(ErrorKind::PermissionDenied.into());
            }
            held(&self.made).push(path.to_owned());
            Ok(())
        }
    }

    fn publish_on(hook: &Arc<Folders>, output: &Path, files: &[File]) -> Published {
        let staging =
            Staging::begin_on(Disk::new(DiskHook::new(Arc::clone(hook) as Arc<dyn FaultHook>)), output).unwrap();
        files.iter().try_for_each(|file| staging.put(file)).unwrap();
        staging.exchange().unwrap()
    }

    #[test]
    fn what_publishing_did_is_counted_and_nothing_is_exchanged_for_the_same_files() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        let publish = |listed: &[(&str, &str)]| publish(&output, &files(listed)).unwrap();
        assert_eq!(publish(&[("a", "1"), ("d/b", "2")]), published(2, 0, 0, Placement::Exchanged));
        assert_eq!(publish(&[("a", "1"), ("d/b", "2")]), published(0, 2, 0, Placement::Unchanged));
        assert_eq!(publish(&[("a", "1"), ("d/b", "3")]), published(1, 1, 0, Placement::Exchanged));
        assert_eq!(read(&output), ["a 1", "d/b 3"]);
        assert_eq!(publish(&[("d/b", "3")]), published(0, 1, 1, Placement::Exchanged));
        assert_eq!(publish(&[("d/b", "3"), ("c", "4")]), published(1, 1, 0, Placement::Exchanged));
        assert_eq!(
            (read(&output), listed(&output)),
            (vec!["c 4".to_owned(), "d/b 3".to_owned()], vec![MARKER.to_owned(), "c".to_owned(), "d".to_owned()])
        );
        assert_eq!(listed(&folder.path().join(".public.fieldbook")), ["lock"]);
    }

    #[test]
    fn a_site_without_files_is_published_with_its_marker() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        assert_eq!(publish(&output, &[]).unwrap(), published(0, 0, 0, Placement::Exchanged));
        assert_eq!(listed(&output), [MARKER]);
        assert_eq!(publish(&output, &[]).unwrap(), published(0, 0, 0, Placement::Unchanged));
    }

    #[test]
    fn a_path_that_leads_out_of_the_site_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        let refused = publish(&output, &files(&[("../a", "1")]));
        assert_eq!(refused.unwrap_err().to_string(), "\"../a\" cannot be the path of a page");
        assert_eq!(listed(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn each_folder_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        let hook = Arc::new(Folders::default());
        publish_on(&hook, &output, &files(&[("d/a", "1"), ("d/b", "2"), ("c", "3"), ("e", "4")]));
        let side = folder.path().join(".public.fieldbook");
        let stage = side.join("stage");
        assert_eq!(*held(&hook.made), [side.clone(), side, stage.join("d"), stage.join("")]);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_site_has_the_permissions_of_any_new_folder() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        publish(&output, &files(&[("a", "1")])).unwrap();
        let any = folder.path().join("any");
        Disk::default().create_folders(&any).unwrap();
        let mode = |path: &Path| Disk::default().look(path).unwrap().unwrap().permissions().mode();
        assert_eq!(mode(&output), mode(&any));
    }

    #[test]
    fn where_no_folder_can_be_made_beside_the_output_the_stage_is_inside_it() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("public");
        Disk::default().create_folders(&output).unwrap();
        let hook = Arc::new(Folders { denied: ".public.fieldbook", ..Folders::default() });
        let publish = |listed: &[(&str, &str)]| publish_on(&hook, &output, &files(listed));
        assert_eq!(publish(&[("d/a", "1"), ("d/b", "2"), ("c", "3")]), published(3, 0, 0, Placement::InPlace));
        let stage = output.join(".fieldbook-stage");
        assert_eq!(*held(&hook.made), [stage.clone(), stage.join("d"), output.join("d")]);
        assert_eq!(publish(&[("d/a", "1"), ("c", "4")]), published(1, 1, 1, Placement::InPlace));
        assert_eq!(read(&output), ["c 4", "d/a 1"]);
        assert_eq!(
            (listed(&output), listed(folder.path())),
            (vec![MARKER.to_owned(), "c".to_owned(), "d".to_owned()], vec!["public".to_owned()])
        );
    }

    #[test]
    fn a_staging_that_is_dropped_leaves_the_saved_old_site_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (output, side) = (folder.path().join("public"), folder.path().join(".public.fieldbook"));
        let begun = || {
            let staging = Staging::begin(&output).unwrap();
            staging.put(&files(&[("a", "1")]).remove(0)).unwrap();
            staging
        };
        drop(begun());
        assert_eq!(listed(folder.path()), Vec::<String>::new(), "no output: the folder beside it goes");
        let staging = begun();
        Disk::default().create_folders(&side.join("old")).unwrap();
        drop(staging);
        assert_eq!(listed(&side), ["lock", "old"], "no output: the saved site stays");
        publish(&output, &files(&[("a", "1")])).unwrap();
        let staging = begun();
        Disk::default().create_folders(&side.join("old")).unwrap();
        drop(staging);
        assert_eq!((listed(&side), read(&output)), (vec!["lock".to_owned()], vec!["a 1".to_owned()]));
    }
}
