//! `fieldbook rfp inspect`: which sheets, columns and questions are found in a file.

use crate::cli::console;
use crate::cli::exit::Exit;
use crate::rfp::layout::inspect::inspect;
use crate::session::{Failure, read_questionnaire};
use std::path::Path;

/// Prints what is found in `file`.
pub(super) fn run(file: &Path) -> Result<Exit, Failure> {
    let received = read_questionnaire(file, None)?;
    console::print(&format!("{}\n", serde_json::to_string_pretty(&inspect(&received.questionnaire))?))?;
    Ok(Exit::Success)
}
