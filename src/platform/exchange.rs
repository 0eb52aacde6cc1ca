//! The atomic exchange of two files or folders.

use std::io;
use std::path::Path;

/// Exchanges the names of two files or folders in one call (`RENAME_EXCHANGE` of renameat2(2), `RENAME_SWAP` of
/// `renamex_np(2)`).
///
/// # Errors
///
/// The system refuses; [`has_no_exchange`](super::has_no_exchange) if it cannot do it at all.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Reports that there is no such call.
///
/// # Errors
///
/// Always.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(crate) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
