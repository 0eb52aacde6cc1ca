//! `fieldbook completions` and `fieldbook man`: what shells and `man` know of the command line.

use super::arguments::{Arguments, ManArguments};
use super::console;
use super::exit::Exit;
use crate::session::Failure;
use clap::CommandFactory as _;
use clap_complete::Shell;
use clap_complete::env::{CompleteEnv, Shells};

/// The variable with which the script of a shell calls this program for proposals; it holds the shell's name.
const VARIABLE: &str = "FIELDBOOK_COMPLETE";

/// Prints the script of `shell`, which calls this program for each proposal, so that names of the site are proposed too.
pub(super) fn run(shell: Shell) -> Result<Exit, Failure> {
    let shells = Shells::builtins();
    let name = shell.to_string();
    let known = shells.completer(&name).ok_or_else(|| Failure(format!("there is no completion for {name}")))?;
    let mut script = Vec::new();
    known.write_registration(VARIABLE, "fieldbook", "fieldbook", "fieldbook", &mut script)?;
    console::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Success)
}

/// Answers the script of a shell; `None` if none calls.
#[expect(clippy::disallowed_methods, reason = "cli is the module that knows the environment")]
pub(super) fn answer() -> Option<Result<(), String>> {
    let current = std::env::current_dir().ok();
    let complete = CompleteEnv::with_factory(Arguments::command).var(VARIABLE).bin("fieldbook").completer("fieldbook");
    match complete.try_complete(std::env::args_os(), current.as_deref()) {
        Ok(false) => None,
        Ok(true) => Some(Ok(())),
        Err(fault) => Some(Err(fault.to_string().trim_end().to_owned())),
    }
}

/// Prints the page of the command that the words name, or of the whole.
pub(super) fn man(arguments: &ManArguments) -> Result<Exit, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut name = "fieldbook".to_owned();
    for word in &arguments.command {
        let found = command.get_subcommands().find(|known| known.get_name() == word).cloned();
        command =
            found.ok_or_else(|| Failure(format!("there is no command {name} {word}; fieldbook --help lists all")))?;
        name = format!("{name} {word}");
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    console::print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Success)
}
