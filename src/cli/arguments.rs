//! What can be typed, and the help that teaches it.

use super::candidates;
use super::check_arguments::CheckArguments;
use super::days::read_day;
use super::evidence::EvidenceCommand;
use super::import_arguments::ImportCommand;
use super::report_values::{read_pair, read_report};
use super::rfp::RfpCommand;
use super::scope_arguments::ScopeArguments;
use super::since::read_since;
use super::timings::TimingsForm;
use super::verify_arguments::VerifyArguments;
use crate::authoring::Forge;
use crate::kinds::Kind;
use crate::session::{DigestSince, ReportFile, baseline};
use crate::values::{Choice, nearest};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use clap_complete::ArgValueCandidates;
use std::path::PathBuf;

/// The port on which `serve` listens by default.
pub(super) const PORT: u16 = 4173;

/// Battlecards, answers and gaps as a searchable site; stale claims and leaked secrets as a failed check.
#[derive(Debug, Parser)]
#[command(name = "fieldbook", version, about, max_term_width = 100)]
pub(super) struct Arguments {
    /// The folder of the site.toml; by default the nearest one above the current folder that has it.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) site: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into a folder, which is replaced atomically.
    Build(BuildArguments),
    /// Check the site: stale and unsourced claims, leaked secrets, broken links.
    Check(CheckArguments),
    /// Maintain the baseline: known findings that `check` does not report.
    #[command(subcommand)]
    Baseline(BaselineCommand),
    /// Serve the site on this machine and reload it on changes.
    Serve(ServeArguments),
    /// Search the library as the site does.
    Search(SearchArguments),
    /// Print the library for other programs.
    #[command(subcommand)]
    Export(ExportCommand),
    /// Answer a customer's questionnaire from the library.
    #[command(subcommand)]
    Rfp(RfpCommand),
    /// Refresh the snapshot of opportunities.
    Sync(SyncArguments),
    /// Print a short summary of each open opportunity, to paste into chat or mail.
    Digest(DigestArguments),
    /// Check the connection to Notion.
    #[command(subcommand)]
    Notion(NotionCommand),
    /// Record that claims or entries were re-checked against their sources; the rest of their files is unchanged.
    Verify(VerifyArguments),
    /// Record what the page of a source says now, and show whether the words that claims quote are still there.
    #[command(subcommand)]
    Evidence(EvidenceCommand),
    /// Check the change files that readers of the site made, and make a commit of each for review.
    Inbox(InboxArguments),
    /// Explain a rule: what it reports, why, examples that fail and pass; or a claim: its state, and the commit that
    /// introduced its date.
    Explain(ExplainArguments),
    /// Create a site: settings, a competitor with its battlecard, an answer; it builds immediately.
    Init(InitArguments),
    /// Explain in a few lines what of this machine, the repository and the site decides how the commands work; exit 1 if
    /// something does not work.
    Doctor,
    /// Create an entry: a file whose comments explain each field.
    New(NewArguments),
    /// Import existing content; reports what went where and never overwrites a file.
    #[command(subcommand)]
    Import(ImportCommand),
    /// Print the JSON Schema of front matter, settings or a JSON output, or write those for editors.
    Schema(SchemaArguments),
    /// Print the completions of a shell, also for names of the site, such as:
    /// fieldbook completions bash > ~/.local/share/bash-completion/completions/fieldbook
    Completions {
        /// The shell that reads them.
        shell: clap_complete::Shell,
    },
    /// Print a manual page, such as: fieldbook man check | man -l -
    Man(ManArguments),
    /// Print the licences of the packages and syntax definitions in this binary.
    Licenses,
}

