//! `fieldbook check`.

use super::check_arguments::CheckArguments;
use super::console::{self, StandardError};
use super::due_list;
use super::exit::Exit;
use super::folder::site_folder;
use super::invocation::Invocation;
use super::paths::from_site;
use crate::report::{Color, Extent, Format};
use crate::session::{
    CacheUse, CheckOptions, CheckSource, Checked, Failure, Outcome, ReportStyle, Session, SinceOptions, check,
    check_history, check_report_files, ends_soon, fix, render_report, write_reports,
};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &CheckArguments) -> Result<Exit, Failure> {
    let invocation = Invocation::new(site, arguments.scope.today)?;
    let session = invocation.session(&StandardError);
    if let Some(ahead) = arguments.due {
        return due_list::run(&session, site, arguments, ahead.within());
    }
    let options = options(&site_folder(site)?, arguments)?;
    if arguments.diff {
        return diff(&session, &options);
    }
    let checked = if let Some(range) = &arguments.history {
        Some(check_history(&session, &options, range)?)
    } else if arguments.fix {
        let fixed = fix(&session, &options)?;
        check_report_files(&fixed.checked.site, &arguments.reports)?;
        fixed.write()?;
        let paths: String = fixed.paths().into_iter().flat_map(|path| ["\n  ".to_owned(), path]).collect();
        console::note(&format!("fixed: {}{paths}", fixed.count));
        Some(fixed.checked)
    } else {
        check(&session, &options)?
    };
    checked.map_or(Ok(Exit::Success), |checked| report(&checked, arguments))
}

fn options(folder: &std::path::Path, arguments: &CheckArguments) -> Result<CheckOptions, Failure> {
    let cache = if arguments.no_cache { CacheUse::Ignored } else { CacheUse::ReadWrite };
    let since = arguments.since.clone().map(|revision| SinceOptions { revision, cache });
    Ok(CheckOptions {
        scope: arguments.scope.options(),
        rules: arguments.rules.clone(),
        baseline: arguments.baseline.clone(),
        paths: from_site(folder, &arguments.paths)?,
        since,
        source: if arguments.staged { CheckSource::Index } else { CheckSource::Folder },
        amounts: arguments.amounts,
    })
}

/// Prints what `--fix` would change.
fn diff(session: &Session<'_>, options: &CheckOptions) -> Result<Exit, Failure> {
    let diff = fix(session, options)?.diff();
    if !console::deliver(&diff)? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(if diff.is_empty() { Exit::Success } else { Exit::Findings })
}

/// Writes the reports that go to files and prints the other.
fn report(checked: &Checked, arguments: &CheckArguments) -> Result<Exit, Failure> {
    write_reports(checked.content(), &arguments.reports)?;
    if arguments.format != Format::FULL && console::is_watched() {
        console::note(&format!("{} findings", checked.findings.len()));
    }
    // The format for people ends with it.
    if checked.publish.is_hold() && arguments.format != Format::FULL {
        console::note(&format!("a build publishes nothing\n{}", checked.publish));
    }
    if checked.extent == Extent::Whole
        && let Some(note) = ends_soon(&checked.site)
    {
        console::note(&note);
    }
    let color = if console::has_color() { Color::Always } else { Color::Never };
    let text = render_report(checked.content(), ReportStyle { format: arguments.format, color });
    if !console::deliver(&text)? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(Outcome::of_check(checked, arguments.max_warnings).into())
}
