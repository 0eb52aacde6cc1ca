//! What can be imported, as it is typed.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    /// Markdown whose headings are questions, as files of answers.
    Headings {
        /// Markdown files, or folders of them.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        common: ImportArguments,
    },
    /// A table of questions and answers, or an export of an answer library such as Loopio or Responsive, as files of answers.
    Answers {
        /// A table with a header: csv or xlsx.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// A column that is not found by itself, such as owner="Content lead"; kept in imports.json for the next file of this
        /// name. Roles: question, alternates, answer, choice, owner, sme, reviewed, cycle, expires, tags, category, attachments,
        /// status, evidence.
        #[arg(long = "column", value_name = "ROLE=HEADER")]
        columns: Vec<String>,
        #[command(flatten)]
        common: ImportArguments,
    },
    /// Word documents, slides, and exports of Confluence and Notion, as pages. The format is recognised by content.
    Documents(DocumentArguments),
    /// A folder of Markdown with its pictures, as it is; foreign front matter keys become comments.
    Folder {
        /// The folder to copy from.
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
        #[command(flatten)]
        common: ImportArguments,
    },
    /// A site of MkDocs, Docusaurus, Hugo or plain Markdown: pages, navigation, redirects and files, with a report of what
    /// was left out.
    Site(SiteArguments),
}

#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    /// The folder of the site, or of the repository that holds it.
    #[arg(value_name = "FOLDER")]
    pub(super) folder: PathBuf,
    /// The generator of the site that is meant, where the folder holds several.
    #[arg(long, value_name = "NAME", value_parser = ["mkdocs", "docusaurus", "hugo", "markdown"])]
    pub(super) generator: Option<String>,
    #[command(flatten)]
    pub(super) origin: OriginArguments,
    #[command(flatten)]
    pub(super) common: ImportArguments,
}

#[derive(Debug, Args)]
pub(super) struct DocumentArguments {
    /// Documents, archives of exports, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) origin: OriginArguments,
    #[command(flatten)]
    pub(super) common: ImportArguments,
}

#[derive(Debug, Args)]
pub(super) struct OriginArguments {
    /// A competitor whose statements become claims, beside those of the site; may be repeated.
    #[arg(long = "competitor", value_name = "NAME")]
    pub(super) competitors: Vec<String>,
    /// The kinds of entries: pages, proposed, or a file with a list that --proposals wrote. By default pages.
    #[arg(long, value_name = "KINDS", default_value = "pages")]
    pub(super) kinds: String,
    /// Write the proposed kinds to a file, to be edited and given to --kinds.
    #[arg(long, value_name = "FILE")]
    pub(super) proposals: Option<PathBuf>,
    /// The name under which imports.json keeps what was imported; give the same name for a later export.
    #[arg(long, value_name = "NAME")]
    pub(super) origin: Option<String>,
    /// Write pages again that changed at their origin and were not edited here.
    #[arg(long)]
    pub(super) update: bool,
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// Where to write, relative to the site's folder; by default the first shared root, or its answers folder.
    #[arg(long, value_name = "FOLDER")]
    pub(super) into: Option<String>,
    /// Report what would go where, and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// The format of the report: text or json.
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    pub(super) format: String,
}
