//! The command line: one file per command; the calendar day, the environment, and the only place that prints.
//!
//! Exit codes: 0 all is well, 1 the content has faults, 2 the run could not be done. Reports go to standard output,
//! progress and complaints to standard error; a closed pipe ends the run quietly.

pub(crate) mod arguments;
mod completions;
pub(crate) mod console;
pub(crate) mod day;
mod due;
mod explain;
pub(crate) mod folder;
mod import;
mod init;
mod keys;
mod new;
pub(crate) mod paths;
mod rfp;
mod schema;
mod search;
mod sync;
pub(crate) mod timer;
mod verify;

use crate::session;
use arguments::{Arguments, Command};
use clap::Parser as _;
use std::process::ExitCode;

/// What a shell reports of a program that a closed pipe ended: 128 and the number of the signal (POSIX.1-2024, 2.8.2).
const CLOSED_PIPE: u8 = 141;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well.
    Clean,
    /// The content has faults.
    Faults,
    /// Whoever read the report left before its end.
    Unread,
}

/// Why a command could not be done, as one line.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            let cause_text = cause.to_string();
            if !text.contains(&cause_text) {
                text = format!("{text}: {cause_text}");
            }
            source = cause.source();
        }
        Self(text)
    }
}

/// Runs the command that the arguments name and returns its exit code.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Clap prints help to standard output and faults to standard error; neither matters once that is closed.
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let result = match &arguments.command {
        Command::Build(command) => session::build::run(arguments.site.as_ref(), command),
        Command::Check(command) => session::check::run(arguments.site.as_ref(), command),
        Command::Baseline(command) => session::baseline::run(arguments.site.as_ref(), command),
        Command::Serve(command) => session::preview::run(arguments.site.as_ref(), command),
        Command::Search(command) => search::run(arguments.site.as_ref(), command),
        Command::Rfp(command) => rfp::run(arguments.site.as_ref(), command),
        Command::Sync(command) => sync::run(arguments.site.as_ref(), command),
        Command::Verify(command) if command.due => due::run(arguments.site.as_ref(), command),
        Command::Verify(command) => verify::run(arguments.site.as_ref(), command),
        Command::Explain(command) => explain::run(command),
        Command::Init(command) => init::run(arguments.site.as_ref(), command),
        Command::Import(command) => import::run(arguments.site.as_ref(), command),
        Command::New(command) => new::run(arguments.site.as_ref(), command),
        Command::Schema(command) => schema::run(arguments.site.as_ref(), command),
        Command::Completions { shell } => Ok(completions::run(*shell)),
        Command::Man(command) => completions::man(command),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Faults) => ExitCode::from(1),
        Ok(Outcome::Unread) => ExitCode::from(CLOSED_PIPE),
        Err(Failure(text)) => {
            console::complain(&text);
            ExitCode::from(2)
        }
    }
}
