//! Time from a save to the reloaded page in Chromium, under `fieldbook serve`.
//!
//! ```text
//! cargo bench --features browser-tests --bench reloading -- [--entries N] [--saves S] [--program FIELDBOOK]
//! ```
//!
//! The site has 10,000 entries, the number of saves is 50, and the program is the one of this checkout, unless given. Each save appends a line to an answer, a battlecard
//! or an architecture, in turn, whose page is open; the next one waits until the preview is at rest. Points in time are of one
//! clock: `SystemTime` here, and the page's own navigation and paint timing. A second listener for the same event says when the
//! server was ready, so that the rest is the browser's.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its figures")]
#![expect(clippy::expect_used, clippy::panic, reason = "a measurement that cannot continue ends")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads clocks, writes its corpus and starts the command")]

#[path = "../../tests/browser/browser.rs"]
#[expect(dead_code, reason = "the suite asks a browser for more")]
mod browser;
#[path = "../corpus/mod.rs"]
mod corpus;
mod events;
#[path = "../heading.rs"]
mod heading;
#[path = "../meter.rs"]
#[expect(dead_code, reason = "other benchmarks run commands to their end")]
mod meter;
#[path = "../percentiles.rs"]
mod percentiles;
#[path = "../preview.rs"]
#[expect(dead_code, reason = "other benchmarks make requests")]
mod preview;
mod saves;
mod times;

use preview::Preview;
use saves::Saved;
use std::error::Error;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use times::Times;

/// The corpus of every measurement.
const SEED: u64 = 1;
/// The day for which the corpus is fresh.
const TODAY: &str = "2026-11-21";
/// The folders whose first entry is saved.
const FOLDERS: [&str; 3] = ["answers", "battlecards", "architectures"];

fn main() -> ExitCode {
    let ended = Options::read().map_err(Into::into).and_then(|options| run(&options));
    if let Err(error) = ended {
        eprintln!("{error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// What is measured.
struct Options {
    entries: usize,
    saves: usize,
    program: PathBuf,
}

impl Options {
    fn read() -> Result<Self, String> {
        let mut options = Self { entries: 10_000, saves: 50, program: env!("CARGO_BIN_EXE_fieldbook").into() };
        let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
        while let Some(argument) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
            match argument.as_str() {
                "--entries" => options.entries = number(&value)?,
                "--saves" => options.saves = number(&value)?,
                "--program" => options.program = value.into(),
                _ => return Err(format!("unknown argument {argument}")),
            }
        }
        Ok(options)
    }
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| format!("{text} is not a number above 0"))
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let site = folder.path();
    let written = corpus::write_corpus(site, SEED, options.entries)?;
    println!("{}", heading::title(written, options.saves));
    let mut command = Command::new(&options.program);
    command.args(["serve", "--port", "0", "--today", TODAY, "--site"]).arg(site).current_dir(site);
    let preview = Preview::start(&mut command)?;
    let saved = FOLDERS.map(|folder| Saved::first_of(site, folder)).into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut times: Vec<(usize, Times)> = Vec::new();
    browser::with_browser(async |browser| {
        browser.run_first(include_str!("record.js")).await;
        let kinds = saved.len();
        // The first save of each entry makes what a preview and a browser make once.
        for turn in 0..kinds + options.saves {
            let one = saved.get(turn % kinds).expect("there are entries");
            let taken = one.time(browser, &preview, turn + 1).await.unwrap_or_else(|error| panic!("{error}"));
            if turn >= kinds {
                times.push((turn % kinds, taken));
            }
        }
    });
    print(&times)
}

fn print(times: &[(usize, Times)]) -> Result<(), Box<dyn Error>> {
    let row = |name: &str, of: &dyn Fn(&Times) -> f64, chosen: &dyn Fn(usize) -> bool| {
        let values = times.iter().filter(|(kind, _)| chosen(*kind)).map(|(_, times)| of(times)).collect();
        let spread = percentiles::Percentiles::of(values, 1).ok_or("there is no measure")?;
        println!("{name:<44} ms {spread}");
        Ok::<(), Box<dyn Error>>(())
    };
    for (name, of) in times::STEPS {
        row(&format!("save to {name}"), &of, &|_| true)?;
    }
    for (kind, folder) in FOLDERS.iter().enumerate().take(times.len()) {
        row(&format!("save to first paint, {folder}"), &|times| times.painted, &|other| other == kind)?;
    }
    row("added by the browser, to DOMContentLoaded", &|times| times.loaded - times.event, &|_| true)?;
    row("added by the browser, to first paint", &|times| times.painted - times.event, &|_| true)?;
    let documents: usize = times.iter().map(|(_, times)| times.documents).sum();
    println!("{documents} reloads after {} saves", times.len());
    Ok(())
}
