//! What can be typed after `fieldbook rfp`.

use crate::cli::candidates;
use crate::cli::days::read_day;
use crate::cli::report_values::{formats, read_report};
use crate::cli::scope_arguments::ScopeArguments;
use crate::report::Format;
use crate::rfp::worksheet::render::WorksheetFormat;
use crate::session::ReportFile;
use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args, Subcommand};
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
    /// Assign questions to a person, who then gets them with `rfp export`: by key, by topic, by sheet, or all that are undecided.
    Assign(AssignArguments),
    /// Say what is missing in a filled questionnaire before it goes out: open questions, a yes without evidence, a no without a
    /// note, placeholders, limits of length, names of other customers, answers that have changed since.
    Check(CheckFilledArguments),
    /// Turn a finished questionnaire into a change of the library: other wordings of questions, and drafts of answers that it
    /// lacks. Prints a diff; --write makes the change.
    Harvest(HarvestArguments),
    /// List the answers that were sent and have changed since; exit 1 if there are any.
    Stale(StaleArguments),
    /// Show what the library answered at a commit.
    AsOf(AsOfArguments),
    /// Read manifests together: how often each answer was used, which questions had none, and what one customer got
    /// different answers to; exit 1 in that case.
    History(HistoryArguments),
    /// Write the questions that are held to one file for each person: to those that they are assigned to, and as a proposal
    /// to the owners of the nearest answers.
    Export(ExportArguments),
    /// Take the answers of filled worksheets as decisions of the people who wrote them.
    ImportAnswers(ImportAnswersArguments),
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
    /// A questionnaire: xlsx, docx, csv or text.
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
    /// A questionnaire: xlsx, docx, csv or text.
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

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("questions").required(true)))]
pub(in crate::cli) struct AssignArguments {
    #[command(flatten)]
    pub(super) questionnaire: QuestionnaireArguments,
    /// Who is to answer: an id, e-mail or name in people.yaml.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) to: String,
    /// The day on which the answers are due.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) due: Option<NaiveDate>,
    /// This question, by its number, its place such as Sheet1!5, or its words; may be repeated. It is assigned also if it is
    /// answered or decided.
    #[arg(long = "question", value_name = "KEY", group = "questions")]
    pub(super) keys: Vec<String>,
    /// The undecided questions of the section with this name, and those whose nearest answer has this tag or topic.
    #[arg(long, value_name = "NAME", group = "questions")]
    pub(super) topic: Option<String>,
    /// The undecided questions of this sheet.
    #[arg(long, value_name = "NAME", group = "questions")]
    pub(super) sheet: Option<String>,
    /// Every question that is undecided.
    #[arg(long, group = "questions")]
    pub(super) undecided: bool,
    /// Who assigns: an id, e-mail or name in people.yaml; by default the person with Git's user.email or user.name.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) by: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExportArguments {
    #[command(flatten)]
    pub(super) questionnaire: QuestionnaireArguments,
    /// The format of the files: xlsx and csv can be read back, markdown is for reading.
    #[arg(long, value_name = "FORMAT", default_value = "xlsx", value_parser = worksheet_formats())]
    pub(super) format: WorksheetFormat,
    /// Only the questions for this person.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) person: Option<String>,
    /// Write the files to this folder instead of beside the questionnaire.
    #[arg(long, value_name = "FOLDER")]
    pub(super) into: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ImportAnswersArguments {
    #[command(flatten)]
    pub(super) questionnaire: QuestionnaireArguments,
    /// The worksheets: files of `rfp export`, xlsx or csv.
    #[arg(required = true, value_name = "WORKSHEET")]
    pub(super) worksheets: Vec<PathBuf>,
    /// Who answered; by default the person that each worksheet is for.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) by: Option<String>,
}

fn worksheet_formats() -> impl TypedValueParser<Value = WorksheetFormat> {
    let words = WorksheetFormat::WORDS.map(|(word, _, _)| word);
    PossibleValuesParser::new(words).try_map(|word| {
        let found = WorksheetFormat::WORDS.iter().find(|(known, _, _)| *known == word);
        found.map(|(_, format, _)| *format).ok_or_else(|| format!("{word} is not a format"))
    })
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckFilledArguments {
    /// The questionnaire as it is to go out: xlsx or csv.
    pub(super) file: PathBuf,
    /// Read the layout from this file instead of finding it: what `rfp inspect` prints, or its `mapping`, corrected.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
    /// The manifest that `rfp fill` wrote; by default beside the file.
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,
    /// The format of the report on standard output.
    #[arg(long, value_name = "FORMAT", default_value = Format::FULL.name, value_parser = formats())]
    pub(super) format: Format,
    /// Also write a report to a file, such as sarif=findings.sarif; may be repeated.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = read_report, add = ArgValueCandidates::new(candidates::report_formats))]
    pub(super) reports: Vec<ReportFile>,
    /// Exit 1 also when there are more warnings than this.
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HarvestArguments {
    /// The questionnaire as it went out: xlsx or csv.
    pub(super) file: PathBuf,
    /// Read the layout from this file instead of finding it: what `rfp inspect` prints, or its `mapping`, corrected.
    #[arg(long, value_name = "FILE")]
    pub(super) mapping: Option<PathBuf>,
    /// The manifest that `rfp fill` wrote; by default beside the file.
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,
    /// Write the change instead of printing it; no file that exists is replaced as a whole.
    #[arg(long)]
    pub(super) write: bool,
    /// Who owns the drafts; by default the person who decided about the question.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) owner: Option<String>,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct StaleArguments {
    /// A filled questionnaire that has a manifest, or the manifest; by default every manifest in the site's folder of
    /// responses (`responses` of `[rfp]`).
    pub(super) file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AsOfArguments {
    /// The commit, such as the one in a manifest.
    pub(super) commit: String,
    #[command(flatten)]
    pub(super) common: RfpArguments,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HistoryArguments {
    /// Manifests, filled questionnaires that have one, and folders of both; by default the site's folder of responses
    /// (`responses` of `[rfp]`).
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
}
