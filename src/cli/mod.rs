//! The command line: one file per command; the calendar day, the environment, and the only place that prints.

use std::process::ExitCode;

/// Runs the command that the arguments name and returns its exit code.
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}
