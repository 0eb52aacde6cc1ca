//! `fieldbook evidence refresh`: looks at the pages that claims quote.

use super::super::candidates;
use super::super::console::{self, StandardError};
use super::super::day::refuse_future;
use super::super::days::read_day;
use super::super::exit::Exit;
use super::super::invocation::Invocation;
use super::digest::{DigestFile, read_digest_file, write_digests};
use super::network::{allowances, proxy, user_agent};
use super::refresh_text::{plan_text, refreshed_text};
use crate::evidence::Verdict;
use crate::session::{
    Extent, Failure, Network, RefreshOptions, Refreshed, Session, plan_refresh, refresh, settings_of,
};
use crate::web::{Http, ProxyUse, SystemLookup};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCandidates;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct RefreshArguments {
    /// Only the sources of this claim or entry; may be repeated.
    #[arg(value_name = "ENTRY[#CLAIM]", add = ArgValueCandidates::new(candidates::targets))]
    targets: Vec<String>,
    /// Only sources of claims about this competitor; may be repeated.
    #[arg(long = "competitor", value_name = "NAME")]
    competitors: Vec<String>,
    /// Only pages of this host; may be repeated.
    #[arg(long = "host", value_name = "HOST")]
    hosts: Vec<String>,
    /// Look at every page, also those whose last look is recent.
    #[arg(long)]
    all: bool,
    /// Show which pages would be requested and how long that takes, and send nothing.
    #[arg(long)]
    plan: bool,
    /// Also write the digest of all that is open to a file, such as markdown=digest.md; may be repeated.
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = read_digest_file)]
    reports: Vec<DigestFile>,
    /// Exit 1 if a quote that was looked at has one of these verdicts.
    #[arg(long, value_name = "VERDICT", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    /// The day of the look instead of today; not a future day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    today: Option<NaiveDate>,
}

/// A verdict that fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// The page says something else.
    Changed,
    /// The page no longer has the sentence.
    Missing,
    /// There is no page any more.
    Gone,
}

pub(super) fn run(site: Option<&PathBuf>, arguments: &RefreshArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.today)?;
    refuse_future(arguments.today)?;
    let session = invocation.session(&StandardError);
    let options = RefreshOptions {
        targets: arguments.targets.clone(),
        competitors: arguments.competitors.clone(),
        hosts: arguments.hosts.clone(),
        extent: if arguments.all { Extent::All } else { Extent::Due },
    };
    if arguments.plan {
        let text = plan_text(&plan_refresh(&session, &options)?);
        return Ok(if console::deliver(&text)? { Exit::Success } else { Exit::ClosedPipe });
    }
    let refreshed = look(&session, &options)?;
    write_digests(&session, &arguments.reports)?;
    if !console::deliver(&refreshed_text(&refreshed))? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(if fails(&refreshed, &arguments.fail_on) { Exit::Findings } else { Exit::Success })
}

fn look(session: &Session<'_>, options: &RefreshOptions) -> Result<Refreshed, Failure> {
    let (settings, allowances, proxy) = (settings_of(session.folder)?, allowances()?, proxy());
    if settings.evidence.contact.is_none() {
        console::note("note: requests name no contact; set `contact` in [evidence] of site.toml");
    }
    if proxy == ProxyUse::Environment {
        console::note("note: the environment's proxy sends the requests and decides about addresses");
    }
    let agent = user_agent(&settings);
    let language = &settings.site.language;
    let clock = session.environment.clock.as_ref();
    let transport =
        Http::new(&agent, language, proxy, clock).map_err(|cause| Failure(format!("cannot send requests: {cause}")))?;
    refresh(session, options, Network { transport: &transport, lookup: &SystemLookup, allowances: &allowances, proxy })
}

fn fails(refreshed: &Refreshed, fail_on: &[FailOn]) -> bool {
    refreshed.quotes.iter().any(|quote| {
        fail_on.iter().any(|fail_on| match fail_on {
            FailOn::Changed => quote.record.verdict == Verdict::Changed && quote.record.is_against(),
            FailOn::Missing => quote.record.verdict == Verdict::Missing,
            FailOn::Gone => quote.record.verdict == Verdict::Gone,
        })
    })
}
