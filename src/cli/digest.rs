//! `fieldbook digest`: the digests of open opportunities, as text to paste.

use super::arguments::DigestArguments;
use super::console;
use super::exit::Exit;
use super::invocation::Invocation;
use crate::session::{DigestOptions, Failure, digest};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &DigestArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.today)?;
    let options = DigestOptions {
        customers: arguments.customers.clone(),
        owner: arguments.owner.clone(),
        since: arguments.since,
        audience: arguments.audience.clone(),
    };
    let text = digest(&invocation.session(&console::StandardError), &options)?;
    Ok(if console::deliver(&text)? { Exit::Success } else { Exit::ClosedPipe })
}
