//! The baseline: faults that a site decided to live with for a while.
//!
//! In go findings and the text of a baseline, out come the findings that are new. The file is sorted JSON of
//! fingerprints, each with a reason and an end; it holds no line number, no time stamp and no text, so that it changes
//! only when a fault comes or goes. Fingerprints of secrets are hashed once more with the file's own salt.

use super::quotable::quoted;
use super::suppression::{EXPIRED, UNUSED, WITHOUT_REASON};
use crate::finding::{Family, Finding, Place};
use crate::settled::{SettledFinding, fingerprints, settle_findings};
use crate::source::{SourceFile, Span, parse_date};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The schema of the file.
pub const SCHEMA: &str = "fieldbook/baseline/1";

/// The known faults of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    /// 32 random hexadecimal digits: the key of the hashes of secrets.
    salt: String,
    entries: Vec<BaselineEntry>,
}

/// One known fault.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// The rule.
    pub rule: String,
    /// The file.
    pub path: String,
    /// The fingerprint, keyed for secrets.
    pub fingerprint: String,
    /// Why it is left.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Until when, as `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
}

/// On which terms faults enter a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Why they are left.
    pub reason: String,
    /// Until when.
    pub until: NaiveDate,
    /// The key of the hashes of secrets; an existing baseline keeps its own.
    pub salt: String,
}

impl Baseline {
    /// Reads the file's text.
    ///
    /// # Errors
    ///
    /// When the text is not JSON of [`SCHEMA`], or an end is no day.
    pub fn read(text: &str) -> Result<Self, String> {
        // Another version may have other fields, and then its name says more than the field that is missing.
        let head: Option<Head> = serde_json::from_str(text).ok();
        if let Some(head) = head.filter(|head| head.schema != SCHEMA) {
            return Err(other_schema(&head.schema));
        }
        let baseline: Self =
            serde_json::from_str(text).map_err(|fault| format!("cannot read the baseline: {fault}"))?;
        let is_wrong = |known: &&BaselineEntry| !known.until.is_empty() && parse_date(&known.until).is_none();
        match baseline.entries.iter().find(is_wrong) {
            Some(known) => Err(format!("cannot read the baseline: `until` of {} is no day", known.fingerprint)),
            None => Ok(baseline),
        }
    }

    /// Makes the baseline of `findings`, which are sorted; faults that `previous` knows keep its reason and end.
    pub fn of(findings: &[SettledFinding], terms: &Terms, previous: Option<&Self>) -> Self {
        let salt = previous.map_or_else(|| terms.salt.clone(), |previous| previous.salt.clone());
        let old = previous.map(Self::by_print).unwrap_or_default();
        let mut entries: Vec<BaselineEntry> = findings
            .iter()
            .zip(keyed(findings, &salt))
            .map(|(finding, fingerprint)| {
                old.get(fingerprint.as_str()).map_or_else(
                    || BaselineEntry {
                        rule: finding.rule.id.to_owned(),
                        path: finding.place.path.clone(),
                        fingerprint: fingerprint.clone(),
                        reason: terms.reason.clone(),
                        until: terms.until.to_string(),
                    },
                    |known| (*known).clone(),
                )
            })
            .collect();
        entries.sort();
        entries.dedup();
        Self { schema: SCHEMA.to_owned(), salt, entries }
    }

    /// Returns the baseline without the faults that are gone.
    #[must_use]
    pub fn pruned(&self, findings: &[SettledFinding]) -> Self {
        let now: BTreeSet<String> = keyed(findings, &self.salt).into_iter().collect();
        let entries = self.entries.iter().filter(|known| now.contains(&known.fingerprint)).cloned().collect();
        Self { schema: self.schema.clone(), salt: self.salt.clone(), entries }
    }

    /// Returns the number of findings that `previous` does not have: a baseline may only shrink unless growth is allowed.
    pub fn growth(&self, previous: &Self) -> usize {
        let old = previous.by_print();
        self.entries.iter().filter(|known| !old.contains_key(known.fingerprint.as_str())).count()
    }

    /// Returns the known faults, sorted.
    pub fn entries(&self) -> &[BaselineEntry] {
        &self.entries
    }

