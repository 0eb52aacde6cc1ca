//! The steps of a write, at which tests end the process.

/// Marks a step. A debug build for Unix that has `FIELDBOOK_KILL_AT_STEP=N` in its environment kills itself at the N-th one, as
/// `kill -9` would; a release build does nothing.
#[cfg(all(debug_assertions, unix))]
pub(super) fn step() {
    use rustix::process::{Signal, getpid, kill_process};
    use std::sync::atomic::{AtomicUsize, Ordering};
    static PASSED: AtomicUsize = AtomicUsize::new(0);
    #[expect(clippy::disallowed_methods, reason = "only tests set it, for the process that they start")]
    let last = std::env::var("FIELDBOOK_KILL_AT_STEP").ok().and_then(|text| text.parse().ok());
    if last == Some(PASSED.fetch_add(1, Ordering::SeqCst) + 1) {
        // A process may always send itself a signal; one that lives on fails the test.
        let _ = kill_process(getpid(), Signal::KILL);
    }
}

/// Does nothing.
#[cfg(not(all(debug_assertions, unix)))]
pub(super) fn step() {}
