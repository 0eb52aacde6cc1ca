//! `fieldbook sync`: refresh the snapshot of opportunities, nothing else.

use super::arguments::SyncArguments;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::config::OpportunitySource;
use crate::inputs::read_inputs;
use crate::session::Failure;
use crate::session::{Shrink, refresh};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &SyncArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, None)?;
    let session = invocation.session(&StandardError);
    let settings = read_inputs(session.folder)?.settings;
    if settings.opportunities.source != OpportunitySource::Notion {
        let text = "there is nothing to refresh: [opportunities] source is not \"notion\" in site.toml";
        return Err(Failure(text.to_owned()));
    }
    let shrink = if arguments.accept_shrink { Shrink::Accepted } else { Shrink::Refused };
    let fetched = refresh(&session, &settings, shrink)?;
    let counts = fetched.snapshot.counts();
    console::print(&format!(
        "{} opportunities, {} rows left out, {} requests; wrote {}\n",
        counts.opportunities, counts.left_out, fetched.calls, settings.opportunities.snapshot
    ))?;
    Ok(Exit::Success)
}
