//! `fieldbook sync`: refreshes the snapshot of opportunities, nothing else.

use super::arguments::SyncArguments;
use super::console::{self, StandardError};
use super::exit::Exit;
use super::invocation::Invocation;
use crate::session::{Failure, Shrink, SyncNeed, SyncOutcome, sync};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &SyncArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, None)?;
    let shrink = if arguments.accept_shrink { Shrink::Accepted } else { Shrink::Refused };
    let need = if arguments.optional { SyncNeed::Optional } else { SyncNeed::Required };
    let synced = match sync(&invocation.session(&StandardError), shrink, need)? {
        SyncOutcome::Done(synced) => synced,
        SyncOutcome::Nothing => {
            console::note("note: Notion is not read: [opportunities] does not name it, or there is no token");
            return Ok(Exit::Success);
        }
        SyncOutcome::Recorded(reason) => {
            console::note(&format!("warning: {reason}\nwarning: this is recorded, and `fieldbook check` reports it"));
            return Ok(Exit::Success);
        }
    };
    let counts = synced.fetched.snapshot.counts();
    console::print(&format!(
        "{} opportunities, {} rows left out, {} requests; wrote {}\n",
        counts.opportunities, counts.left_out, synced.fetched.calls, synced.path
    ))?;
    Ok(Exit::Success)
}
