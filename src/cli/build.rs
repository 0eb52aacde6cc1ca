//! `fieldbook build`.

use super::arguments::BuildArguments;
use super::console;
use super::exit::Exit;
use super::invocation::Invocation;
use super::progress::Progress;
use super::timings::TimingsForm;
use crate::session::site_files::Medium;
use crate::session::{BuildOptions, Failure, Notes as _, build, build_matrix};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &BuildArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let options = BuildOptions {
        output: arguments.output.clone(),
        scope: arguments.scope.options(),
        strict: arguments.strict,
        medium: if arguments.portable { Medium::Disk } else { Medium::Server },
        gzip: arguments.gzip,
        reports: arguments.reports.clone(),
    };
    let progress = Progress::start();
    let session = invocation.session(&progress);
    let outcome = if arguments.audience_matrix { build_matrix(&session, &options) } else { build(&session, &options) };
    progress.end();
    let outcome = outcome?;
    match arguments.timings {
        Some(TimingsForm::Text) => console::note(&progress.timings().to_string()),
        Some(TimingsForm::Json) => console::print(&progress.timings().to_json())?,
        None => {}
    }
    Ok(outcome.into())
}
