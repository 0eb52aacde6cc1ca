//! Processor time and memory of the commands on a library of 10,000 entries.
//!
//! ```text
//! cargo bench --bench site -- [--entries N]… [--only NAME]… [--runs K] [--saves S] [--stage] [--write FOLDER]
//! cargo bench --bench site -- --against hugo [--hugo PROGRAM] [--entries N]… [--runs K]
//! cargo bench --bench site -- --scan [--runs K]
//! cargo bench --bench site -- --questionnaires [--only NAME]… [--runs K]
//! cargo bench --bench site -- --pathological [--only NAME]… [--size BYTES]…
//! ```
//!
//! `--only` takes a substring of a name in the table. `--stage` adds the stages within one process, without rendering.
//! `--saves` is the number of saves under `serve`. With several `--entries`, the growth of processor time per entry is added.
//! `--against hugo` runs a cold build and Hugo on the same content, in turn, and prints ratios.
//! `--scan` searches 200 MB for credentials that it has planted. `--questionnaires` matches 800 questions with 20,000 entries
//! and fills a workbook of 5 MB.
//! `--write` writes the corpus for other tools and measures nothing. `--pathological` builds sites of one extreme entry
//! each. Processor time can be compared between runs; elapsed time on a busy machine cannot. Neither can runs that begin
//! within a minute after many files were deleted; `aside.rs` describes why.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark prints its table")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads clocks, writes its corpus and starts the command")]

mod against;
mod aside;
mod cases;
mod corpus;
#[expect(clippy::expect_used, reason = "a template is written here, and a wrong one must end the run")]
#[path = "../tests/suite/secrets/draw.rs"]
mod draw;
mod first_query;
mod growth;
mod heading;
mod hugo;
mod meter;
mod options;
mod pathological;
mod percentiles;
mod preparation;
mod preview;
mod questionnaires;
mod saves;
mod scan;
mod stages;
mod table;

use cases::{Bench, Outcome, cases};
use growth::Growth;
use options::{Options, Subject};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// The corpus of every measurement.
const SEED: u64 = 1;

fn main() -> ExitCode {
    match Options::read(std::env::args().skip(1)).map_err(Into::into).and_then(|options| run(&options)) {
        Ok(is_whole) => ExitCode::from(u8::from(!is_whole)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Returns whether all existing commands were measured.
fn run(options: &Options) -> Result<bool, Box<dyn Error>> {
    if let Some(site) = &options.stages_of {
        print!("{}", stages::measure(site)?);
        return Ok(true);
    }
    match options.subject {
        Subject::Scan => return scan::measure(options, SEED).map(|()| true),
        Subject::Questionnaires => return questionnaires::measure(options, SEED).map(|()| true),
        Subject::Pathological => return pathological::measure(options).map(|()| true),
        Subject::AgainstHugo => return against::measure(options, SEED).map(|()| true),
        Subject::Commands => {}
    }
    if let Some(folder) = &options.write {
        let entries = options.entries.first().copied().unwrap_or(options::ENTRIES);
        std::fs::create_dir_all(folder)?;
        println!("{:?}", corpus::write_corpus(folder, SEED, entries)?);
        return Ok(true);
    }
    let (mut is_whole, mut growth) = (true, Growth::default());
    for entries in &options.entries {
        is_whole &= measure(options, *entries, &mut growth)?;
    }
    growth.lines().iter().for_each(|line| println!("{line}"));
    Ok(is_whole)
}

fn measure(options: &Options, entries: usize, growth: &mut Growth) -> Result<bool, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    std::fs::create_dir(&site)?;
    let written = corpus::write_corpus(&site, SEED, entries)?;
    println!("\n{}\n{}", heading::title(written, options.runs), table::head());
    let mut is_whole = true;
    if options.stage {
        stages_of(options, &site)?;
    }
    let bench = Bench::new(folder.path(), &site)?;
    for case in cases().iter().filter(|case| options.wants(case.name)) {
        match case.measure(&bench, options.runs)? {
            Outcome::Measured(costs) => {
                println!("{}", table::row(case.name, &costs));
                growth.take(entries, case.name, &costs);
            }
            Outcome::Skipped(why) => println!("{:<28} skipped: {why}", case.name),
            Outcome::Failed(why) => {
                is_whole = false;
                println!("{:<28} failed: {why}", case.name);
            }
        }
    }
    for (name, ended) in
        [("serve", saves::measure(&bench, options)), ("first query", first_query::measure(&bench, options))]
    {
        if let Err(why) = ended {
            is_whole = false;
            println!("{name:<28} failed: {why}");
        }
    }
    Ok(is_whole)
}

/// Measures the stages in processes of their own, so that runs do not share memory.
fn stages_of(options: &Options, site: &Path) -> Result<(), Box<dyn Error>> {
    let mut rows = Vec::new();
    for _ in 0..options.runs {
        let output = std::process::Command::new(std::env::current_exe()?).arg("--stages-of").arg(site).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        rows.extend(stages::parse(&String::from_utf8(output.stdout)?));
    }
    for name in stages::NAMES.iter().filter(|name| options.wants(name)) {
        let costs: Vec<_> = rows.iter().filter(|(stage, _)| stage == name).map(|(_, cost)| *cost).collect();
        println!("{}", table::row(name, &costs));
    }
    Ok(())
}