#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct BuildArguments {
    /// The folder to write; it is replaced as a whole, and only if fieldbook wrote it.
    #[arg(long, short, value_name = "FOLDER", default_value = "public")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
    /// Build for every audience in OUTPUT/AUDIENCE, and for every customer with entries of its own in OUTPUT/AUDIENCE.CUSTOMER.
    #[arg(long, conflicts_with_all = ["audience", "customer", "reports"])]
    pub(super) audience_matrix: bool,
    /// Exit 1 on any error; the site is published anyway.
    #[arg(long)]
    pub(super) strict: bool,
    /// Make a site that also works when opened from a disk, search included.
    #[arg(long)]
    pub(super) portable: bool,
    /// Show what each stage cost and how much of the last build was used again; with =json on standard output, for programs.
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "text")]
    pub(super) timings: Option<TimingsForm>,
    /// Put a `.gz` beside each text that it makes smaller, for servers that send precompressed files.
    #[arg(long)]
    pub(super) gzip: bool,
    /// Also write a report of the findings, such as json=findings.json; may be repeated.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = read_report, add = ArgValueCandidates::new(candidates::report_formats))]
    pub(super) reports: Vec<ReportFile>,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Write all current findings to the baseline; those already in it keep their reason and end.
    Write {
        #[command(flatten)]
        common: BaselineArguments,
        /// Why the findings are accepted; required if the baseline exists and any finding is new to it.
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// Until when they are accepted; by default 90 days from today.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
        until: Option<NaiveDate>,
    },
    /// Remove the findings that no longer occur; none are added.
    Prune(BaselineArguments),
    /// Add the salt of fingerprints to `site.toml`, unless it has one; a secret can be allowed only with it.
    Salt,
}

#[derive(Debug, Args)]
pub(super) struct BaselineArguments {
    /// The file, relative to the site's folder; the same as for `check --baseline`.
    #[arg(long, value_name = "FILE", default_value = baseline::FILE)]
    pub(super) file: String,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// The port on 127.0.0.1; 0 takes any free one.
    #[arg(long, short, default_value_t = PORT)]
    pub(super) port: u16,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
    /// Poll for changes, for file systems without change notifications.
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// What to look for.
    #[arg(required = true)]
    pub(super) query: Vec<String>,
    /// The format of the results: text or json.
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub(super) format: String,
    /// The largest number of results.
    #[arg(long, short = 'n', default_value_t = 10)]
    pub(super) limit: usize,
    /// Only results with this facet, such as kind=battlecard; may be repeated.
    #[arg(long = "facet", value_name = "NAME=VALUE", value_parser = read_pair)]
    pub(super) facets: Vec<(String, String)>,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// Print everything that the search finds, one JSON object on each line, for another search engine; nothing is printed if a
    /// build for the same readers would not be published.
    Records {
        #[command(flatten)]
        scope: ScopeArguments,
    },
}

#[derive(Debug, Args)]
pub(super) struct SyncArguments {
    /// Write the snapshot even when it has far fewer rows than the last one.
    #[arg(long)]
    pub(super) accept_shrink: bool,
    /// Exit 0 also if the site does not use Notion, no token is set, or Notion cannot be read, which `check` then reports.
    #[arg(long)]
    pub(super) optional: bool,
}

