//! `fieldbook rfp fill`: approved answers in a copy of the customer's own file.

use super::answered::answer;
use super::arguments::RfpArguments;
use super::paths::beside;
use super::proposals::show;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::rfp::files::fill::has_macros;
use crate::rfp::files::format::Format;
use crate::session::{Failure, FilledFiles, Overwriting, Replace};
use std::path::{Path, PathBuf};

/// The outputs that the command line names; the others are beside the questionnaire.
#[derive(Debug, Clone, Copy)]
pub(super) struct OutputPaths<'a> {
    pub(super) output: Option<&'a Path>,
    pub(super) manifest: Option<&'a Path>,
}

/// Writes the filled copy and its manifest, and shows what was done.
pub(super) fn run(
    site: Option<&PathBuf>,
    arguments: &RfpArguments,
    paths: OutputPaths<'_>,
    replace: Replace,
) -> Result<Exit, Failure> {
    let answered = answer(site, &arguments.questionnaire)?;
    let format = answered.received.format;
    let filled = answered.filled()?;
    let ending = (format == Format::Text).then_some("md");
    let output = paths.output.map_or_else(|| beside(&arguments.questionnaire.file, "-filled", ending), Path::to_owned);
    let manifest = paths.manifest.map_or_else(|| beside(&output, "-manifest", Some("json")), Path::to_owned);
    let files = FilledFiles { received: arguments.questionnaire.file.clone(), output, manifest };
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
