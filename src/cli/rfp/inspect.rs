//! `fieldbook rfp inspect`: which sheets, columns and questions are found in a file.

use super::arguments::InspectArguments;
use crate::cli::console;
use crate::cli::exit::Exit;
use crate::rfp::layout::inspect::inspect;
use crate::session::{Failure, open_questionnaire};

/// Prints what is found in a file. Where the layout leaves a choice, what is printed has a mapping to correct, and the
/// command fails after it.
pub(super) fn run(arguments: &InspectArguments) -> Result<Exit, Failure> {
    let received = open_questionnaire(&arguments.file, arguments.mapping.as_deref())?;
    console::print(&format!("{}\n", serde_json::to_string_pretty(&inspect(&received.questionnaire))?))?;
    received.questionnaire.decided()?;
    Ok(Exit::Success)
}
