//! `fieldbook doctor`: what of the machine and the site decides how the commands work.

use super::arguments::PORT;
use super::console::{StandardError, print};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::serve::Server;
use crate::session::{Failure, Health, HealthLine, examine, for_terminal};
use std::fmt::Write as _;
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, None)?;
    let mut lines = examine(&invocation.session(&StandardError));
    lines.push(port());
    print(&table(&lines))?;
    let is_broken = lines.iter().any(|line| line.health == Health::Broken);
    Ok(if is_broken { Exit::Findings } else { Exit::Success })
}

/// The port of `serve`.
fn port() -> HealthLine {
    match Server::bind(PORT) {
        Ok(_) => HealthLine::fine("port", format!("{PORT} is free for fieldbook serve")),
        Err(_) => HealthLine::limited("port", &format!("{PORT} is taken"), "fieldbook serve --port 0 takes a free one"),
    }
}

fn table(lines: &[HealthLine]) -> String {
    let mut table = String::new();
    for HealthLine { label, health, text, help } in lines {
        // Writing to a string cannot fail.
        let _ = write!(table, "{label:<14} {:<5} {}", health.word(), for_terminal(text));
        let _ = if help.is_empty() { writeln!(table) } else { writeln!(table, " ({help})") };
    }
    table
}
