//! What the worst texts cost: one entry of 10 KB to 2 MB from each generator, checked and built, in seconds of processor.
//!
//! A generator whose cost grows faster than its text shows as a ratio above 10 between a column and the one before it.
//! A run that takes longer than [`LONGEST`] is ended and shown as `>`.

mod front_matter;
mod markdown;
mod words;

use super::meter::{Cost, run_for};
use super::options::Options;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Makes a text of about the given number of bytes, with the name of its row.
type Generator = (&'static str, fn(usize) -> String);

/// The sizes of the texts, in bytes; the last is just below the largest file that is read.
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 2_000_000];
/// The longest that one command may run.
const LONGEST: Duration = Duration::from_mins(1);

/// Prints the table of the generators that `options` name.
///
/// # Errors
/// A site cannot be written, or a build ends with neither 0 nor 1.
pub(crate) fn measure(options: &Options) -> Result<(), Box<dyn Error>> {
    let sizes = if options.sizes.is_empty() { SIZES.to_vec() } else { options.sizes.clone() };
    let columns = sizes.iter().map(|size| format!("{size:>10}")).collect::<Vec<_>>().concat();
    println!("{:<34}{columns}   CPU s of `build` (includes every check)", "generator");
    let generators = [markdown::GENERATORS, words::GENERATORS, front_matter::GENERATORS].concat();
    for (name, make) in generators.iter().filter(|(name, _)| options.wants(name)) {
        let mut row = String::new();
        for size in &sizes {
            row.push_str(&cell(build(&make(*size))?.as_ref()));
        }
        println!("{name:<34}{row}");
    }
    println!("{} generators", generators.len());
    Ok(())
}

fn cell(cost: Option<&Cost>) -> String {
    cost.map_or_else(|| format!("{:>10}", ">"), |cost| format!("{:>10.2}", cost.processor_s))
}

/// Builds a site of the one entry `text`; returns `None` if the command was ended for its time.
fn build(text: &str) -> Result<Option<Cost>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), text)?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["build", "--today", "2026-11-21", "--output", "public", "--site"]).arg(folder.path());
    command.current_dir(folder.path());
    let Some((output, cost)) = run_for(&mut command, LONGEST)? else { return Ok(None) };
    match output.status.code() {
        Some(0 | 1) => Ok(Some(cost)),
        _ => Err(format!("{:?}: {}", output.status, String::from_utf8_lossy(&output.stderr)).into()),
    }
}

fn write(folder: &Path, text: &str) -> std::io::Result<()> {
    let entries = folder.join("content/battlecards");
    fs::create_dir_all(&entries)?;
    fs::create_dir_all(folder.join("content/competitors"))?;
    fs::write(folder.join("content/competitors/globex.md"), "---\nname: Globex\n---\n")?;
    fs::write(folder.join("site.toml"), "[site]\nprofile = \"strict\"\n")?;
    fs::write(entries.join("globex.md"), text)
}
