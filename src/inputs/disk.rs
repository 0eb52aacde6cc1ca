//! Files on disk.

use super::error::InputError;
use super::files::{Asset, DEPTH, Files, HiddenFiles, LeftOut, LeftOutReason, Listing, ReadFault, Stamp};
use crate::platform::{Call, DiskHook, FileStamp, file_stamp};
use imagesize::ImageError;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files in a folder on disk.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    folder: PathBuf,
    hook: DiskHook,
}

impl DiskFiles {
    /// Takes the files of the site in `folder`.
    pub fn new(folder: &Path) -> Self {
        Self::with_hook(folder, DiskHook::default())
    }

    /// Takes the files of the site in `folder`, whose calls ask `hook` first.
    pub fn with_hook(folder: &Path, hook: DiskHook) -> Self {
        Self { folder: folder.to_owned(), hook }
    }

    fn look(&self, path: &str) -> io::Result<fs::Metadata> {
        let path = self.folder.join(path);
        self.hook.before(Call::Look, &path)?;
        fs::symlink_metadata(path)
    }

    fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.folder).unwrap_or(path);
        inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    fn note(&self, entry: &DirEntry, listing: &mut Listing) {
        let path = self.relative(entry.path());
        let kind = entry.file_type();
        let reason = if kind.is_dir() {
            if entry.depth() < DEPTH {
                return;
            }
            LeftOutReason::TooDeep
        } else if entry.path().strip_prefix(&self.folder).is_ok_and(|inside| inside.to_str().is_none()) {
            LeftOutReason::NameNotUtf8
        } else if kind.is_file() {
            return listing.files.push(path);
        } else {
            LeftOutReason::NotRegular
        };
        listing.left_out.push(LeftOut { path, reason });
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str, hidden: HiddenFiles) -> Result<Listing, InputError> {
        let base = self.folder.join(folder);
        let mut listing = Listing::default();
        // A link among the folders above would lead out of the site as well.
        let mut above = base.ancestors().skip(1).take_while(|above| *above != self.folder);
        if let Some(link) = above.find(|above| above.is_symlink()) {
            return Err(InputError::not_a_directory(link.to_owned()));
        }
        self.hook.before(Call::List, &base).map_err(|cause| InputError::list(&base, cause))?;
        match fs::symlink_metadata(&base) {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(InputError::not_a_directory(base)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(listing),
            Err(cause) => return Err(InputError::list(base, cause)),
        }
        let is_listed = |entry: &DirEntry| hidden == HiddenFiles::Listed || entry.depth() == 0 || !is_hidden(entry);
        let walk = WalkDir::new(&base).follow_links(false).max_depth(DEPTH).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(is_listed) {
            let entry =
                entry.map_err(|error| InputError::list(error.path().unwrap_or(&base).to_owned(), error.into()))?;
            if entry.depth() > 0 {
                self.note(&entry, &mut listing);
            }
        }
        Ok(listing)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadFault> {
        read_regular(&self.hook, &self.folder.join(path), limit).map_err(|fault| match fault {
            ReadFault::Unreadable(cause) if cause.kind() == io::ErrorKind::NotFound => ReadFault::Missing,
            fault => fault,
        })
    }

    fn contains(&self, path: &str) -> bool {
        self.look(path).is_ok_and(|metadata| metadata.is_file())
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.look(folder).is_ok_and(|metadata| metadata.is_dir())
    }

    fn measure(&self, path: &str) -> Result<Asset, ReadFault> {
        let bytes = match self.look(path) {
            Ok(metadata) => metadata.len(),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Err(ReadFault::Missing),
            Err(cause) => return Err(ReadFault::Unreadable(cause)),
        };
        match imagesize::size(self.folder.join(path)) {
            Ok(size) => Ok(Asset::new(bytes, Some(size))),
            // A file that is cut off ends too early, which is the matter of its author.
            Err(ImageError::IoError(cause)) if cause.kind() != io::ErrorKind::UnexpectedEof => {
                Err(ReadFault::Unreadable(cause))
            }
            Err(_) => Ok(Asset::new(bytes, None)),
        }
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.look(path).ok().map(|metadata| stamp_of(&metadata))
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn stamp_of(metadata: &fs::Metadata) -> Stamp {
    let FileStamp { number, modified_ns, changed_ns, .. } = file_stamp(metadata);
    Stamp { bytes: metadata.len(), number, modified_ns, changed_ns }
}

/// Reads one regular file of at most `limit` bytes.
fn read_regular(hook: &DiskHook, path: &Path, limit: u64) -> Result<Vec<u8>, ReadFault> {
    hook.before(Call::Read, path).map_err(ReadFault::Unreadable)?;
    let metadata = fs::symlink_metadata(path).map_err(ReadFault::Unreadable)?;
    if !metadata.is_file() {
        return Err(ReadFault::NotRegular);
    }
    let bytes = metadata.len();
    if bytes > limit {
        return Err(ReadFault::TooLarge { bytes });
    }
    let file = open(path).map_err(ReadFault::Unreadable)?;
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
    // The file may have grown since its size was read.
    file.take(limit.saturating_add(1)).read_to_end(&mut content).map_err(ReadFault::Unreadable)?;
    let bytes = content.len() as u64;
    if bytes > limit { Err(ReadFault::TooLarge { bytes }) } else { Ok(content) }
}

#[expect(clippy::disallowed_methods, reason = "this is the module that reads the disk")]
fn open(path: &Path) -> io::Result<fs::File> {
    fs::File::open(path)
}

/// Reads the whole of any file, such as a questionnaire that a command line names.
///
/// # Errors
/// The file is missing, not a regular file, larger than `limit` bytes, or cannot be read.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, InputError> {
    read_file_with(&DiskHook::default(), path, limit)
}

/// Reads the whole of any file as [`read_file`] does, and asks `hook` first.
///
/// # Errors
/// As for [`read_file`], or what the hook injects.
pub fn read_file_with(hook: &DiskHook, path: &Path, limit: u64) -> Result<Vec<u8>, InputError> {
    read_regular(hook, path, limit).map_err(|fault| fault.into_error(path, limit))
}
