//! The measured commands and the preparation of each run.

use super::meter::{Cost, run};
use std::error::Error;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The day for which the corpus is fresh.
const TODAY: &str = "2026-11-21";

/// A site and a directory for its output.
#[derive(Debug)]
pub(crate) struct Bench {
    site: PathBuf,
    output: PathBuf,
    /// The entry that is edited.
    edited: PathBuf,
    questionnaire: PathBuf,
    query: String,
}

/// The preparation of each run, not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// No output and no cache.
    Clean,
    /// No output; caches stay.
    NoOutput,
    /// What earlier runs left, then one added sentence in one entry.
    Edit,
}

/// A measured command.
#[derive(Debug)]
pub(crate) struct Case {
    /// Its name in the table.
    pub(crate) name: &'static str,
    before: Before,
    arguments: &'static [&'static str],
}

/// The result of a measurement.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The cost of each run.
    Measured(Vec<Cost>),
    /// The command does not exist in this version.
    Skipped(String),
    /// The command failed.
    Failed(String),
}

const fn case(name: &'static str, before: Before, arguments: &'static [&'static str]) -> Case {
    Case { name, before, arguments }
}

/// Returns every case; `OUTPUT`, `QUERY` and `QUESTIONNAIRE` are placeholders in the arguments.
pub(crate) fn cases() -> [Case; 13] {
    const BUILD: &[&str] = &["build", "--output", "OUTPUT"];
    [
        case("build, cold", Before::Clean, BUILD),
        case("build, no output", Before::NoOutput, BUILD),
        case("build, nothing changed", Before::Nothing, BUILD),
        case("build, one edit", Before::Edit, BUILD),
        case("check", Before::Nothing, &["check", "--no-cache"]),
        case("check, nothing changed", Before::Nothing, &["check"]),
        case("check, one edit", Before::Edit, &["check"]),
        case("check, freshness", Before::Nothing, &["check", "--no-cache", "--rule", "freshness"]),
        case("check, links", Before::Nothing, &["check", "--no-cache", "--rule", "links"]),
        case("check, secrets", Before::Nothing, &["check", "--no-cache", "--rule", "secrets"]),
        case("check, json", Before::Nothing, &["check", "--no-cache", "--format", "json"]),
        case("search", Before::Nothing, &["search", "QUERY"]),
        case("rfp match", Before::Nothing, &["rfp", "match", "QUESTIONNAIRE"]),
    ]
}

impl Bench {
    /// Prepares measurements of `site` with additional files in `folder`.
    ///
    /// # Errors
    /// The corpus cannot be listed or read, or the questionnaire cannot be written.
    pub(crate) fn new(folder: &Path, site: &Path) -> Result<Self, Box<dyn Error>> {
        let edited = first_entries(&site.join("content/architectures/part-000"), 1)?;
        let edited = edited.into_iter().next().ok_or("the corpus has no architecture")?;
        let query = field(&edited, "title: ")?;
        let mut questions = vec!["Question,Answer".to_owned()];
        for path in first_entries(&site.join("content/answers/part-000"), 20)? {
            questions.push(format!("\"{}\",", field(&path, "question: ")?));
        }
        let questionnaire = folder.join("questionnaire.csv");
        fs::write(&questionnaire, questions.join("\n"))?;
        Ok(Self { site: site.to_owned(), output: folder.join("public"), edited, questionnaire, query })
    }

    fn command(&self, case: &Case) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        for argument in case.arguments {
            match *argument {
                "OUTPUT" => command.arg(&self.output),
                "QUERY" => command.arg(&self.query),
                "QUESTIONNAIRE" => command.arg(&self.questionnaire),
                argument => command.arg(argument),
            };
        }
        command.args(["--today", TODAY, "--site"]).arg(&self.site).current_dir(&self.site);
        command
    }

    fn prepare(&self, before: Before) -> Result<(), Box<dyn Error>> {
        match before {
            Before::Nothing => {}
            Before::NoOutput => remove(&self.output)?,
            Before::Clean => {
                remove(&self.output)?;
                remove(&self.site.join(".fieldbook"))?;
            }
            Before::Edit => {
                let mut file = fs::OpenOptions::new().append(true).open(&self.edited)?;
                file.write_all(b"\nOne sentence more.\n")?;
            }
        }
        Ok(())
    }
}

impl Case {
    /// Runs the case `runs` times, after one run that fills the page cache and, for a repeated build, the output.
    ///
    /// # Errors
    /// A command cannot be prepared, started or measured.
    pub(crate) fn measure(&self, bench: &Bench, runs: usize) -> Result<Outcome, Box<dyn Error>> {
        let mut costs = Vec::with_capacity(runs);
        for index in 0..=runs {
            bench.prepare(self.before)?;
            let (output, cost) = run(&mut bench.command(self))?;
            if let Some(outcome) = self.fault(&output, bench) {
                return Ok(outcome);
            }
            if index > 0 {
                costs.push(cost);
            }
        }
        Ok(Outcome::Measured(costs))
    }

    /// Returns why the run is invalid. Exit code 1 means that the content has findings; such a run is valid.
    fn fault(&self, output: &Output, bench: &Bench) -> Option<Outcome> {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let first = complaint.lines().next().unwrap_or_default().to_owned();
        if output.status.code() == Some(2) {
            let is_unknown = complaint.contains("unrecognized subcommand") || complaint.contains("--rule");
            return Some(if is_unknown { Outcome::Skipped(first) } else { Outcome::Failed(first) });
        }
        if !output.status.success() && output.status.code() != Some(1) {
            return Some(Outcome::Failed(format!("{}: {first}", output.status)));
        }
        let is_build = self.arguments.first() == Some(&"build");
        let is_idle = if is_build { !bench.output.exists() } else { output.stdout.is_empty() && complaint.is_empty() };
        is_idle.then(|| Outcome::Skipped("the command does nothing yet".to_owned()))
    }
}

fn remove(folder: &Path) -> Result<(), Box<dyn Error>> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Returns the paths of the first entries of a folder, by name.
fn first_entries(folder: &Path, count: usize) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    paths.sort();
    paths.truncate(count);
    Ok(paths)
}

/// Returns the rest of the line after `key`.
fn field(path: &Path, key: &str) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let found = text.lines().find_map(|line| line.strip_prefix(key)).map(str::to_owned);
    found.ok_or_else(|| format!("{} has no {key}", path.display()).into())
}
