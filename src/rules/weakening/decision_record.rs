//! What a state of a site had decided about its checks.

use crate::config::{Level, RuleSetting, Settings};
use crate::finding::{Rule, Severity};
use crate::library::Library;
use crate::rules::baseline::Baseline;
use crate::rules::registry::registry;
use crate::rules::settings::{severity_everywhere, suppression_places};
use crate::source::{Interval, Spanned};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a site had decided about its checks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Decisions {
    /// How strict each rule is in most files, by id: 0 for off to 3 for error.
    pub(super) rules: BTreeMap<String, u8>,
    /// `[[rules.for]]`, as strict, by the paths and the rule or family.
    pub(super) by_path: BTreeMap<String, u8>,
    /// `[freshness.intervals]` in days.
    pub(super) intervals: BTreeMap<String, u32>,
    pub(super) stale_budget: Option<u64>,
    /// `[freshness.budget] stale_exposed_within` in days.
    pub(super) exposed_within: Option<u32>,
    /// The day of the demonstration, for a site that is one.
    pub(super) demonstration: Option<NaiveDate>,
    /// The number of suppressions, by file and rule.
    pub(super) suppressions: BTreeMap<String, usize>,
    /// The paths of the roots.
    pub(super) roots: BTreeSet<String>,
    /// The fingerprints in the baseline.
    pub(super) baseline: BTreeSet<String>,
}

impl Decisions {
    pub(super) fn of(library: &Library, settings: &Settings, baseline: Option<&Baseline>) -> Self {
        let mut suppressions = BTreeMap::new();
        for (place, rule) in suppression_places(library, settings) {
            *suppressions.entry(suppression_key(place.file.path(), &rule)).or_default() += 1;
        }
        let intervals = settings.freshness.intervals.iter();
        Self {
            rules: registry().iter().map(|rule| (rule.id.to_owned(), strictness(rule, settings).0)).collect(),
            by_path: levels_by_path(settings).map(|(key, setting)| (key, rank(setting.level.value))).collect(),
            intervals: intervals.map(|(name, interval)| (name.clone(), days(interval.value))).collect(),
            stale_budget: settings.freshness.budget.stale.as_ref().map(|most| most.value),
            exposed_within: settings.freshness.budget.stale_exposed_within.as_ref().map(|within| days(within.value)),
            demonstration: settings.site.demonstration.as_ref().map(|demonstration| demonstration.as_of.value),
            suppressions,
            roots: settings.roots.iter().map(|root| root.path.value.clone()).collect(),
            baseline: baseline.into_iter().flat_map(Baseline::entries).map(|known| known.fingerprint.clone()).collect(),
        }
    }
}

/// Returns how strict `rule` is in most files, 0 for off to 3 for error, and the line that decided it, if one did.
pub(super) fn strictness<'a>(rule: &Rule, settings: &'a Settings) -> (u8, Option<&'a RuleSetting>) {
    let (severity, setting) = severity_everywhere(rule, settings);
    let strictness = match severity {
        None => 0,
        Some(Severity::Info) => 1,
        Some(Severity::Warning) => 2,
        Some(Severity::Error) => 3,
    };
    (strictness, setting)
}

/// Returns every line of `[[rules.for]]` under its paths and its name.
pub(super) fn levels_by_path(settings: &Settings) -> impl Iterator<Item = (String, &RuleSetting)> {
    settings.rules.by_path.iter().flat_map(|(paths, levels)| {
        let paths: Vec<&str> = paths.iter().map(|path: &Spanned<String>| path.value.as_str()).collect();
        let paths = paths.join(", ");
        levels.iter().map(move |setting| (format!("{paths}: {}", setting.selector.value), setting))
    })
}

/// Returns how strict `level` is: 0 for off to 3 for error.
pub(super) fn rank(level: Level) -> u8 {
    match level {
        Level::Off => 0,
        Level::Info => 1,
        Level::Warning => 2,
        Level::Error => 3,
    }
}

/// Returns the length of `interval` in days, a month as 30; exact enough to compare two.
pub(super) fn days(interval: Interval) -> u32 {
    match interval {
        Interval::Days(days) => days,
        Interval::Months(months) => months * 30,
    }
}

/// Returns the name under which suppressions of `rule` in the file at `path` are counted.
pub(super) fn suppression_key(path: &str, rule: &str) -> String {
    format!("{path}\n{rule}")
}
