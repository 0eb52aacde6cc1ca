//! Faults from outside, through the built binary: interrupted and clashing builds, full disks, floods of connections and
//! of changes, bare environments. The site that stands is the old one or the new one, and the next run succeeds.
//!
//! Each test runs a number of rounds that fits a change; an environment variable asks for the full number.

mod build;
mod calls;
mod environment;
mod evidence;
mod folder;
mod planted;
mod preview;
mod publish;
mod serve;
mod user_files;
mod watch;

use std::process::{Command, Output};

/// The day that everything here is judged for.
const TODAY: &str = "2026-11-21";

/// Returns how many rounds to run: `variable`, or `usual`.
fn rounds(variable: &str, usual: usize) -> usize {
    std::env::var(variable).map_or(usual, |text| text.parse().expect("a number of rounds"))
}

/// Returns the command that builds `site` into `output`.
fn build(site: &folder::Folder, output: &std::path::Path) -> Command {
    let mut command = fieldbook();
    command.arg("--site").arg(site.path()).args(["build", "--today", TODAY, "--output"]).arg(output);
    command
}

fn fieldbook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.env_remove("SOURCE_DATE_EPOCH").env_remove("FIELDBOOK_NOTION_TOKEN").env("RUST_BACKTRACE", "0");
    command
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Says a measurement, or what could not be tried; shown with `--nocapture`.
#[expect(clippy::print_stderr, reason = "a test's output is for whoever asks for it")]
fn note(text: &str) {
    eprintln!("{text}");
}

/// Fails where a run ended otherwise than well.
fn succeed(output: &Output, what: &str) {
    assert!(output.status.success(), "{what}: {:?}: {}", output.status, errors(output));
}
