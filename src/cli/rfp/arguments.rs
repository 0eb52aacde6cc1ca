//! What can be typed after `fieldbook rfp`.

use crate::cli::candidates;
use crate::cli::scope_arguments::ScopeArguments;
use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RfpCommand {
    /// Show which sheets, columns and questions are found in a file.
    Inspect(InspectArguments),
    /// Propose an answer for each question, with its probability.
    Match(RfpArguments),
    /// Go through the questions that are not decided yet, with one key for each decision: accept the first proposal, choose
    /// another, edit, not applicable, assign. Each decision is saved at once; the next run continues.
    Review(ReviewArguments),
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
    /// Keep this layout in `questionnaires/layouts.json` of the site: files with the same sheets and headers are then read
    /// with it.
    #[arg(long)]
    pub(super) remember: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RfpArguments {
    #[command(flatten)]
    pub(super) questionnaire: QuestionnaireArguments,
    /// The format of the proposals: text or json.
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub(super) format: String,
    /// Explain why each proposal was made, and why others were not.
    #[arg(long)]
    pub(super) explain: bool,
}

/// A questionnaire, how it is read, and for whom it is answered.
#[derive(Debug, Args)]
pub(in crate::cli) struct QuestionnaireArguments {
    /// A questionnaire: xlsx, csv or text.
    pub(super) file: PathBuf,
    /// Read the layout from this file instead of finding it: what `rfp inspect` prints, or its `mapping`, corrected.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
    /// The file of decisions; by default the one beside the questionnaire whose name has `-decisions` before its ending.
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ReviewArguments {
    #[command(flatten)]
    pub(super) questionnaire: QuestionnaireArguments,
    /// Who decides: an id, e-mail or name in people.yaml; by default the person with Git's user.email or user.name.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) by: Option<String>,
    /// Go through every question that may be answered, also those that are answered or decided already.
    #[arg(long)]
    pub(super) all: bool,
}
