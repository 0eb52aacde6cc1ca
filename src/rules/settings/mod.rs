//! From what the rules found to what this site reports.
//!
//! In go findings with their rules' own severities, out come those that the settings leave and no author suppressions, with
//! the severities of the site, and findings about settings and suppressions themselves. Pure; knows no report.

mod comments;
mod hidden;
mod removal;
mod severities;
mod suppressions;

use super::selection::Selection;
use crate::config::Settings;
use crate::finding::Finding;
use crate::library::Library;
use chrono::NaiveDate;
use hidden::Hidden;
use severities::Levels;
use suppressions::Suppressions;

/// Gives each finding the severity that the site wants, leaves out what is off or suppressed, and reports unknown rule
/// names and faulty suppressions. No text repeats a credential that was found. The result is sorted.
pub fn apply_settings(
    findings: Vec<Finding>,
    settings: &Settings,
    library: &Library,
    today: NaiveDate,
    selection: &Selection,
) -> Vec<Finding> {
    let (levels, mut about_settings) = Levels::new(settings);
    let suppressions = Suppressions::of(library);
    let hidden = Hidden::of(&findings);
    let wanted = |finding: &Finding| selection.runs(finding.rule, settings);
    let leveled = findings.into_iter().filter(wanted).filter_map(|finding| levels.apply_settings(finding));
    let (mut kept, used) = suppressions.suppression(leveled.collect(), today);
    let judged = suppressions.judge(&used, today, |selector, path| levels.is_judged(selector, path, selection));
    about_settings.extend(judged);
    kept.extend(about_settings.into_iter().filter(wanted).filter_map(|finding| levels.apply_settings(finding)));
    for finding in &mut kept {
        hidden.mask(finding);
    }
    kept.sort_by(Finding::order);
    kept
}
