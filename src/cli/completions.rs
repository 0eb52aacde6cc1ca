//! `fieldbook completions` and `fieldbook man`: what shells and `man` know of the command line.

use super::arguments::{Arguments, ManArguments};
use super::console;
use super::exit::Exit;
use crate::session::Failure;
use clap::CommandFactory as _;
use clap_complete::Shell;

pub(super) fn run(shell: Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "fieldbook", &mut script);
    console::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Success)
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
