//! `fieldbook verify`.

use super::console::{self, StandardError};
use super::day;
use super::due::{self, Selected};
use super::exit::Exit;
use super::intervals;
use super::invocation::Invocation;
use super::verify_arguments::VerifyArguments;
use crate::session::{Failure, LeftClaim, Verifications, Verified, VerifyOptions, verify};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &VerifyArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.today)?;
    day::refuse_future(arguments.today)?;
    let session = invocation.session(&StandardError);
    let VerifyArguments { by, with, method, .. } = arguments;
    let options = VerifyOptions { by: by.clone(), with: with.clone(), method: method.clone() };
    if arguments.intervals {
        return intervals::run(&session, arguments.owner.as_deref());
    }
    if let Some(ahead) = arguments.due {
        return due::run(&session, &options, &Selected { within: ahead.within(), owner: arguments.owner.as_deref() });
    }
    let Verifications { recorded, left } = verify(&session, &arguments.targets, &options)?;
    for Verified { name, path, recheck } in recorded {
        let by = recheck.by.map_or(String::new(), |by| format!(" by {by}"));
        console::print(&format!("{name}: verified {}{by} ({path})\n", recheck.on))?;
    }
    for LeftClaim { name, state } in left {
        console::print(&format!("{name}: still {state}\n"))?;
    }
    Ok(Exit::Success)
}
