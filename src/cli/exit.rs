//! How a command ends.

use crate::session::Outcome;
use std::process::ExitCode;

/// What a shell reports of a program that a closed pipe ended: 128 and the number of the signal (POSIX.1-2024, 2.8.2).
const CLOSED_PIPE: u8 = 141;

/// How a command that could be completed ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nothing failed.
    Success,
    /// Findings failed the command.
    Findings,
    /// The reader of the report closed the pipe before its end.
    ClosedPipe,
}

impl From<Outcome> for Exit {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Passed => Self::Success,
            Outcome::Failed => Self::Findings,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Success => Self::SUCCESS,
            Exit::Findings => Self::from(1),
            Exit::ClosedPipe => Self::from(CLOSED_PIPE),
        }
    }
}