#[derive(Debug, Args)]
pub(super) struct DigestArguments {
    /// Only opportunities of these customers, by name or key.
    #[arg(long = "customer", value_name = "NAME,NAME", value_delimiter = ',', add = ArgValueCandidates::new(candidates::customers))]
    pub(super) customers: Vec<String>,
    /// Only opportunities of this owner; me is the person with Git's user.email.
    #[arg(long, value_name = "NAME|me", add = ArgValueCandidates::new(candidates::people))]
    pub(super) owner: Option<String>,
    /// Only opportunities with activity since then, also those that were closed; a time such as 24h, 7d or 2w, or a day.
    #[arg(long, value_name = "TIME", value_parser = read_since)]
    pub(super) since: Option<DigestSince>,
    /// Leave out entries that are stricter than this audience.
    #[arg(long, value_name = "AUDIENCE", add = ArgValueCandidates::new(candidates::audiences))]
    pub(super) audience: Option<String>,
    /// Compute freshness for this day instead of today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Subcommand)]
pub(super) enum NotionCommand {
    /// Check token, capabilities, database and properties, and show one row as it is read; nothing is written.
    Check,
}

#[derive(Debug, Args)]
pub(super) struct InboxArguments {
    /// The folder of the change files (`.json`); they are left in place, and a second run changes nothing.
    #[arg(value_name = "FOLDER")]
    pub(super) folder: PathBuf,
    /// Commit to this branch, which is created if it does not exist, instead of the one that is checked out.
    #[arg(long, value_name = "NAME")]
    pub(super) branch: Option<String>,
    /// Show what would change, as unified diffs, and make no commit.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// The format of the report.
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub(super) format: String,
    /// The day on which the site is checked, instead of today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// A rule, such as freshness/stale-claim, or a claim or entry, such as battlecards/globex#limit; without one, all
    /// rules are listed.
    #[arg(value_name = "RULE|ENTRY#CLAIM", add = ArgValueCandidates::new(candidates::rules_and_targets))]
    pub(super) rule: Option<String>,
    /// The day for which the state of a claim is computed, instead of today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub(super) today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The folder of the new site; by default the current one. Files that exist are never touched.
    #[arg(value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
    /// Write only the file that checks changes, and everything each morning, at this forge: github or gitlab. It is
    /// written where the forge looks for it, at the top of the repository, for this site alone.
    #[arg(long, value_name = "FORGE", value_parser = read_choice::<Forge>, add = ArgValueCandidates::new(candidates::words::<Forge>))]
    pub(super) ci: Option<Forge>,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[arg(help = kind_help(), value_name = "KIND", value_parser = read_choice::<Kind>, add = ArgValueCandidates::new(candidates::kinds))]
    pub(super) kind: Kind,
    /// Its title; for an answer the question, for a competitor the name. The file is named after it.
    #[arg(required = true, value_name = "TITLE")]
    pub(super) title: Vec<String>,
    /// Who is accountable; without it, the folder's default in site.toml.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    pub(super) owner: Option<String>,
}

#[derive(Debug, Args)]
#[command(arg_required_else_help = true, args_conflicts_with_subcommands = true)]
pub(super) struct SchemaArguments {
    /// Write the schemas of front matter and settings to schemas/, and the settings with which editors find them; they belong
    /// into the repository. Schemas are replaced, settings that exist are not.
    #[arg(long)]
    pub(super) write: bool,
    #[command(subcommand)]
    pub(super) command: Option<SchemaCommand>,
}

#[derive(Debug, Subcommand)]
pub(super) enum SchemaCommand {
    /// The front matter of one kind of entry.
    Entry {
        /// The kind, such as battlecard.
        #[arg(value_name = "KIND", value_parser = read_choice::<Kind>, add = ArgValueCandidates::new(candidates::kinds))]
        kind: Kind,
    },
    /// The settings, site.toml.
    Site,
    /// What fieldbook check --format json prints.
    Report,
    /// What fieldbook check --due --format json prints.
    Due,
    /// What fieldbook evidence digest --format json prints.
    EvidenceDigest,
    /// A change file, in which a reader of the site proposes a correction.
    Change,
    /// What fieldbook inbox --format json prints.
    Inbox,
    /// A line of what fieldbook export records prints.
    Record,
    /// The decisions about the questions of a questionnaire.
    RfpDecisions,
    /// The record that fieldbook rfp fill writes.
    RfpManifest,
    /// What fieldbook import --format json prints.
    ImportReport,
    /// The record of imports, imports.json.
    Imports,
    /// What fieldbook build --timings=json prints.
    Timings,
}

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The command, such as check or rfp fill; by default all of fieldbook.
    #[arg(value_name = "COMMAND")]
    pub(super) command: Vec<String>,
}

/// Describes the argument `KIND` of `fieldbook new` with every kind.
fn kind_help() -> String {
    let words: Vec<&str> = Kind::all().map(Kind::word).collect();
    let last = words.split_last().map_or_else(String::new, |(last, others)| format!("{} or {last}", others.join(", ")));
    format!("What to write: {last}")
}

fn read_choice<C: Choice + Send + Sync>(text: &str) -> Result<C, String> {
    let found = C::WORDS.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
    let hint = nearest(text, C::WORDS.iter().map(|(word, _)| *word));
    let hint = hint.map_or(String::new(), |word| format!("did you mean {word}? "));
    let words = || C::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("{hint}One of {}", words()))
}
