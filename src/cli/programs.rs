//! Programs of the person at the terminal: the editor and the browser.

use super::environment::variable;
use std::io::IsTerminal as _;
use std::process::{Command, Stdio};

/// Returns the editor that `VISUAL` or `EDITOR` names.
pub(super) fn editor() -> Option<String> {
    variable("VISUAL").or_else(|| variable("EDITOR"))
}

/// Runs a program that the environment names, with arguments of its own, and returns whether it succeeded.
#[expect(clippy::disallowed_methods, reason = "cli starts the user's editor and browser")]
pub(super) fn start(program: &str, arguments: &[&str]) -> bool {
    let mut words = program.split_whitespace();
    let Some(name) = words.next() else { return false };
    let mut command = Command::new(name);
    command.args(words).args(arguments);
    // An editor needs the terminal; keys that wait in a pipe are not for it.
    let stdin = if std::io::stdin().is_terminal() { Stdio::inherit() } else { Stdio::null() };
    command.stdin(stdin).status().is_ok_and(|status| status.success())
}
