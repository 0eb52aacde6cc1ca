//! What questionnaires cost: 800 questions against a library of 20,000 entries, and a workbook of 5 MB filled.

use super::corpus;
use super::meter::{Cost, run};
use super::options::Options;
use super::table;
use fieldbook_questionnaire::files::new_workbook::new_workbook;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The number of entries of the library.
const ENTRIES: usize = 20_000;
/// The number of questions of the long questionnaire.
const QUESTIONS: usize = 800;
/// The number of questions of the large workbook.
const WORKBOOK_QUESTIONS: usize = 250;
/// The least size of the large workbook, in bytes.
const WORKBOOK_SIZE: usize = 5_000_000;
/// How many hexadecimal digits each of its other cells has; deflate packs two of them into a byte.
const DIGITS: usize = 512;
/// The day for which the corpus is fresh.
const TODAY: &str = "2026-11-21";

/// Writes the site and the two files, and prints what `rfp match` and `rfp fill` cost.
///
/// # Errors
/// A file cannot be written, or a command does not answer a question.
pub(crate) fn measure(options: &Options, seed: u64) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    fs::create_dir(&site)?;
    let written = corpus::write_corpus(&site, seed, ENTRIES)?;
    let questions = questions(&site, QUESTIONS)?;
    let (long, large) = (folder.path().join("long.csv"), folder.path().join("large.xlsx"));
    let lines: String = questions.iter().flat_map(|question| ["\"", question, "\",\n"]).collect();
    fs::write(&long, format!("Question,Answer\n{lines}"))?;
    let workbook = workbook(questions.get(..WORKBOOK_QUESTIONS).unwrap_or(&questions))?;
    fs::write(&large, &workbook)?;
    println!(
        "\n{} entries, {} questions, a workbook of {} bytes, {} runs",
        written.entries,
        questions.len(),
        workbook.len(),
        options.runs
    );
    println!("{}", table::head());
    let output = folder.path().join("filled.xlsx");
    let cases: [(&str, Vec<&Path>, &str); 3] = [
        ("rfp match, 800 questions", vec![&long], "match"),
        ("rfp fill, 5 MB", vec![&large, Path::new("--output"), &output, Path::new("--force")], "fill"),
        ("rfp inspect, 5 MB", vec![&large], "inspect"),
    ];
    for (name, arguments, command) in cases.iter().filter(|(name, _, _)| options.wants(name)) {
        let once = |_| answered(&site, command, arguments);
        let costs: Vec<Cost> = (0..=options.runs).map(once).collect::<Result<_, _>>()?;
        // The first run fills the page cache.
        println!("{}", table::row(name, costs.get(1..).unwrap_or_default()));
    }
    Ok(())
}

/// Runs `rfp COMMAND` and makes sure that it did its work.
fn answered(site: &Path, name: &str, arguments: &[&Path]) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.args(["rfp", name]).args(arguments).arg("--site").arg(site).current_dir(site);
    if name != "inspect" {
        command.args(["--today", TODAY]);
    }
    let (output, cost) = run(&mut command)?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let is_idle = name != "inspect" && !printed.contains("  filled ");
    if output.status.success() && !is_idle {
        return Ok(cost);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!("rfp {name} answered no question: {} {complaint}", output.status).into())
}

/// Returns questions of the corpus, every second one as an alternate words it.
fn questions(site: &Path, count: usize) -> Result<Vec<String>, Box<dyn Error>> {
    let folders = walkdir::WalkDir::new(site.join("content/answers")).sort_by_file_name().into_iter();
    let mut questions = Vec::new();
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in folders {
        paths.push(entry?.into_path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == "md"));
    for (index, path) in paths.iter().enumerate().step_by(paths.len().div_ceil(count).max(1)) {
        let text = fs::read_to_string(path)?;
        let key = if index % 2 == 0 { "question: " } else { "  - " };
        let found = text.lines().find_map(|line| line.strip_prefix(key));
        questions.push(found.ok_or_else(|| format!("{} has no {key:?}", path.display()))?.to_owned());
    }
    if questions.is_empty() { Err("the corpus has no answer".into()) } else { Ok(questions) }
}

/// Makes a workbook with these questions and enough other cells, far from them, for its size.
fn workbook(questions: &[String]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut rows = vec![["Question", "Answer", "Comments"].map(str::to_owned).to_vec()];
    rows.extend(questions.iter().map(|question| vec![question.clone()]));
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..WORKBOOK_SIZE * 21 / 10 / DIGITS / 2 {
        let mut other = || {
            let mut text = String::with_capacity(DIGITS);
            while text.len() < DIGITS {
                // Xorshift64 (Marsaglia 2003): packs no better than chance.
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                // Writing to a string cannot fail.
                let _ = write!(text, "{state:016x}");
            }
            text
        };
        rows.push([String::new(), String::new(), String::new(), String::new(), other(), other()].to_vec());
    }
    let bytes = new_workbook("Questions", &rows)?;
    if bytes.len() < WORKBOOK_SIZE { Err(format!("the workbook has {} bytes", bytes.len()).into()) } else { Ok(bytes) }
}
