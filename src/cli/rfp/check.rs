//! `fieldbook rfp check`: what is missing in a filled questionnaire before it goes out.

use super::answered::note_layout;
use super::arguments::CheckFilledArguments;
use crate::cli::console::{self, StandardError};
use crate::cli::exit::Exit;
use crate::cli::invocation::Invocation;
use crate::report::Color;
use crate::session::{
    Failure, LayoutFiles, Outcome, ReportStyle, check_filled, find_manifest, read_manifest, read_questionnaire,
};
use std::path::PathBuf;

/// Checks the file, and reports what is found.
pub(super) fn run(site: Option<&PathBuf>, arguments: &CheckFilledArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let session = invocation.session(&StandardError);
    let manifest = match &arguments.manifest {
        Some(manifest) => Some(manifest.clone()),
        None => find_manifest(session.folder, &arguments.file, arguments.scope.customer.as_deref())?,
    };
    let recorded = manifest.as_deref().map(read_manifest).transpose()?;
    let manifest = recorded.as_ref().map(|recorded| &recorded.manifest);
    let layouts = LayoutFiles { mapping: arguments.mapping.as_deref(), manifest, site: session.folder };
    let filled = read_questionnaire(&arguments.file, layouts)?;
    note_layout(filled.layout);
    if manifest.is_none() {
        console::note("note: there is no manifest; whether answers have changed since is not known");
    }
    let checked = check_filled(&session, &arguments.scope.options(), &filled, &arguments.file, manifest)?;
    checked.write(&arguments.reports)?;
    let color = if console::has_color() { Color::Always } else { Color::Never };
    let text = checked.render(ReportStyle { format: arguments.format, color });
    if !console::deliver(&text)? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(Outcome::of(&checked.findings, arguments.max_warnings).into())
}
