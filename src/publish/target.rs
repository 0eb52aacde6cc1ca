//! The folder that is replaced, the folders beside it, and whether it may be replaced.

use super::disk::{Disk, failed};
use super::error::PublishError;
use super::marker::MARKER;
use crate::platform::{Call, file_stamp};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The stage inside an output that cannot be renamed.
const INNER_STAGE: &str = ".fieldbook-stage";
/// The lock inside an output whose parent cannot be written.
const INNER_LOCK: &str = ".fieldbook-lock";
/// The folder that ext4 makes at the top of every volume; never part of a site, and only root may read it.
const LOST_AND_FOUND: &str = "lost+found";
/// How many links are followed from one to the next; the limit of Linux itself.
const LINKS: usize = 40;

/// Where a site is published.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The folder that readers see; never a symbolic link.
    pub(super) output: PathBuf,
    /// Where the new site is written.
    pub(super) stage: PathBuf,
    /// Where the old site is between the two renames that replace an exchange.
    pub(super) aside: PathBuf,
    /// The lock of builds.
    pub(super) lock: PathBuf,
    /// The folder of lock, stage and record, if there is one beside the output.
    pub(super) side: Option<PathBuf>,
    /// Whether the stage is inside the output, so that files are renamed one by one.
    pub(super) is_in_place: bool,
}

impl Target {
    /// Finds out where a site for `output` is written, and makes the side folder.
    ///
    /// A symbolic link is followed: the folder that it names is replaced and the link stays, as layouts of releases
    /// need it. A folder that is a mounted volume cannot be renamed, so the stage is inside it.
    pub(super) fn prepare(disk: &Disk, output: &Path) -> Result<Self, PublishError> {
        let output = follow(disk, output)?;
        check_ours(disk, &output)?;
        let side = side_folder(&output)?;
        let inner = (output.join(INNER_STAGE), output.join(INNER_LOCK));
        let beside = (side.join("stage"), side.join("old"), side.join("lock"));
        match disk.create_folders(&side) {
            Ok(()) => {}
            Err(error) if is_forbidden(&error) && disk.look(&output)?.is_some() => {
                let (stage, lock) = inner;
                return Ok(Self { output, stage, aside: beside.1, lock, side: None, is_in_place: true });
            }
            Err(error) => return Err(error),
        }
        let is_in_place = is_mounted(disk, &output, &side)?;
        let stage = if is_in_place { inner.0 } else { beside.0 };
        Ok(Self { output, stage, aside: beside.1, lock: beside.2, side: Some(side), is_in_place })
    }

    /// Returns the stage inside the output, for a folder that turns out not to be renamable.
    pub(super) fn inner_stage(&self) -> PathBuf {
        self.output.join(INNER_STAGE)
    }
}

/// Returns whether `path` at the top of an output is not part of the site.
pub(super) fn is_foreign(output: &Path, path: &Path) -> bool {
    [INNER_STAGE, INNER_LOCK].iter().any(|name| path == output.join(name)) || is_lost_and_found(output, path)
}

/// Returns whether `path` is the folder that a file system itself makes at the top of a volume.
pub(super) fn is_lost_and_found(output: &Path, path: &Path) -> bool {
    path == output.join(LOST_AND_FOUND)
}

/// Returns whether there is no site yet; refuses a folder that this program did not write.
pub(super) fn check_ours(disk: &Disk, output: &Path) -> Result<bool, PublishError> {
    let Some(metadata) = disk.look(output)? else { return Ok(true) };
    if !metadata.is_dir() {
        return Err(PublishError::NotOurs(output.to_owned()));
    }
    if disk.look(&output.join(MARKER))?.is_some() {
        return Ok(false);
    }
    let is_empty = disk.list(output)?.iter().all(|path| is_foreign(output, path));
    if is_empty { Ok(false) } else { Err(PublishError::NotOurs(output.to_owned())) }
}

/// Returns the path that `output` names once no link is left at its end; it need not exist.
pub(super) fn follow(disk: &Disk, output: &Path) -> Result<PathBuf, PublishError> {
    let mut path = output.to_owned();
    for _ in 0..LINKS {
        if !disk.look(&path)?.is_some_and(|metadata| metadata.is_symlink()) {
            return Ok(path);
        }
        let target = disk.read_link(&path)?;
        path = parent(&path).join(target);
    }
    Err(failed(Call::ReadLink, output)(std::io::Error::other("too many levels of symbolic links")))
}

/// Returns the folder beside `output` that holds its lock, its stage and its record.
pub(super) fn side_folder(output: &Path) -> Result<PathBuf, PublishError> {
    let name = output.file_name().ok_or_else(|| PublishError::BadPath(output.display().to_string()))?;
    Ok(parent(output).join(format!(".{}.fieldbook", name.to_string_lossy())))
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Returns whether the output is on another file system than the folder beside it.
fn is_mounted(disk: &Disk, output: &Path, side: &Path) -> Result<bool, PublishError> {
    let (output, side) = (disk.look(output)?, disk.look(side)?);
    Ok(output.zip(side).is_some_and(|(output, side)| file_stamp(&output).device != file_stamp(&side).device))
}

fn is_forbidden(error: &PublishError) -> bool {
    matches!(error, PublishError::Io { cause, .. }
        if matches!(cause.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem))
}
