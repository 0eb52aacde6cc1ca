//! The limit of the size of files (`ulimit -f`).

/// Makes a write beyond the limit fail with an error. Without this the system ends the process without a message.
///
/// # Errors
/// The signal cannot be caught.
#[cfg(unix)]
pub(crate) fn catch_file_size_limit() -> std::io::Result<()> {
    use signal_hook::consts::signal::SIGXFSZ;
    use std::sync::Arc;
    // It is caught, not ignored: programs that are run would ignore it as well. The write reports the error.
    signal_hook::flag::register(SIGXFSZ, Arc::default()).map(|_| ())
}

/// Does nothing: the system has no such limit.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub(crate) fn catch_file_size_limit() -> std::io::Result<()> {
    Ok(())
}
