//! The commands of `fieldbook evidence`; capturing and showing.

use super::super::candidates;
use super::super::console::{self, StandardError};
use super::super::day::refuse_future;
use super::super::days::read_day;
use super::super::exit::Exit;
use super::super::invocation::Invocation;
use super::digest::{self, DigestArguments};
use super::refresh::{self, RefreshArguments};
use super::text::{captured_text, detailed_text, list_text};
use crate::inputs::read_file;
use crate::session::{CaptureOptions, Failure, capture, show_evidence};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use clap_complete::ArgValueCandidates;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// The largest page that is read, in bytes.
const LIMIT: u64 = 16 << 20;

#[derive(Debug, Subcommand)]
pub(crate) enum EvidenceCommand {
    /// Look at the pages that claims quote and record in evidence/HOST.jsonl what was found: whether each sentence is still
    /// there, and what changed in it. The only command that fetches pages of others; run it once a week.
    Refresh(RefreshArguments),
    /// Look for the quotes of a claim in a page that you saved, and record in evidence/HOST.jsonl what was found: the page as
    /// HTML, its text, the text of a PDF file, or a mail. Nothing is fetched.
    Capture(CaptureArguments),
    /// Show what is recorded of the quotes: the last look, what it found, before and after.
    Show(ShowArguments),
    /// List by owner what the looks found: quotes that changed or are gone, releases, what has to be checked soon, and pages
    /// that could not be looked at.
    Digest(DigestArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CaptureArguments {
    /// The claim whose quotes are looked for, such as battlecards/globex#limit.
    #[arg(value_name = "ENTRY#CLAIM", add = ArgValueCandidates::new(candidates::targets))]
    target: String,
    /// The saved page as HTML or text; - reads standard input.
    #[arg(long, value_name = "FILE|-")]
    from: PathBuf,
    /// The address of the page, if the claim quotes several.
    #[arg(long)]
    url: Option<String>,
    /// Who captured it: an id, e-mail or name in people.yaml; by default the person with Git's user.email or user.name.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    by: Option<String>,
    /// The day of the capture instead of today; not a future day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    today: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct ShowArguments {
    /// A claim, such as battlecards/globex#limit, or an entry; without one, every quote of the site is listed.
    #[arg(value_name = "ENTRY#CLAIM", add = ArgValueCandidates::new(candidates::targets))]
    target: Option<String>,
    /// The day for which it is shown whether a claim is challenged, instead of today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    today: Option<NaiveDate>,
}

pub(crate) fn run(site: Option<&PathBuf>, command: &EvidenceCommand) -> Result<Exit, Failure> {
    let text = match command {
        EvidenceCommand::Refresh(arguments) => return refresh::run(site, arguments),
        EvidenceCommand::Digest(arguments) => return digest::run(site, arguments),
        EvidenceCommand::Capture(arguments) => {
            let invocation = Invocation::new(site, arguments.today)?;
            refuse_future(arguments.today)?;
            let CaptureArguments { target, url, by, .. } = arguments;
            let (name, bytes) = read(&arguments.from)?;
            let options = CaptureOptions { target: target.clone(), url: url.clone(), by: by.clone(), name };
            captured_text(&capture(&invocation.session(&StandardError), &bytes, &options)?)
        }
        EvidenceCommand::Show(arguments) => {
            let invocation = Invocation::new(site, arguments.today)?;
            let shown = show_evidence(&invocation.session(&StandardError), arguments.target.as_deref())?;
            for unread in &shown.unread {
                console::note(&format!("warning: {unread}"));
            }
            if arguments.target.is_some() { detailed_text(&shown) } else { list_text(&shown) }
        }
    };
    Ok(if console::deliver(&text)? { Exit::Success } else { Exit::ClosedPipe })
}

/// Reads the captured bytes, and returns what messages call them.
fn read(from: &Path) -> Result<(String, Vec<u8>), Failure> {
    if from != Path::new("-") {
        return Ok((from.display().to_string(), read_file(from, LIMIT)?));
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes);
    let count = read.map_err(|cause| Failure(format!("cannot read standard input: {cause}")))?;
    if count as u64 > LIMIT {
        return Err(Failure(format!("standard input has more than {LIMIT} bytes; capture the part with the quote")));
    }
    Ok(("standard input".to_owned(), bytes))
}
