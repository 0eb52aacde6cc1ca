//! What can be typed after `fieldbook rfp`.

use crate::cli::scope_arguments::ScopeArguments;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RfpCommand {
    /// Show which sheets, columns and questions are found in a file.
    Inspect(InspectArguments),
    /// Propose an answer for each question, with its probability.
    Match(RfpArguments),
    /// Write approved, fresh answers into a copy of the customer's own file.
    Fill {
        #[command(flatten)]
        common: RfpArguments,
        /// The file to write; by default the name with `-filled` before its ending.
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// The record of which cell came from which entry and commit; by default beside the output.
        #[arg(long, value_name = "FILE")]
        manifest: Option<PathBuf>,
        /// Replace an output that was changed since it was written.
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Args)]
pub(in crate::cli) struct InspectArguments {
    /// A questionnaire: xlsx, csv or text.
    pub(super) file: PathBuf,
    /// Read the layout from this file: what this command printed, or its `mapping`, corrected.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RfpArguments {
    /// A questionnaire: xlsx, csv or text.
    pub(super) file: PathBuf,
    /// The format of the proposals: text or json.
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub(super) format: String,
    /// Read the layout from this file instead of finding it: what `rfp inspect` prints, or its `mapping`, corrected.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
    /// Apply the decisions in this file; by default those of the file beside the questionnaire whose name has `-decisions`
    /// before its ending, if it exists.
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
    /// Explain why each proposal was made, and why others were not.
    #[arg(long)]
    pub(super) explain: bool,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}
