//! Severities and suppressions of a site, applied to findings.

use super::active_suppression::is_bound;
use super::settings_use::SettingsUse;
use super::severities::Levels;
use super::suppressions::Suppressions;
use crate::finding::{Family, Finding, Salt};
use crate::settled::{SettledFinding, settle_findings};
use crate::source::Span;
use crate::values::WRONG_TYPE;
use std::collections::BTreeSet;

/// Gives each finding the severity of the site, leaves out what is off or suppressed, reports unknown rule names and
/// suppressions with mistakes, and settles the rest. The result is sorted.
pub fn apply_settings(findings: Vec<Finding>, used: &SettingsUse<'_>) -> Vec<SettledFinding> {
    let SettingsUse { settings, today, selection, .. } = *used;
    let (levels, mut about_settings) = Levels::new(settings);
    let suppressions = Suppressions::of(used);
    let is_secret = |finding: &&Finding| finding.rule.family == Family::Secrets;
    let secrets: Vec<Finding> = findings.iter().filter(is_secret).cloned().collect();
    let is_selected = |finding: &Finding| selection.runs(finding.rule, settings);
    let leveled = findings.into_iter().filter(is_selected).filter_map(|finding| levels.apply_settings(finding));
    let suppressed = suppressions.apply(leveled.collect(), used);
    let runs = |selector: &str, path: &str| levels.runs(selector, path, selection);
    about_settings.extend(suppressions.findings(&suppressed, today, runs));
    let mut kept: Vec<Finding> =
        suppressed.kept.into_iter().map(|finding| with_fingerprint(finding, settings.salt.as_ref())).collect();
    kept.extend(about_settings.into_iter().filter(is_selected).filter_map(|finding| levels.apply_settings(finding)));
    settle_findings(without_unread(kept), &secrets)
}

/// Names the fingerprint by which the secret of `finding` can be allowed, on a site with a salt.
fn with_fingerprint(finding: Finding, salt: Option<&Salt>) -> Finding {
    let Some((value, salt)) = finding.value.zip(salt).filter(|_| is_bound(&finding)) else { return finding };
    let message = format!("{}, fingerprint {}", finding.message, value.fingerprint(salt));
    Finding { message, ..finding }
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
