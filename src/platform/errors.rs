//! Errors of file systems that lack something.

use std::io;

/// Returns whether `cause` is the error of a file system without an atomic exchange.
#[cfg(unix)]
pub(crate) fn has_no_exchange(cause: &io::Error) -> bool {
    use rustix::io::Errno;
    is_any(cause, &[Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP])
}

/// Returns whether `cause` is the error of a file system that cannot lock folders.
#[cfg(unix)]
pub(crate) fn has_no_locks(cause: &io::Error) -> bool {
    use rustix::io::Errno;
    is_any(cause, &[Errno::BADF, Errno::INVAL, Errno::NOLCK, Errno::NOSYS, Errno::OPNOTSUPP])
}

#[cfg(unix)]
fn is_any(cause: &io::Error, listed: &[rustix::io::Errno]) -> bool {
    let is_listed = |code| listed.iter().any(|errno| errno.raw_os_error() == code);
    cause.raw_os_error().map_or(cause.kind() == io::ErrorKind::Unsupported, is_listed)
}

/// Returns whether `cause` is the error of a file system without an atomic exchange.
#[cfg(not(unix))]
pub(crate) fn has_no_exchange(cause: &io::Error) -> bool {
    cause.kind() == io::ErrorKind::Unsupported
}

/// Returns whether `cause` is the error of a file system that cannot lock folders.
#[cfg(not(unix))]
pub(crate) fn has_no_locks(cause: &io::Error) -> bool {
    cause.kind() == io::ErrorKind::Unsupported
}
