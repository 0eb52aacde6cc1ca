//! What a check looks at and reports, as it is typed.

use super::ahead::{Ahead, read_ahead};
use super::candidates;
use super::report_values::{formats, read_report};
use super::scope_arguments::ScopeArguments;
use crate::report::Format;
use crate::session::{ReportFile, baseline};
use clap::Args;
use clap_complete::ArgValueCandidates;

#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The format of the report on standard output.
    #[arg(long, value_name = "FORMAT", default_value = Format::FULL.name, value_parser = formats())]
    pub(super) format: Format,
    /// Also write a report to a file, such as sarif=findings.sarif; may be repeated.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = read_report, add = ArgValueCandidates::new(candidates::report_formats))]
    pub(super) reports: Vec<ReportFile>,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
    /// Run only this rule or family; may be repeated.
    #[arg(long = "rule", value_name = "ID|FAMILY", add = ArgValueCandidates::new(candidates::rules_and_families))]
    pub(super) rules: Vec<String>,
    /// Exit 1 also when there are more warnings than this.
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,
    /// Report only findings introduced since the merge base with this commit.
    #[arg(long, value_name = "REV")]
    pub(super) since: Option<String>,
    /// Ignore what earlier checks kept.
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Check what is staged in Git instead of the files in the folder, and report on the staged files.
    #[arg(long, conflicts_with_all = ["fix", "diff", "history"])]
    pub(super) staged: bool,
    /// Only search for credentials, in every file that these commits added, such as origin/main..HEAD.
    #[arg(long, value_name = "RANGE", conflicts_with_all = ["fix", "diff", "since", "paths"])]
    pub(super) history: Option<String>,
    /// Apply the fixes that are certain, then report the rest; `fieldbook explain RULE` describes the fix.
    #[arg(long)]
    pub(super) fix: bool,
    /// Show what --fix would do, as a unified diff, and write nothing; exit 1 if it would do anything.
    #[arg(long, conflicts_with = "fix")]
    pub(super) diff: bool,
    /// List what ends within this time, such as 14d, or is over, by owner, instead of findings; exit 0 whatever is listed. By
    /// default `freshness.warn_before`, or what is to be checked soon.
    #[arg(
        long,
        value_name = "TIME",
        num_args = 0..=1,
        default_missing_value = "",
        value_parser = read_ahead,
        conflicts_with_all = ["fix", "diff", "since", "staged", "history", "rules", "max_warnings"]
    )]
    pub(super) due: Option<Ahead>,
    /// With --due: exit 1 if more than this is listed.
    #[arg(long, value_name = "N", requires = "due")]
    pub(super) max_due: Option<usize>,
    /// The baseline, relative to the site's folder.
    #[arg(long, value_name = "FILE", default_value = baseline::FILE)]
    pub(super) baseline: String,
    /// Show the number and amount of the open opportunities that are affected by each finding.
    #[arg(long)]
    pub(super) amounts: bool,
    /// Report only findings in these files or folders, relative to the site's folder or the current one.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<String>,
}
