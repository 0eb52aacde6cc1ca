//! `fieldbook evidence digest`: what looks at sources found, by owner.

use super::super::candidates;
use super::super::console::{self, StandardError};
use super::super::days::read_day;
use super::super::exit::Exit;
use super::super::invocation::Invocation;
use super::super::report_values::read_pair;
use crate::report::{DigestFormat, digest_text};
use crate::session::{EvidenceDigestOptions, Failure, Session, evidence_digest, write_digest};
use crate::source::Interval;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCandidates;
use std::path::PathBuf;

/// How far ahead ends are listed, in days.
const WITHIN: Interval = Interval::Days(14);

#[derive(Debug, Args)]
pub(crate) struct DigestArguments {
    /// Only what happened since this day, or since the day of this commit.
    #[arg(long, value_name = "REV|DATE")]
    since: Option<String>,
    /// Only what this person or team owns: an id, e-mail or name, or me.
    #[arg(long, value_name = "ID", add = ArgValueCandidates::new(candidates::people))]
    owner: Option<String>,
    /// How far ahead ends are listed, such as 14d.
    #[arg(long, value_name = "TIME", value_parser = read_within, default_value = "14d")]
    within: Interval,
    /// The form on standard output.
    #[arg(long, value_enum, default_value_t = Form::Markdown)]
    format: Form,
    /// The day of the digest instead of today.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    today: Option<NaiveDate>,
}

/// The form of a digest, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For the description of a change, an issue or a mail; at most 60,000 bytes.
    Markdown,
    /// One document, see fieldbook schema evidence-digest.
    Json,
    /// A line for each row.
    Jsonl,
}

impl Form {
    fn format(self) -> DigestFormat {
        match self {
            Self::Markdown => DigestFormat::Markdown,
            Self::Json => DigestFormat::Json,
            Self::Jsonl => DigestFormat::JsonLines,
        }
    }
}

/// A file with a digest.
#[derive(Debug, Clone)]
pub(crate) struct DigestFile {
    form: Form,
    path: PathBuf,
}

/// Parses `FORMAT=FILE`.
pub(super) fn read_digest_file(text: &str) -> Result<DigestFile, String> {
    let (form, path) = read_pair(text)?;
    Ok(DigestFile { form: Form::from_str(&form, false)?, path: PathBuf::from(path) })
}

pub(super) fn run(site: Option<&PathBuf>, arguments: &DigestArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.today)?;
    let DigestArguments { since, owner, within, .. } = arguments;
    let options = EvidenceDigestOptions { since: since.clone(), owner: owner.clone(), within: *within };
    let digest = evidence_digest(&invocation.session(&StandardError), &options)?;
    let text = digest_text(&digest, arguments.format.format());
    Ok(if console::deliver(&text)? { Exit::Success } else { Exit::ClosedPipe })
}

/// Writes what is open to `files`.
pub(super) fn write_digests(session: &Session<'_>, files: &[DigestFile]) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    let digest = evidence_digest(session, &EvidenceDigestOptions { since: None, owner: None, within: WITHIN })?;
    for DigestFile { form, path } in files {
        write_digest(session, path, &digest_text(&digest, form.format()))?;
    }
    Ok(())
}

fn read_within(text: &str) -> Result<Interval, String> {
    Interval::parse(text).ok_or_else(|| "a length of time such as 14d, 6w or 3mo".to_owned())
}
