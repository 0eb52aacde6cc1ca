//! Processor time and memory of evidence: quotes looked for on pages, and records read by `check`.
//!
//! ```text
//! cargo bench --bench evidence -- [--pages N] [--runs K]
//! cargo bench --bench evidence -- --cases FILE
//! ```
//!
//! 5,000 pages of 200 KB are made one after the other, and four quotes of each are looked for, with what an earlier look
//! recorded: one is there, one has another number, one is reworded, one is gone. Only the looking is counted.
//! Then `check` reads a library with 20,000 quotes, in turn with and without the lines that record a look at each.
//! `--cases` measures verdicts instead, with a set of edited pages (see `cases.rs`).

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its table")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads clocks, writes its site and starts the command")]

mod cases;
mod looks;
#[path = "../meter.rs"]
mod meter;
mod pages;
mod records;
#[path = "../table.rs"]
mod table;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (mut pages, mut runs) = (5_000, 5);
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--cases" => return cases::measure(Path::new(&value)),
            "--pages" => pages = at_least_one(&argument, value.parse()?)?,
            "--runs" => runs = at_least_one(&argument, value.parse()?)?,
            _ => return Err(format!("unknown argument {argument}").into()),
        }
    }
    looks::measure(pages)?;
    records::measure(pages as usize, runs as usize)
}

/// Returns `count`; nothing is measured with none.
fn at_least_one(argument: &str, count: u32) -> Result<u32, String> {
    if count == 0 { Err(format!("{argument} must be at least 1")) } else { Ok(count) }
}
