//! `fieldbook rfp fill`: approved answers in a copy of the customer's own file.

use super::answered::answer;
use super::arguments::RfpArguments;
use super::paths::beside;
use super::proposals::show;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::session::{Failure, FilledFiles, ManifestPlace, Overwriting, Replace, ResponseKind, manifest_place};
use fieldbook_questionnaire::files::fill::has_macros;
use fieldbook_questionnaire::files::format::Format;
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
    answered.require_answers().map_err(|Failure(text)| Failure(format!("{text}; nothing was written")))?;
    let format = answered.received.format;
    let ending = (format == Format::Text).then_some("md");
    let output = paths.output.map_or_else(|| beside(&arguments.questionnaire.file, "-filled", ending), Path::to_owned);
    let received = &arguments.questionnaire.file;
    if format != Format::Text {
        check_kind(received, &output)?;
    }
    let is_word = output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("docx"));
    let filled = answered.filled(if is_word { ResponseKind::Word } else { ResponseKind::Markdown })?;
    let name = output.file_name().map(|name| name.to_string_lossy().into_owned());
    let record = answered.manifest(&filled, name.as_deref());
    let manifest = match paths.manifest {
        Some(manifest) => ManifestPlace { path: manifest.to_owned(), earlier: Vec::new() },
        None => manifest_place(&answered, &record, received, &output)?,
    };
    let record = format!("{}\n", serde_json::to_string_pretty(&record)?);
    let files = FilledFiles { received: received.clone(), output, manifest };
    let overwriting = Overwriting { replace, notes: &StandardError };
    files.write(&answered.site, &filled, &record, overwriting)?;
    show(&answered, arguments)?;
    if format == Format::Xlsx && has_macros(&answered.received.bytes) {
        console::note("note: the workbook has macros; they were copied unchanged, and not run");
    }
    let shown = |path: &Path| path.strip_prefix(&answered.site.folder).unwrap_or(path).display().to_string();
    let earlier: Vec<String> = files.manifest.earlier.iter().map(|path| shown(path)).collect();
    if !earlier.is_empty() {
        let earlier = earlier.join(", ");
        console::note(&format!(
            "note: other responses to this file are kept in {earlier}; delete those that were not sent"
        ));
    }
    console::note(&format!("wrote {} and {}", files.output.display(), shown(&files.manifest.path)));
    Ok(Exit::Success)
}

/// Checks that the output is not named like another kind of file than the customer's own, which is filled.
fn check_kind(received: &Path, output: &Path) -> Result<(), Failure> {
    let ending = |path: &Path| path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let (own, other) = (ending(received), ending(output));
    let is_other = own != other && ["xlsx", "xlsm", "docx", "csv"].contains(&other.as_str());
    if !is_other {
        return Ok(());
    }
    Err(Failure(format!("{} is filled as it is: name an output that ends in .{own}, not .{other}", received.display())))
}
