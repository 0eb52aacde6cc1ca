//! Standard output and standard error.

use std::io::{self, IsTerminal as _, Write as _};

/// Writes a report; a reader that closed the pipe has seen enough.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes a report, and returns whether it was read to its end: false where the reader closed the pipe.
pub(crate) fn deliver(text: &str) -> bool {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    !written.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Says something about the run, on standard error.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says why the run could not be done, on standard error.
pub(crate) fn complain(text: &str) {
    note(&format!("fieldbook: {text}"));
}

/// Returns whether reports go to a person's terminal, and colour is welcome there.
pub(crate) fn wants_color() -> bool {
    io::stdout().is_terminal() && !super::day::is_set("NO_COLOR")
}

/// Returns whether a person watches standard error.
pub(crate) fn is_watched() -> bool {
    io::stderr().is_terminal()
}
