//! `fieldbook rfp`: from a customer's questionnaire to the customer's own file, filled.

use super::arguments::{RfpArguments, RfpCommand, ScopeArguments};
use super::console::{self, StandardError};
use super::exit::Exit;
use super::filled::{FilledFiles, Replace};
use super::invocation::Invocation;
use crate::git;
use crate::hold::{LibraryAnswer, Recipient, ResponseScope, library_answers};
use crate::inputs::read_file;
use crate::rfp::error::RfpError;
use crate::rfp::fill::{fill, has_macros};
use crate::rfp::format::{Format, format_of};
use crate::rfp::inspect::inspect;
use crate::rfp::manifest::{Files, Manifest, band_name, explain, markdown, phrases};
use crate::rfp::mapping::Mapping;
use crate::rfp::questionnaire::Questionnaire;
use crate::rfp::respond::{self, Response, propose, respond};
use crate::session::{Failure, OpportunityAccess, PreparedSite, ScopeOptions, prepare};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The largest questionnaire that is read.
const LIMIT: u64 = 64 << 20;

pub(super) fn run(site: Option<&PathBuf>, command: &RfpCommand) -> Result<Exit, Failure> {
    match command {
        RfpCommand::Inspect { file } => {
            let (_, _, questionnaire) = read(file, None)?;
            console::print(&format!("{}\n", serde_json::to_string_pretty(&inspect(&questionnaire))?))?;
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

fn fill_file(
    site: Option<&PathBuf>,
    arguments: &RfpArguments,
    paths: OutputPaths<'_>,
    replace: Replace,
) -> Result<Exit, Failure> {
    let answered = answer(site, arguments)?;
    // A text has no cells to fill: its answers are written as Markdown of their own.
    let is_text = answered.format == Format::Text;
    let filled = if is_text {
        markdown(&answered.response).into_bytes()
    } else {
        let planned = answered.response.planned();
        fill(&answered.received, answered.format, &planned).map_err(|error| failure(&error))?
    };
    let ending = is_text.then_some("md");
    let output = paths.output.map_or_else(|| beside(&arguments.file, "-filled", ending), Path::to_owned);
    let manifest = paths.manifest.map_or_else(|| beside(&output, "-manifest", Some("json")), Path::to_owned);
    let files = FilledFiles { received: arguments.file.clone(), output, manifest };
    let contents = Files { received: &answered.received, written: &filled };
    let record = Manifest::new(&answered.day, &contents, &answered.response, &answered.library);
    let record = format!("{}\n", serde_json::to_string_pretty(&record)?);
    files.write(&answered.site, &filled, record.as_bytes(), replace)?;
    show(&answered, arguments)?;
    if answered.format == Format::Xlsx && has_macros(&answered.received) {
        console::note("note: the workbook has macros; they were copied unchanged, and not run");
    }
    console::note(&format!("wrote {} and {}", files.output.display(), files.manifest.display()));
    Ok(Exit::Success)
}

/// A questionnaire with what is answered and what is held.
struct Answered {
    site: PreparedSite,
    received: Vec<u8>,
    format: Format,
    day: String,
    library: Vec<LibraryAnswer>,
    response: Response,
}

fn answer(site: Option<&PathBuf>, arguments: &RfpArguments) -> Result<Answered, Failure> {
    let (received, format, questionnaire) = read(&arguments.file, arguments.mapping.as_deref())?;
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let scope = ScopeOptions { opportunities: OpportunityAccess::Offline, ..arguments.scope.options() };
    let run = prepare(&invocation.session(&StandardError), &scope)?;
    let library = library_answers(&run.loaded.library, &run.loaded.settings, &response_scope(&run, &arguments.scope));
    let proposals = propose(&questionnaire, &library, &run.loaded.library.lists.synonyms);
    let response = respond(&questionnaire, &library, &proposals);
    Ok(Answered { day: run.today.to_string(), site: run, received, format, library, response })
}

/// A questionnaire goes to a customer unless another audience is chosen. The customer's name is the value of
/// `{{customer}}`.
fn response_scope(run: &PreparedSite, arguments: &ScopeArguments) -> ResponseScope {
    let chosen = arguments.audience.is_some().then_some(run.scope.audience);
    let key = run.scope.customer.as_deref();
    let mut recipient = Recipient::new(&run.loaded.settings.audiences, chosen, key);
    let customers = &run.loaded.library.lists.customers;
    let customer = customers.iter().find(|customer| key == Some(customer.key.value.as_str()));
    if let Some(name) = customer.and_then(|customer| customer.names.first()) {
        recipient.values.insert("customer".to_owned(), name.clone());
    }
    ResponseScope { recipient, today: run.today, commit: git::head(&run.folder).map(|head| head.commit) }
}

fn read(file: &Path, mapping: Option<&Path>) -> Result<(Vec<u8>, Format, Questionnaire), Failure> {
    let bytes = read_file(file, LIMIT)?;
    let format = format_of(&file.to_string_lossy(), &bytes);
    let mapping = mapping.map(read_mapping).transpose()?;
    let questionnaire = Questionnaire::read(&bytes, format, mapping.as_ref()).map_err(|error| failure(&error))?;
    Ok((bytes, format, questionnaire))
}

/// Reads a mapping file: the `mapping` of what `rfp inspect` prints, as a person corrected it.
fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let bytes = read_file(path, LIMIT)?;
    serde_json::from_slice(&bytes).map_err(|fault| Failure(format!("{}: {fault}", path.display())))
}

fn failure(error: &RfpError) -> Failure {
    Failure(error.to_string())
}

fn show(answered: &Answered, arguments: &RfpArguments) -> Result<(), Failure> {
    if arguments.format == "json" {
        let files = Files { received: &answered.received, written: &answered.received };
        let manifest = Manifest::new(&answered.day, &files, &answered.response, &answered.library);
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
    let _ = writeln!(
        text,
        "{} of {} answered, {} held",
        response.filled(),
        response.rows.len(),
        response.rows.len() - response.filled()
    );
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
