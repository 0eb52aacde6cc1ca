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
    CacheUse, CheckOptions, CheckSource, Checked, Failure, Outcome, PrintedCheck, ReportStyle, Session, SinceOptions,
    check_history, check_or_recall, check_report_files, ends_soon, fix, render_report, write_reports,
};
use std::path::PathBuf;

pub(super) fn run(site: Option<&PathBuf>, arguments: &CheckArguments) -> Result<Exit, Failure> {
    let mut invocation = Invocation::new(site, arguments.scope.today)?;
    if arguments.no_cache {
        invocation.ignore_caches();
    }
    let session = invocation.session(&StandardError);
    if let Some(ahead) = arguments.due {
        return due_list::run(&session, site, arguments, ahead.within());
    }
    let options = options(&site_folder(site)?, arguments)?;
    if arguments.diff {
        return diff(&session, &options);
    }
    let checked = if let Some(range) = &arguments.history {
        check_history(&session, &options, range)?
    } else if arguments.fix {
        let fixed = fix(&session, &options)?;
        check_report_files(&fixed.checked.site, &arguments.reports)?;
        fixed.write()?;
        let paths: String = fixed.paths().into_iter().flat_map(|path| ["\n  ".to_owned(), path]).collect();
        console::note(&format!("fixed: {}{paths}", fixed.count));
        fixed.checked
    } else {
        let CheckArguments { format, max_warnings, reports, .. } = arguments;
        let facts = [format!("{:?}", (format.name, max_warnings, console::is_watched(), console::has_color()))];
        // Reports that go to files are written by a whole check.
        let facts = reports.is_empty().then_some(facts.as_slice());
        let found = check_or_recall(&session, &options, facts, &|checked| printed(checked, arguments))?;
        return found.map_or(Ok(Exit::Success), |printed| print(&printed));
    };
    print(&printed(&checked, arguments)?)
}

fn options(folder: &std::path::Path, arguments: &CheckArguments) -> Result<CheckOptions, Failure> {
    let cache = if arguments.no_cache { CacheUse::Ignored } else { CacheUse::ReadWrite };
    let since = arguments.since.clone().map(|revision| SinceOptions { revision });
    Ok(CheckOptions {
        scope: arguments.scope.options(),
        rules: arguments.rules.clone(),
        baseline: arguments.baseline.clone(),
        paths: from_site(folder, &arguments.paths)?,
        since,
        source: if arguments.staged { CheckSource::Index } else { CheckSource::Folder },
        amounts: arguments.amounts,
        cache,
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

/// Writes the reports that go to files, and returns what is printed.
fn printed(checked: &Checked, arguments: &CheckArguments) -> Result<PrintedCheck, Failure> {
    write_reports(checked.content(), &arguments.reports)?;
    let mut notes = Vec::new();
    if arguments.format != Format::FULL && console::is_watched() {
        notes.push(format!("{} findings", checked.findings.len()));
    }
    // The format for people ends with it.
    if checked.publish.is_hold() && arguments.format != Format::FULL {
        notes.push(format!("a build publishes nothing\n{}", checked.publish));
    }
    if checked.extent == Extent::Whole {
        notes.extend(ends_soon(&checked.site));
    }
    let color = if console::has_color() { Color::Always } else { Color::Never };
    let text = render_report(checked.content(), ReportStyle { format: arguments.format, color });
    Ok(PrintedCheck { notes, text, outcome: Outcome::of_check(checked, arguments.max_warnings) })
}

fn print(printed: &PrintedCheck) -> Result<Exit, Failure> {
    printed.notes.iter().for_each(|note| console::note(note));
    if !console::deliver(&printed.text)? {
        return Ok(Exit::ClosedPipe);
    }
    Ok(printed.outcome.into())
}
