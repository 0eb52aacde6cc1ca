//! Owners of files.

use std::fs::{File, Metadata};
use std::io;

/// Gives `new` the owner and group in `old`. Systems without owners do nothing.
///
/// # Errors
///
/// `PermissionDenied` or `InvalidInput` if this user may not give files to that owner; any other error of the system.
#[cfg(unix)]
pub(crate) fn keep_owner(new: &File, old: &Metadata) -> io::Result<()> {
    use rustix::fs::{Gid, Uid, fchown};
    use std::os::unix::fs::MetadataExt as _;
    let own = new.metadata()?;
    if (own.uid(), own.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    Ok(fchown(new, Some(Uid::from_raw(old.uid())), Some(Gid::from_raw(old.gid())))?)
}

/// Does nothing.
///
/// # Errors
///
/// None.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the version for Unix can fail")]
pub(crate) fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
