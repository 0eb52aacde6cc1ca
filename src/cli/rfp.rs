//! `fieldbook rfp`: from a customer's questionnaire to the customer's own file, filled.

use super::arguments::{RfpArguments, RfpCommand};
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::hold::LibraryAnswer;
use crate::rfp::files::fill::has_macros;
use crate::rfp::files::format::Format;
use crate::rfp::layout::inspect::inspect;
use crate::rfp::response::manifest::{band_name, explain, phrases};
use crate::rfp::response::respond::{self, Response};
use crate::session::{
    AnsweredQuestionnaire, Failure, FilledFiles, Overwriting, Replace, answer_questionnaire, read_questionnaire,
};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(super) fn run(site: Option<&PathBuf>, command: &RfpCommand) -> Result<Exit, Failure> {
    match command {
        RfpCommand::Inspect { file } => {
            let received = read_questionnaire(file, None)?;
            console::print(&format!("{}\n", serde_json::to_string_pretty(&inspect(&received.questionnaire))?))?;
            Ok(Exit::Success)
        }
        RfpCommand::Match(arguments) => {
            let answered = answer(site, arguments)?;
            show(&answered, arguments)?;
            Ok(Exit::Success)
        }
        RfpCommand::Fill { common, output, manifest, force } => {
            let paths = OutputPaths { output: output.as_deref(), manifest: manifest.as_deref() };
            let replace = if *force { Replace::Changed } else { Replace::Unchanged };
            fill_file(site, common, paths, replace)
        }
    }
}

/// The outputs that the command line names; the others are beside the questionnaire.
#[derive(Debug, Clone, Copy)]
struct OutputPaths<'a> {
    output: Option<&'a Path>,
    manifest: Option<&'a Path>,
}

fn answer(site: Option<&PathBuf>, arguments: &RfpArguments) -> Result<AnsweredQuestionnaire, Failure> {
    let received = read_questionnaire(&arguments.file, arguments.mapping.as_deref())?;
    let invocation = Invocation::new(site, arguments.scope.today)?;
    answer_questionnaire(&invocation.session(&StandardError), &arguments.scope.options(), received)
}

fn fill_file(
    site: Option<&PathBuf>,
    arguments: &RfpArguments,
    paths: OutputPaths<'_>,
    replace: Replace,
) -> Result<Exit, Failure> {
    let answered = answer(site, arguments)?;
    let format = answered.received.format;
    let filled = answered.filled()?;
    let ending = (format == Format::Text).then_some("md");
    let output = paths.output.map_or_else(|| beside(&arguments.file, "-filled", ending), Path::to_owned);
    let manifest = paths.manifest.map_or_else(|| beside(&output, "-manifest", Some("json")), Path::to_owned);
    let files = FilledFiles { received: arguments.file.clone(), output, manifest };
    let record = format!("{}\n", serde_json::to_string_pretty(&answered.manifest(&filled))?);
    let overwriting = Overwriting { replace, notes: &StandardError };
    files.write(&answered.site, &filled, &record, overwriting)?;
    show(&answered, arguments)?;
    if format == Format::Xlsx && has_macros(&answered.received.bytes) {
        console::note("note: the workbook has macros; they were copied unchanged, and not run");
    }
    console::note(&format!("wrote {} and {}", files.output.display(), files.manifest.display()));
    Ok(Exit::Success)
}

fn show(answered: &AnsweredQuestionnaire, arguments: &RfpArguments) -> Result<(), Failure> {
    if arguments.format == "json" {
        let manifest = answered.manifest(&answered.received.bytes);
        console::print(&format!("{}\n", serde_json::to_string_pretty(&manifest)?))?;
    } else if arguments.explain {
        console::print(&explain(&answered.response, &answered.library))?;
    } else {
        console::print(&as_text(&answered.response, &answered.library))?;
    }
    Ok(())
}

fn as_text(response: &Response, library: &[LibraryAnswer]) -> String {
    let mut text = String::new();
    for row in &response.rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} row {}  {}", row.sheet, row.row, row.question.lines().next().unwrap_or_default());
        let best = row.proposals.first().and_then(|proposal| Some((proposal, library.get(proposal.answer)?)));
        let _ = match (&row.outcome, best) {
            (respond::Outcome::Filled { .. }, Some((proposal, answer))) => {
                writeln!(text, "  filled   {} ({}, {:.2})", answer.id, band_name(row.band), proposal.probability)
            }
            (respond::Outcome::Held { reasons, owner, .. }, _) => {
                let nearest = best.map_or(String::new(), |(proposal, answer)| {
                    format!(" — nearest {} ({:.2})", answer.id, proposal.probability)
                });
                let ask = owner.as_ref().map_or(String::new(), |owner| format!("; ask {owner}"));
                writeln!(text, "  held     {}{ask}{nearest}", phrases(reasons))
            }
            (respond::Outcome::Filled { .. }, None) => writeln!(text, "  filled"),
        };
    }
    let (filled, questions) = (response.filled(), response.rows.len());
    let _ = match questions {
        0 => writeln!(text, "no questions"),
        1 => writeln!(text, "{filled} of 1 question answered, {} held", questions - filled),
        _ => writeln!(text, "{filled} of {questions} questions answered, {} held", questions - filled),
    };
    text
}

/// Returns the path beside `path` whose name has `suffix` before its ending.
fn beside(path: &Path, suffix: &str, ending: Option<&str>) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let own = path.extension().map(|ending| ending.to_string_lossy().into_owned());
    let name = match ending.map(str::to_owned).or(own) {
        Some(ending) => format!("{stem}{suffix}.{ending}"),
        None => format!("{stem}{suffix}"),
    };
    path.with_file_name(name)
}
