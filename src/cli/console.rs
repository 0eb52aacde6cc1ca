//! Standard output and standard error: the only place that writes to them, and the mask in front of both.

use super::environment::{is_set, own_secrets};
use crate::secrets::mask;
use crate::session::{Failure, Notes, for_terminal};
use std::io::{self, IsTerminal as _, Write as _};

/// Writes a report; a reader that closed the pipe has seen enough.
///
/// # Errors
/// Standard output cannot be written, such as a file on a full disk.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    deliver(text).map(drop)
}

/// Writes a report, and returns whether it was read to its end: false if the reader closed the pipe.
///
/// # Errors
/// Standard output cannot be written, such as a file on a full disk.
pub(super) fn deliver(text: &str) -> Result<bool, Failure> {
    let text = masked(text);
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(cause) => Err(Failure(format!("cannot write to standard output: {cause}"))),
    }
}

/// Returns `text` without credentials and without the tokens of this program.
fn masked(text: &str) -> String {
    own_secrets().mask(mask(text))
}

/// Shows text to the person at the terminal; once that is gone, there are no keys to read either.
pub(super) fn show(text: &str) {
    let _ = print(text);
}

/// Says something about the run, on standard error. Texts of customers and of sources may be in it: nothing controls the terminal.
pub(super) fn note(text: &str) {
    let lines: Vec<String> = text.split('\n').map(for_terminal).collect();
    let text = masked(&lines.join("\n"));
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
