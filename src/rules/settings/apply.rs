//! Severities and suppressions of a site, applied to findings.

use super::severities::Levels;
use super::suppressions::Suppressions;
use crate::config::Settings;
use crate::finding::{Family, Finding};
use crate::library::Library;
use crate::rules::selection::Selection;
use crate::settled::{SettledFinding, settle_findings};
use crate::source::{PastTextsByPath, Span};
use crate::values::WRONG_TYPE;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Gives each finding the severity of the site, leaves out what is off or suppressed, reports unknown rule names and
/// suppressions with mistakes, and settles the rest. The result is sorted. The age of suppressions without an end is that
/// of the earlier versions of their files, `past`.
pub fn apply_settings(
    findings: Vec<Finding>,
    settings: &Settings,
    library: &Library,
    past: &PastTextsByPath,
    today: NaiveDate,
    selection: &Selection,
) -> Vec<SettledFinding> {
    let (levels, mut about_settings) = Levels::new(settings);
    let suppressions = Suppressions::of(library, past);
    let is_secret = |finding: &&Finding| finding.rule.family == Family::Secrets;
    let secrets: Vec<Finding> = findings.iter().filter(is_secret).cloned().collect();
    let is_selected = |finding: &Finding| selection.runs(finding.rule, settings);
    let leveled = findings.into_iter().filter(is_selected).filter_map(|finding| levels.apply_settings(finding));
    let (mut kept, used) = suppressions.apply(leveled.collect(), today);
    about_settings.extend(suppressions.findings(&used, today, |selector, path| levels.runs(selector, path, selection)));
    kept.extend(about_settings.into_iter().filter(is_selected).filter_map(|finding| levels.apply_settings(finding)));
    settle_findings(without_unread(kept), &secrets)
}

/// Leaves out what is called missing where it is reported that its value cannot be read.
fn without_unread(findings: Vec<Finding>) -> Vec<Finding> {
    let unread: BTreeSet<(String, Span)> = findings
        .iter()
        .filter(|finding| finding.rule == &WRONG_TYPE)
        .map(|finding| (finding.place.file.path().to_owned(), finding.place.span))
        .collect();
    let is_reported = |finding: &Finding| {
        finding.unless_unread.is_some_and(|value| {
            let from = (finding.place.file.path().to_owned(), Span { start: value.start, end: value.start });
            let mut inside = unread.range(from..).take_while(|(path, _)| path == finding.place.file.path());
            inside.next().is_some_and(|(_, span)| span.start < value.end)
        })
    };
    findings.into_iter().filter(|finding| !is_reported(finding)).collect()
}
