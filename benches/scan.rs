//! What the search for credentials costs by itself: 200 MB of pages with a credential in every hundredth, and one page.

use super::corpus;
use super::draw::drawn;
use super::meter::{Cost, run};
use super::options::Options;
use super::table;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The number of entries of which the corpus has about 200 MB.
const ENTRIES: usize = 40_000;
/// The number of pages of which one gets a credential.
const EVERY: usize = 100;

/// Writes the two sites and prints what `check --rule secrets` costs on each, and how much it finds.
///
/// # Errors
/// A site cannot be written, or a check does not report every credential.
pub(crate) fn measure(options: &Options, seed: u64) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (large, small) = (folder.path().join("large"), folder.path().join("small"));
    fs::create_dir(&large)?;
    let written = corpus::write_corpus(&large, seed, ENTRIES)?;
    let planted = plant(&pages(&large.join("content"))?)?;
    fs::create_dir_all(small.join("content"))?;
    fs::write(small.join("content/a.md"), "---\ntitle: A\n---\nText.\n")?;
    println!("\n{} entries, {} bytes, {planted} credentials, {} runs", written.entries, written.bytes, options.runs);
    println!("{}", table::head());
    for (name, site, expected) in [("check, secrets, 200 MB", &large, planted), ("check, secrets, one page", &small, 0)]
    {
        let costs: Vec<Cost> = (0..=options.runs).map(|_| search(site, expected)).collect::<Result<_, _>>()?;
        // The first run fills the page cache.
        println!("{}", table::row(name, costs.get(1..).unwrap_or_default()));
    }
    Ok(())
}

/// Searches `site` and makes sure that `expected` credentials are reported.
fn search(site: &Path, expected: usize) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["check", "--rule", "secrets", "--format", "concise", "--site"]).arg(site);
    let (output, cost) = run(&mut command)?;
    let found = String::from_utf8_lossy(&output.stdout).matches("[secrets/leaked-credential]").count();
    if found == expected { Ok(cost) } else { Err(format!("{found} of {expected} credentials were reported").into()) }
}

/// Adds a credential to every hundredth page, and returns how many were added.
fn plant(pages: &[PathBuf]) -> Result<usize, Box<dyn Error>> {
    let mut planted = 0;
    for (number, path) in (0..).zip(pages.iter().step_by(EVERY)) {
        let token = drawn("glpat-«w 20»", number);
        fs::OpenOptions::new().append(true).open(path)?.write_all(format!("\nUse {token} for it.\n").as_bytes())?;
        planted += 1;
    }
    Ok(planted)
}

/// Returns every page below `folder`, by path.
fn pages(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let paths = files.map(|file| Ok(file?.into_path())).collect::<Result<Vec<_>, walkdir::Error>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")).collect())
}
