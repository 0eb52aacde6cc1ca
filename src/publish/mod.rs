//! Putting a site where readers find it: staged beside the old one, then exchanged in one call.
//!
//! In go files one by one, out comes the new site in place of the old. Whatever fails before the exchange leaves the
//! old site byte for byte, and where nothing differs nothing is exchanged. Beside the output `NAME` lies `.NAME.fieldbook/` with the lock and the stage; it is on the
//! same file system, so the exchange is a rename.

mod compare;
mod record;
mod staging;

pub use record::{BuildRecord, matching_record, write_record};
pub use staging::Staging;

use rayon::prelude::*;
use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};
use rustix::io::Errno;
use std::fmt;
use std::fs;
use std::io::{Read as _, Seek as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// The file that marks a folder as one of ours; nothing without it is ever replaced.
pub const MARKER: &str = ".fieldbook-site";
/// What the marker says, so that whoever finds it knows.
const MARKER_TEXT: &[u8] = b"This folder is written by fieldbook and replaced as a whole.\n";

/// One file of a site.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below the site, with `/` between its parts.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug, Clone)]
pub enum Content {
    /// Made bytes.
    Bytes(Vec<u8>),
    /// Made bytes that stand compressed, with what they hold for whoever looks through it.
    Packed {
        /// What is written.
        bytes: Vec<u8>,
        /// What it holds.
        plain: Vec<u8>,
    },
    /// A copy of a file on disk.
    Copy(PathBuf),
}

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or differ.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that are gone.
    pub removed: usize,
}

/// Why nothing was published; the old site stands.
#[derive(Debug)]
pub enum PublishError {
    /// A call to the machine failed.
    Io {
        /// What was tried.
        attempt: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        cause: std::io::Error,
    },
    /// The output exists and is not ours.
    NotOurs(PathBuf),
    /// Another build holds the lock; its process id, where it is known.
    Locked(PathBuf, String),
    /// A file's path would lead out of the site or cannot be a file name.
    BadPath(String),
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { attempt, path, cause } => write!(formatter, "cannot {attempt} {}: {cause}", path.display()),
            Self::NotOurs(path) => write!(
                formatter,
                "{} exists and was not written by fieldbook (it has no {MARKER}); name another folder, or empty it",
                path.display()
            ),
            Self::Locked(path, holder) => {
                write!(formatter, "another build is writing {} (process {holder}); wait for it to end", path.display())
            }
            Self::BadPath(path) => write!(formatter, "{path:?} cannot be the path of a page"),
        }
    }
}

impl std::error::Error for PublishError {}

/// Makes an error of a failed attempt.
fn io(attempt: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> PublishError {
    let path = path.to_owned();
    move |cause| PublishError::Io { attempt, path, cause }
}

/// Puts `files` in place of the site at `output`, or does nothing where they are already there.
///
/// # Errors
/// See [`PublishError`]; in each case the old site stands as it was.
pub fn publish(output: &Path, files: &[File]) -> Result<Published, PublishError> {
    let staging = Staging::begin(output)?;
    files.par_iter().try_for_each(|file| staging.put(file))?;
    staging.exchange()
}

/// Returns the folder beside `output` that holds its lock, its stage and its record.
fn side_folder(output: &Path) -> Result<PathBuf, PublishError> {
    let name = output.file_name().ok_or_else(|| PublishError::BadPath(output.display().to_string()))?;
    let parent = output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(parent.join(format!(".{}.fieldbook", name.to_string_lossy())))
}

/// Returns whether `path` can only name a file below the site, on any file system.
fn is_safe(path: &str) -> bool {
    !path.is_empty()
        && path.split('/').all(|part| {
            !matches!(part, "" | "." | "..")
                && part.len() <= 255
                && !part.contains(['\\', '\0', ':'])
                && !part.chars().any(char::is_control)
        })
}

fn lock(side: &Path, output: &Path) -> Result<fs::File, PublishError> {
    let path = side.join("lock");
    let mut file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(io("open", &path))?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => {}
        Err(Errno::WOULDBLOCK) => {
            let mut holder = String::new();
            let read = file.read_to_string(&mut holder);
            let holder = if read.is_ok() && !holder.is_empty() { holder } else { "unknown".to_owned() };
            return Err(PublishError::Locked(output.to_owned(), holder));
        }
        Err(cause) => return Err(io("lock", &path)(cause.into())),
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| write!(file, "{}", std::process::id()));
    written.map_err(io("write", &path))?;
    Ok(file)
}

/// Returns whether there is no site yet; refuses a folder that is not ours.
fn check_ours(output: &Path) -> Result<bool, PublishError> {
    let Ok(metadata) = fs::symlink_metadata(output) else { return Ok(true) };
    if !metadata.is_dir() {
        return Err(PublishError::NotOurs(output.to_owned()));
    }
    if fs::symlink_metadata(output.join(MARKER)).is_ok() {
        return Ok(false);
    }
    let is_empty = read_dir(output)?.next().is_none();
    if is_empty { Ok(false) } else { Err(PublishError::NotOurs(output.to_owned())) }
}

/// Brings the old site back where an interruption fell between the two renames of the fallback.
fn restore(output: &Path, aside: &Path) -> Result<(), PublishError> {
    let is_missing = fs::symlink_metadata(output).is_err();
    if is_missing && fs::symlink_metadata(aside).is_ok() {
        return rename(aside, output);
    }
    remove(aside)
}

fn exchange(stage: &Path, output: &Path, aside: &Path, is_new: bool) -> Result<(), PublishError> {
    if is_new {
        return rename(stage, output);
    }
    match renameat_with(CWD, stage, CWD, output, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            rename(output, aside)?;
            rename(stage, output)
        }
        Err(cause) => Err(io("exchange", output)(cause.into())),
    }
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    fs::rename(from, to).map_err(io("rename", from))
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
fn create_dir_all(path: &Path) -> Result<(), PublishError> {
    fs::create_dir_all(path).map_err(io("create", path))
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
fn read_dir(path: &Path) -> Result<fs::ReadDir, PublishError> {
    fs::read_dir(path).map_err(io("list", path))
}

#[expect(clippy::disallowed_methods, reason = "publish is the module that writes the disk")]
fn remove(path: &Path) -> Result<(), PublishError> {
    match fs::remove_dir_all(path) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(io("remove", path)(cause)),
    }
}

/// Writes one file beside its place and renames it there, so that a reader sees the old or the new one. The file
/// keeps its permissions.
///
/// # Errors
/// The folder cannot be made or written.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    create_dir_all(parent)?;
    let mut file = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(parent)
        .map_err(io("create a file in", parent))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(io("write", path))?;
    if let Some(old) = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file) {
        file.as_file().set_permissions(old.permissions()).map_err(io("set the permissions of", path))?;
    }
    file.persist(path).map_err(|error| io("rename to", path)(error.error))?;
    Ok(())
}