    /// Writes the file: two blanks of indentation, sorted, a line end at the end.
    ///
    /// # Errors
    ///
    /// Never for a baseline made here; the serialiser's own error otherwise.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// Takes the known faults out of `findings`, which are sorted and complete, and adds findings about entries of
    /// `file` that have ended, give no reason, or are gone.
    pub fn apply(
        &self,
        findings: Vec<SettledFinding>,
        file: &Arc<SourceFile>,
        today: NaiveDate,
    ) -> Vec<SettledFinding> {
        let by_print = self.by_print();
        let prints = keyed(&findings, &self.salt);
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for (finding, print) in findings.into_iter().zip(prints) {
            let known = by_print.get(print.as_str()).filter(|known| !has_ended(known, today));
            seen.insert(print);
            if known.is_none() {
                kept.push(finding);
            }
        }
        let mut own: Vec<Finding> = self.entries.iter().flat_map(|known| faults(known, file, &seen)).collect();
        own.extend(self.expired(file, today, &seen));
        kept.extend(settle_findings(own, &[]));
        kept.sort_by(SettledFinding::order);
        kept
    }

    /// Says once for each end that has passed how many faults are back: they are reported themselves.
    fn expired(&self, file: &Arc<SourceFile>, today: NaiveDate, seen: &BTreeSet<String>) -> Vec<Finding> {
        let is_back = |known: &&BaselineEntry| has_ended(known, today) && seen.contains(&known.fingerprint);
        let mut by_end: BTreeMap<&str, Vec<&BaselineEntry>> = BTreeMap::new();
        for known in self.entries.iter().filter(is_back) {
            by_end.entry(known.until.as_str()).or_default().push(known);
        }
        let finding = |(until, back): (&str, Vec<&BaselineEntry>)| {
            let first = back.first()?;
            let what = match back.len() {
                1 => format!("the known fault of {} in {} was", first.rule, first.path),
                several => format!("{several} known faults were"),
            };
            Some(Finding::new(&EXPIRED, place(first, file), format!("{what} left until {until}")))
        };
        by_end.into_iter().filter_map(finding).collect()
    }

    fn by_print(&self) -> BTreeMap<&str, &BaselineEntry> {
        self.entries.iter().map(|known| (known.fingerprint.as_str(), known)).collect()
    }
}

/// What every version of the file has.
#[derive(Deserialize)]
struct Head {
    schema: String,
}

fn other_schema(schema: &str) -> String {
    format!(
        "cannot read the baseline: its schema is {}, and this fieldbook reads {SCHEMA}; write it again with `fieldbook \
         baseline write`",
        quoted(schema).trim_matches('`')
    )
}

fn has_ended(known: &BaselineEntry, today: NaiveDate) -> bool {
    parse_date(&known.until).is_some_and(|until| until < today)
}

fn place(known: &BaselineEntry, file: &Arc<SourceFile>) -> Place {
    let start = file.text().find(&known.fingerprint).unwrap_or(0);
    Place::new(file, Span::new(start..start + known.fingerprint.len()))
}

fn faults(known: &BaselineEntry, file: &Arc<SourceFile>, seen: &BTreeSet<String>) -> Vec<Finding> {
    let place = || place(known, file);
    let name = format!("{} in {}", known.rule, known.path);
    let mut faults = Vec::new();
    if !seen.contains(&known.fingerprint) {
        let message = format!("the known fault of {name} is gone");
        faults.push(Finding::new(&UNUSED, place(), message).help("Run `fieldbook baseline prune`."));
    }
    if known.reason.trim().is_empty() {
        faults.push(Finding::new(&WITHOUT_REASON, place(), format!("the known fault of {name} has no reason")));
    }
    faults
}

/// Returns the fingerprints of `findings`; those of secrets are hashed again with the salt, so that the file does
/// not help to guess one.
fn keyed(findings: &[SettledFinding], salt: &str) -> Vec<String> {
    let key = blake3::derive_key("fieldbook baseline 1: fingerprints of secrets", salt.as_bytes());
    let prints = fingerprints(findings).into_iter().zip(findings);
    prints
        .map(|(print, finding)| {
            if finding.rule.family != Family::Secrets {
                return print;
            }
            let mut hex = blake3::keyed_hash(&key, print.as_bytes()).to_hex().to_string();
            hex.truncate(32);
            hex
        })
        .collect()
}
