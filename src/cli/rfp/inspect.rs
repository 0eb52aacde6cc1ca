//! `fieldbook rfp inspect`: which sheets, columns and questions are found in a file.

use super::answered::note_layout;
use super::arguments::InspectArguments;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::cli::folder::site_folder;
use crate::session::{Failure, LayoutFiles, open_questionnaire, remember_layout};
use fieldbook_questionnaire::layout::inspect::inspect;
use fieldbook_questionnaire::layout::questionnaire::grids;
use std::path::PathBuf;

/// Prints what is found in a file. Where the layout leaves a choice, what is printed has a mapping to correct, and the
/// command fails after it.
pub(super) fn run(site: Option<&PathBuf>, arguments: &InspectArguments) -> Result<Exit, Failure> {
    let folder = site_folder(site)?;
    let layouts = LayoutFiles { mapping: arguments.mapping.as_deref(), manifest: None, site: &folder };
    let received = open_questionnaire(&arguments.file, layouts)?;
    note_layout(received.layout);
    let inspection = inspect(&received.questionnaire);
    console::print(&format!("{}\n", serde_json::to_string_pretty(&inspection)?))?;
    received.questionnaire.clone().decided()?;
    if arguments.remember {
        let path = remember_layout(&folder, &grids(&received.bytes, received.format)?, inspection.mapping)?;
        console::note(&format!("remembered the layout in {}", path.display()));
    }
    Ok(Exit::Success)
}
