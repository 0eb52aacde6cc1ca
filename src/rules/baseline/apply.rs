//! Findings without those of the baseline.

use super::entry_findings::{entry_findings, other_salt};
use super::judged_entry::{Fate, JudgedEntry};
use super::known::{Baseline, BaselineEntry};
use super::terms_of_use::BaselineUse;
use crate::finding::Finding;
use crate::rules::first_seen::{FirstSeen, Mention, first_seen};
use crate::rules::since::Before;
use crate::settled::{FormerNames, SettledFinding, fingerprints, former_fingerprints, settle_findings};
use crate::source::UnknownPast;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The findings of a site, as its baseline divides them.
#[derive(Debug)]
pub struct UseOfBaseline {
    /// Those that are reported, and those about the baseline itself; sorted.
    pub reported: Vec<SettledFinding>,
    /// The fingerprints of those that the baseline leaves out.
    pub left_out: BTreeSet<String>,
}

impl Baseline {
    /// Takes the known faults out of `findings`, which are sorted and complete, and adds findings about entries that have
    /// ended, give no reason, are gone, or are not certain to have an end.
    pub fn apply(&self, findings: Vec<SettledFinding>, used: &BaselineUse<'_>) -> UseOfBaseline {
        let prints = fingerprints(&findings);
        let keyed = Self::prints(&findings, used.salt);
        let back = came_back(&findings, &keyed, used.before);
        let judged = self.judged(used, &keyed, &back);
        let effective: BTreeSet<&str> = judged
            .iter()
            .filter(|entry| entry.fate == Fate::Present && entry.end.is_some_and(|end| end >= used.today))
            .map(|entry| entry.known.fingerprint.as_str())
            .collect();
        let mut left_out = BTreeSet::new();
        let mut reported = Vec::new();
        for ((finding, print), key) in findings.into_iter().zip(prints).zip(&keyed) {
            if effective.contains(key.as_str()) {
                left_out.insert(print);
            } else {
                reported.push(finding);
            }
        }
        reported.extend(settle_findings(self.findings(&judged, used), &[]));
        reported.sort_by(SettledFinding::order);
        UseOfBaseline { reported, left_out }
    }

    /// Returns every entry that has an effect or had one, with the last day of it.
    pub fn last_days(&self, used: &BaselineUse<'_>) -> Vec<(&BaselineEntry, NaiveDate)> {
        let judged = self.judged(used, &[], &BTreeSet::new()).into_iter();
        judged.filter_map(|entry| Some((entry.known, entry.end?))).collect()
    }

    /// Returns the findings about its entries.
    fn findings(&self, judged: &[JudgedEntry<'_>], used: &BaselineUse<'_>) -> Vec<Finding> {
        let unreadable: Vec<_> = self.entries().iter().filter(|known| !self.is_readable(known, used.salt)).collect();
        other_salt(&unreadable, used).into_iter().chain(entry_findings(judged, used)).collect()
    }

    fn judged(&self, used: &BaselineUse<'_>, keyed: &[String], back: &BTreeSet<&str>) -> Vec<JudgedEntry<'_>> {
        let present: BTreeSet<&str> = keyed.iter().map(String::as_str).collect();
        let readable = self.entries().iter().filter(|known| self.is_readable(known, used.salt));
        let judged = readable.map(|known| {
            let print = known.fingerprint.as_str();
            let fate = match (present.contains(print), back.contains(print)) {
                (_, true) => Fate::Back,
                (true, false) => Fate::Present,
                (false, false) => Fate::Gone,
            };
            let (end, unknown_age) = match known.end() {
                Some(end) => (end.ok(), None),
                None => match age(known, used).last_day(used.today) {
                    Ok(last) => (Some(last), None),
                    Err(cause) => (None, Some(cause)),
                },
            };
            JudgedEntry { known, end, unknown_age, fate }
        });
        judged.collect()
    }
}

/// Returns the fingerprints of entries whose fault was fixed before the change and is there again: the baseline had the
/// entry then, and the site did not have the fault.
fn came_back<'a>(
    findings: &[SettledFinding],
    keyed: &'a [String],
    before: Option<(&Before, &FormerNames)>,
) -> BTreeSet<&'a str> {
    let Some((before, former)) = before else { return BTreeSet::new() };
    let prints = former_fingerprints(findings, former).into_iter().zip(keyed);
    let back = prints.filter(|(print, key)| before.had_in_baseline(key) && !before.had(print));
    back.map(|(_, key)| key.as_str()).collect()
}

/// Returns when an entry without an end came in.
fn age(known: &BaselineEntry, used: &BaselineUse<'_>) -> FirstSeen {
    let print = known.fingerprint.as_str();
    let mentions = |text: &'_ str| text.match_indices(print).map(|(start, _)| start).collect::<Vec<_>>();
    let seen: BTreeMap<usize, FirstSeen> = first_seen(used.file.text(), used.past, |text| {
        mentions(text).into_iter().map(|start| Mention { start, around: "" }).collect()
    });
    seen.into_values().next().unwrap_or(FirstSeen::Unknown(UnknownPast::NoOrigin))
}
