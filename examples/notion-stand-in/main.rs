//! A local server that imitates Notion's API, including its faults.
//!
//! ```text
//! cargo run --release --example notion-stand-in -- --rows 12000 --seed 7 --faults transient=100,short=300 --port 8080
//! ```
//!
//! It prints `listening on http://127.0.0.1:PORT`; `GET /__report` returns the requests and the true ids, and
//! `/__rename/INDEX/NAME` gives a competitor another name, and `/__edit/INDEX/SECONDS` records an edit of a row. The keys of a fault plan are in `stand_in/faults.rs`.

mod stand_in;

use stand_in::{Faults, Listener, Plan, StandIn};
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// The command-line options.
struct Options {
    plan: Plan,
    port: u16,
}

fn main() -> ExitCode {
    let outcome = parse(std::env::args().skip(1)).and_then(|options| run(&options));
    let Err(message) = outcome else { return ExitCode::SUCCESS };
    // If stderr is closed, the error cannot be reported.
    drop(writeln!(std::io::stderr(), "notion-stand-in: {message}"));
    ExitCode::from(2)
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options { plan: Plan { is_limited: true, ..Plan::default() }, port: 0 };
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{name} needs a value"))?;
        let number = || value.parse::<u64>().map_err(|_| format!("{name} needs a number, not {value}"));
        let size = || number().and_then(|number| usize::try_from(number).map_err(|error| error.to_string()));
        match name.as_str() {
            "--rows" => options.plan.rows = size()?,
            "--accounts" => options.plan.accounts = size()?,
            "--seed" => options.plan.seed = number()?,
            "--cap" => options.plan.cap = size()?,
            "--faults" => options.plan.faults = Faults::parse(&value)?,
            "--pace" => options.plan.is_limited = value != "unlimited",
            "--port" => options.port = value.parse().map_err(|_| format!("{value} is not a port"))?,
            _ => {
                return Err(format!(
                    "unknown argument {name}; known are --rows --accounts --seed --cap --faults --pace --port"
                ));
            }
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<(), String> {
    #[expect(clippy::disallowed_methods, reason = "a server outside the crate, with a clock of its own")]
    let start = std::time::Instant::now();
    let stand_in = Arc::new(StandIn::new(options.plan.clone(), Box::new(move || start.elapsed())));
    let listener = Listener::start(&stand_in, options.port).map_err(|error| format!("cannot listen: {error}"))?;
    let mut output = std::io::stdout();
    writeln!(output, "listening on {}", listener.address()).map_err(|error| error.to_string())?;
    let sources = stand_in.data_source_ids().join(" ");
    writeln!(output, "page {}, database {}, data source {sources}", stand_in.page_id(), stand_in.database_id())
        .map_err(|error| error.to_string())?;
    writeln!(output, "token {}", stand_in::TOKEN).map_err(|error| error.to_string())?;
    output.flush().map_err(|error| error.to_string())?;
    loop {
        std::thread::sleep(Duration::from_hours(1));
    }
}
