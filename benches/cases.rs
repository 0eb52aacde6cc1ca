//! The measured commands.

use super::aside::Aside;
use super::meter::{Cost, run};
use super::preparation::{Before, Prepared};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The day for which the corpus is fresh.
const TODAY: &str = "2026-11-21";

/// A site and a directory for its output.
#[derive(Debug)]
pub(crate) struct Bench {
    /// The site.
    pub(crate) prepared: Prepared,
    questionnaire: PathBuf,
    query: String,
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
pub(crate) enum Outcome<T> {
    /// The cost.
    Measured(T),
    /// The command does not exist in this version.
    Skipped(String),
    /// The command failed.
    Failed(String),
}

const BUILD: &[&str] = &["build", "--output", "OUTPUT"];

/// A build of everything but the drawings of diagrams.
pub(crate) const COLD_BUILD: Case = case("build, drawings kept", Before::Drawings, BUILD);

const fn case(name: &'static str, before: Before, arguments: &'static [&'static str]) -> Case {
    Case { name, before, arguments }
}

/// Returns every case; `OUTPUT`, `QUERY` and `QUESTIONNAIRE` are placeholders in the arguments.
pub(crate) fn cases() -> [Case; 19] {
    const SINCE: &[&str] = &["check", "--since", "HEAD"];
    [
        case("build, cold", Before::Clean, BUILD),
        COLD_BUILD,
        case("build, no output", Before::NoOutput, BUILD),
        case("build, nothing changed", Before::Nothing, BUILD),
        case("build, one edit", Before::Edit, BUILD),
        case("check, cold", Before::Drawings, &["check"]),
        case("check, no cache", Before::Nothing, &["check", "--no-cache"]),
        case("check, nothing changed", Before::Nothing, &["check"]),
        case("check, one edit", Before::Edit, &["check"]),
        case("check, freshness", Before::Nothing, &["check", "--no-cache", "--rule", "freshness"]),
        case("check, links", Before::Nothing, &["check", "--no-cache", "--rule", "links"]),
        case("check, secrets", Before::Nothing, &["check", "--no-cache", "--rule", "secrets"]),
        case("check, json", Before::Nothing, &["check", "--no-cache", "--format", "json"]),
        case("search", Before::Nothing, &["search", "QUERY"]),
        case("rfp match", Before::Nothing, &["rfp", "match", "QUESTIONNAIRE"]),
        // The same check of the same ten files may be answered by what the first one printed; after a further edit it cannot.
        case("check --since, again", Before::TenChanged, SINCE),
        case("check --since, one edit", Before::TenChangedAndEdit, SINCE),
        case("check in Git, one edit", Before::TenChangedAndEdit, &["check"]),
        case("build in Git, one edit", Before::TenChangedAndEdit, BUILD),
    ]
}

impl Bench {
    /// Prepares measurements of `site` with additional files in `folder`.
    ///
    /// # Errors
    /// The corpus cannot be listed or read, or a file cannot be written.
    pub(crate) fn new(folder: &Path, site: &Path) -> Result<Self, Box<dyn Error>> {
        let mut changed = first_entries(&site.join("content/architectures/part-000"), 1)?;
        changed.extend(first_entries(&site.join("content/answers/part-000"), 9)?);
        let prepared =
            Prepared { site: site.to_owned(), output: folder.join("public"), changed, aside: Aside::new(folder)? };
        let query = field(prepared.edited()?, "title: ")?;
        let mut questions = vec!["Question,Answer".to_owned()];
        for path in first_entries(&site.join("content/answers/part-000"), 20)? {
            questions.push(format!("\"{}\",", field(&path, "question: ")?));
        }
        let questionnaire = folder.join("questionnaire.csv");
        fs::write(&questionnaire, questions.join("\n"))?;
        Ok(Self { prepared, questionnaire, query })
    }

    /// Returns a command of fieldbook in the site.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let site = &self.prepared.site;
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        for argument in arguments {
            match *argument {
                "OUTPUT" => command.arg(&self.prepared.output),
                "QUERY" => command.arg(&self.query),
                "QUESTIONNAIRE" => command.arg(&self.questionnaire),
                argument => command.arg(argument),
            };
        }
        command.args(["--today", TODAY, "--site"]).arg(site).current_dir(site);
        command
    }

    /// Builds the site, not measured, and returns the output.
    ///
    /// # Errors
    /// The build fails.
    pub(crate) fn build(&self) -> Result<&Path, Box<dyn Error>> {
        match case("build", Before::Nothing, BUILD).once(self)? {
            Outcome::Measured(_) => Ok(&self.prepared.output),
            Outcome::Skipped(why) | Outcome::Failed(why) => Err(format!("the site cannot be built: {why}").into()),
        }
    }
}

impl Case {
    /// Runs the case `runs` times, after one run that fills the page cache and, for a repeated build, the output.
    ///
    /// # Errors
    /// A command cannot be prepared, started or measured.
    pub(crate) fn measure(&self, bench: &Bench, runs: usize) -> Result<Outcome<Vec<Cost>>, Box<dyn Error>> {
        let mut costs = Vec::with_capacity(runs);
        for index in 0..=runs {
            match self.once(bench)? {
                Outcome::Measured(cost) if index > 0 => costs.push(cost),
                Outcome::Measured(_) => {}
                Outcome::Skipped(why) => return Ok(Outcome::Skipped(why)),
                Outcome::Failed(why) => return Ok(Outcome::Failed(why)),
            }
        }
        Ok(Outcome::Measured(costs))
    }

    /// Prepares and runs the case once.
    ///
    /// # Errors
    /// The command cannot be prepared, started or measured.
    pub(crate) fn once(&self, bench: &Bench) -> Result<Outcome<Cost>, Box<dyn Error>> {
        bench.prepared.prepare(self.before)?;
        let (output, cost) = run(&mut bench.command(self.arguments))?;
        Ok(self.fault(&output, bench).unwrap_or(Outcome::Measured(cost)))
    }

    /// Returns why the run is invalid. Exit code 1 means that the content has findings; such a run is valid.
    fn fault(&self, output: &Output, bench: &Bench) -> Option<Outcome<Cost>> {
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
        let is_idle =
            if is_build { !bench.prepared.output.exists() } else { output.stdout.is_empty() && complaint.is_empty() };
        is_idle.then(|| Outcome::Skipped("the command does nothing yet".to_owned()))
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
