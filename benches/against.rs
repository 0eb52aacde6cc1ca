//! A cold build and Hugo on the same content, in turn.

use super::cases::{Bench, COLD_BUILD, Outcome};
use super::corpus;
use super::heading::title;
use super::hugo::Hugo;
use super::meter::Cost;
use super::options::Options;
use super::table;
use std::error::Error;
use std::fs;
use std::path::Path;

/// Measures each number of entries.
///
/// # Errors
/// Hugo is not installed, or a build fails.
pub(crate) fn measure(options: &Options, seed: u64) -> Result<(), Box<dyn Error>> {
    let hugo = Hugo::find(options.hugo.as_deref())?;
    options.entries.iter().try_for_each(|entries| measure_turns(options, &hugo, (seed, *entries)))
}

fn measure_turns(options: &Options, hugo: &Hugo, (seed, entries): (u64, usize)) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let (site, project) = (folder.path().join("site"), folder.path().join("hugo"));
    fs::create_dir(&site)?;
    let written = corpus::write_corpus(&site, seed, entries)?;
    Hugo::write_project(&project, &site.join("content"))?;
    println!("\n{}", title(written, options.runs));
    println!(
        "fieldbook: pages, lists, search index, every check, secret scan of sources and output; diagrams were drawn before"
    );
    println!("Hugo: pages and lists; no taxonomies, no feeds, no search, no checks, no secret scan, no diagrams");
    println!("{}\n{}", hugo.version, table::head());
    let bench = Bench::new(folder.path(), &site)?;
    let output = folder.path().join("hugo-output");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The first turn fills the page cache and draws the diagrams.
    for turn in 0..=options.runs {
        let (our, their) = (built(&bench)?, hugo.build(&project, &output)?);
        if turn > 0 {
            ours.push(our);
            theirs.push(their);
        }
        if turn < options.runs {
            bench.prepared.aside.take(&output)?;
        }
    }
    println!("{}", table::row("fieldbook", &ours));
    println!("{}", table::row("Hugo", &theirs));
    println!("{}", ratios(&ours, &theirs));
    for (name, output) in [("fieldbook", bench.prepared.output.as_path()), ("Hugo", &output)] {
        println!("{name} wrote {}", BuiltSite::below(output)?.at_least(entries, name)?);
    }
    Ok(())
}

/// Returns the cost of a cold build.
fn built(bench: &Bench) -> Result<Cost, Box<dyn Error>> {
    match COLD_BUILD.once(bench)? {
        Outcome::Measured(cost) => Ok(cost),
        Outcome::Skipped(why) | Outcome::Failed(why) => Err(format!("the site cannot be built: {why}").into()),
    }
}

/// Returns the line of ratios, each of two runs of the same turn.
fn ratios(ours: &[Cost], theirs: &[Cost]) -> String {
    let column = |of: fn(&Cost) -> f64| {
        let each = ours.iter().zip(theirs).map(|(our, their)| of(our) / of(their));
        let (least, middle, most) = table::spread(each.collect());
        format!("{least:.3} / {middle:.3} / {most:.3}")
    };
    let (processor, wall, peak) =
        (column(|cost| cost.processor_s), column(|cost| cost.wall_s), column(|cost| cost.peak_mib));
    format!("{:<28} {processor:>26} {wall:>26} {peak:>26}", "fieldbook / Hugo")
}

/// What a build wrote.
#[derive(Debug, Default)]
struct BuiltSite {
    files: usize,
    pages: usize,
    bytes: u64,
}

impl BuiltSite {
    fn below(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut all = Self::default();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                all.files += 1;
                all.pages += usize::from(entry.path().extension().is_some_and(|end| end == "html"));
                all.bytes += entry.metadata()?.len();
            }
        }
        Ok(all)
    }

    /// Returns what was written in words, if there is a page for each entry.
    fn at_least(&self, entries: usize, name: &str) -> Result<String, String> {
        let Self { files, pages, bytes } = self;
        if *pages < entries {
            return Err(format!("{name} wrote {pages} pages for {entries} entries"));
        }
        Ok(format!("{files} files, of which {pages} are pages; {bytes} bytes"))
    }
}
