//! A local server that imitates the pages that a site quotes, including changes, walls and faults.
//!
//! ```text
//! cargo run --release --example source-stand-in -- --site . --script examples/source-stand-in/sample.toml --day 2026-11-06
//! ```
//!
//! It prints the value of `FIELDBOOK_EVIDENCE_ALLOW` with which `fieldbook evidence refresh` asks it for every host that the
//! site quotes. `GET /__day/2026-11-13` sets the day that decides which changes of the script have happened, and
//! `GET /__requests` returns a line for each request. The keys of a script are in `stand_in/script.rs`.

mod stand_in;

use stand_in::{Listener, Script, StandIn, quoted_pages};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// The command-line options.
struct Options {
    site: PathBuf,
    script: Option<PathBuf>,
    day: String,
    port: u16,
}

fn main() -> ExitCode {
    let outcome = parse(std::env::args().skip(1)).and_then(|options| run(&options));
    let Err(message) = outcome else { return ExitCode::SUCCESS };
    // If stderr is closed, the error cannot be reported.
    drop(writeln!(std::io::stderr(), "source-stand-in: {message}"));
    ExitCode::from(2)
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { site: PathBuf::from("."), script: None, day: String::new(), port: 0 };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--site" => options.site = PathBuf::from(value),
            "--script" => options.script = Some(PathBuf::from(value)),
            "--day" => options.day = value,
            "--port" => options.port = value.parse().map_err(|_| format!("{value} is not a port"))?,
            _ => return Err(format!("unknown argument {name}; known are --site --script --day --port")),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), String> {
    let script = options.script.as_deref().map(Script::read).transpose()?.unwrap_or_default();
    let pages = quoted_pages(&options.site)?;
    let hosts: Vec<String> = pages.hosts(&script);
    let stand_in = Arc::new(StandIn::new(pages, script, &options.day));
    let address = Listener::start(&stand_in, options.port).map_err(|error| format!("cannot listen: {error}"))?;
    let allow: Vec<String> = hosts.iter().map(|host| format!("{host}={address}")).collect();
    let said = writeln!(std::io::stdout(), "FIELDBOOK_EVIDENCE_ALLOW={}", allow.join(","));
    said.map_err(|error| error.to_string())?;
    loop {
        std::thread::sleep(Duration::from_hours(1));
    }
}
