//! Findings that authors suppress.

use super::active_suppression::ActiveSuppression;
use super::collection::Collection;
use super::settings_use::SettingsUse;
use super::suppressed::Suppressed;
use super::suppression_findings::{invalid, unused, without_fingerprint};
use crate::config::Settings;
use crate::finding::{Finding, Nature, Place, SuppressionEnd};
use crate::library::Library;
use crate::rules::selectors::is_selector;
use crate::source::PastTextsByPath;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// All suppressions, by the file that they reach.
#[derive(Debug)]
pub(super) struct Suppressions {
    all: Vec<ActiveSuppression>,
    by_path: BTreeMap<String, Vec<usize>>,
    /// Those of the settings, which may reach every file.
    of_settings: Vec<usize>,
    faults: Vec<Finding>,
}

impl Suppressions {
    /// Collects the suppressions of a site.
    pub(super) fn of(used: &SettingsUse<'_>) -> Self {
        let Collection { all, faults } = Collection::new(used.library, used.settings, used.past);
        let (mut by_path, mut of_settings) = (BTreeMap::<String, Vec<usize>>::new(), Vec::new());
        for (index, suppression) in all.iter().enumerate() {
            if suppression.file.path() == used.settings.file.path() {
                of_settings.push(index);
            } else {
                by_path.entry(suppression.file.path().to_owned()).or_default().push(index);
            }
        }
        Self { all, by_path, of_settings, faults }
    }

    /// Takes the suppressed findings out.
    pub(super) fn apply(&self, findings: Vec<Finding>, used: &SettingsUse<'_>) -> Suppressed {
        let mut suppressed = Suppressed::default();
        for finding in findings {
            let of_file = self.by_path.get(finding.place.file.path()).map_or(&[][..], Vec::as_slice);
            let indices = of_file.iter().chain(&self.of_settings);
            let reaching = indices.filter_map(|index| Some((*index, self.all.get(*index)?)));
            suppressed.apply(finding, reaching, used);
        }
        suppressed
    }

    /// Reports invalid suppressions and unused ones; `runs` returns whether a named rule ran on a file.
    pub(super) fn findings(
        &self,
        suppressed: &Suppressed,
        today: NaiveDate,
        runs: impl Fn(&str, &str) -> bool,
    ) -> Vec<Finding> {
        let mut findings = self.faults.clone();
        for (index, suppression) in self.all.iter().enumerate() {
            let selector = suppression.rule.value.as_str();
            findings.extend(invalid(suppression, today));
            if let Some(values) = suppressed.without_fingerprint.get(&index) {
                findings.push(without_fingerprint(suppression, values));
            } else if is_selector(selector)
                && !suppressed.used.contains(&index)
                && suppression.has_effect(today)
                && runs(selector, suppression.file.path())
            {
                findings.push(unused(suppression, suppressed.others.get(&index)));
            }
        }
        findings
    }
}

/// Returns the place and the rule or family of every suppression, with the value that it names, by file and place.
pub(in crate::rules) fn suppression_places(library: &Library, settings: &Settings) -> Vec<(Place, String)> {
    let all = Collection::new(library, settings, &PastTextsByPath::new()).all;
    let mut places: Vec<_> = all.iter().map(|written| (written.place(), written.name())).collect();
    places.sort_by(|one, other| (one.0.file.path(), one.0.span).cmp(&(other.0.file.path(), other.0.span)));
    places
}

/// The last day on which a suppression has an effect.
#[derive(Debug, Clone)]
pub struct SuppressionLastDay {
    /// Where the day is written, or the rule if none is.
    pub place: Place,
    /// The rule or family that is suppressed.
    pub rule: String,
    /// The last day.
    pub last_day: NaiveDate,
}

/// Returns the last day of every suppression that has an effect or had one, and has an end, by file and place.
pub fn suppression_last_days(
    library: &Library,
    settings: &Settings,
    past: &PastTextsByPath,
    today: NaiveDate,
) -> Vec<SuppressionLastDay> {
    let last_day = |written: ActiveSuppression| {
        let (span, last_day) = match &written.until {
            SuppressionEnd::Unwritten if written.nature == Nature::NotASecret => return None,
            SuppressionEnd::Unwritten => (written.rule.span, written.first_seen.last_day(today).ok()?),
            SuppressionEnd::On(until) => (until.span, until.value),
            SuppressionEnd::Unreadable(_) => return None,
        };
        Some(SuppressionLastDay { place: Place::new(&written.file, span), rule: written.rule.value, last_day })
    };
    let all = Collection::new(library, settings, past).all.into_iter();
    let mut days: Vec<SuppressionLastDay> = all.filter_map(last_day).collect();
    days.sort_by(|one, other| {
        (one.place.file.path(), one.place.span).cmp(&(other.place.file.path(), other.place.span))
    });
    days
}

/// Returns the rules of suppressions without an end, by the path of their file.
pub fn undated_suppressions(library: &Library, settings: &Settings) -> BTreeMap<String, BTreeSet<String>> {
    let mut undated = BTreeMap::<String, BTreeSet<String>>::new();
    for suppression in Collection::new(library, settings, &PastTextsByPath::new()).all {
        if suppression.is_undated() {
            undated.entry(suppression.file.path().to_owned()).or_default().insert(suppression.rule.value);
        }
    }
    undated
}
