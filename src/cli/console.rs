//! Standard output and standard error.

use super::environment::is_set;
use crate::session::Notes;
use std::io::{self, IsTerminal as _, Write as _};

/// Writes a report; a reader that closed the pipe has seen enough.
pub(super) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes a report, and returns whether it was read to its end: false where the reader closed the pipe.
pub(super) fn deliver(text: &str) -> bool {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    !written.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Says something about the run, on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says why the run could not be done, on standard error.
pub(super) fn error(text: &str) {
    note(&format!("fieldbook: {text}"));
}

/// Returns whether reports go to a person's terminal, and colour is welcome there.
pub(super) fn has_color() -> bool {
    io::stdout().is_terminal() && !is_set("NO_COLOR")
}

/// Returns whether a person watches standard error.
pub(super) fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Shows the messages of a session on standard error.
pub(super) struct StandardError;

impl Notes for StandardError {
    fn note(&self, text: &str) {
        note(text);
    }

    fn error(&self, text: &str) {
        error(text);
    }
}
