//! Reads the arguments and runs the command.

use super::arguments::{Arguments, Command};
use super::{
    baseline, build, check, completions, console, digest, doctor, explain, export, import, inbox, init, licenses, new,
    notion, rfp, schema, search, serve, sync, verify,
};
use crate::platform::catch_file_size_limit;
use crate::secrets::holds_secret;
use crate::session::Failure;
use clap::Parser as _;
use std::backtrace::Backtrace;
use std::process::ExitCode;

/// Runs the command that the arguments name and returns its exit code.
pub fn run() -> ExitCode {
    // What a fault of this program says may quote a text of the site.
    std::panic::set_hook(Box::new(|fault| console::note(&format!("{fault}\n{}", Backtrace::capture()))));
    if let Some(answered) = completions::answer() {
        return answered.map_or_else(
            |fault| {
                console::error(&fault);
                ExitCode::from(2)
            },
            |()| ExitCode::SUCCESS,
        );
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = error.render().to_string();
            if error.use_stderr() && holds_secret(&text) {
                console::note(text.trim_end());
                return ExitCode::from(2);
            }
            // Clap prints help to standard output and errors to standard error; a closed pipe has been read enough.
            let is_lost = error.print().is_err_and(|cause| cause.kind() != std::io::ErrorKind::BrokenPipe);
            return if error.use_stderr() || is_lost { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    if let Err(cause) = catch_file_size_limit() {
        console::error(&format!("cannot catch the signal of the file-size limit: {cause}"));
        return ExitCode::from(2);
    }
    let result = match &arguments.command {
        Command::Build(command) => build::run(arguments.site.as_ref(), command),
        Command::Check(command) => check::run(arguments.site.as_ref(), command),
        Command::Baseline(command) => baseline::run(arguments.site.as_ref(), command),
        Command::Serve(command) => serve::run(arguments.site.as_ref(), command),
        Command::Search(command) => search::run(arguments.site.as_ref(), command),
        Command::Export(command) => export::run(arguments.site.as_ref(), command),
        Command::Rfp(command) => rfp::run(arguments.site.as_ref(), command),
        Command::Sync(command) => sync::run(arguments.site.as_ref(), command),
        Command::Digest(command) => digest::run(arguments.site.as_ref(), command),
        Command::Notion(command) => notion::run(arguments.site.as_ref(), command),
        Command::Verify(command) => verify::run(arguments.site.as_ref(), command),
        Command::Inbox(command) => inbox::run(arguments.site.as_ref(), command),
        Command::Explain(command) => explain::run(arguments.site.as_ref(), command),
        Command::Doctor => doctor::run(arguments.site.as_ref()),
        Command::Init(command) => init::run(arguments.site.as_ref(), command),
        Command::Import(command) => import::run(arguments.site.as_ref(), command),
        Command::New(command) => new::run(arguments.site.as_ref(), command),
        Command::Schema(command) => schema::run(arguments.site.as_ref(), command),
        Command::Completions { shell } => completions::run(*shell),
        Command::Man(command) => completions::man(command),
        Command::Licenses => licenses::run(),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(Failure(text)) => {
            console::error(&text);
            ExitCode::from(2)
        }
    }
}
