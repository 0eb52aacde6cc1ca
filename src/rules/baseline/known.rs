//! The file of a baseline: sorted JSON of
//! fingerprints, each with a reason and an end; it holds no line number, no time stamp and no text, so that it changes
//! only when a fault comes or goes. Fingerprints of secrets are keyed with the site's salt, of which the file has the id.

use crate::finding::{Family, Salt};
use crate::rules::quotable::quoted;
use crate::settled::{SettledFinding, fingerprints, shown_fingerprints};
use crate::source::parse_date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The schema of the file.
pub const SCHEMA: &str = "fieldbook/baseline/2";

/// The schema before, in which each file had a salt of its own; it is read, and its entries of secrets match nothing.
const FORMER_SCHEMA: &str = "fieldbook/baseline/1";

/// The known faults of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    /// The id of the salt with which fingerprints of secrets are keyed; `None` if the site had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt_id: Option<String>,
    /// The salt of a file of the former schema.
    #[serde(default, skip_serializing)]
    salt: Option<String>,
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
    /// Until when, as `YYYY-MM-DD`; without it, until 180 days after the day on which Git first saw the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl BaselineEntry {
    /// Returns whether its file is in one of the folders `roots`.
    pub(super) fn is_below(&self, roots: &[String]) -> bool {
        let is_below = |root: &String| self.path.strip_prefix(root.as_str()).is_some_and(|rest| rest.starts_with('/'));
        roots.iter().any(is_below)
    }

    /// Returns whether its fingerprint is keyed.
    fn is_keyed(&self) -> bool {
        self.rule.split_once('/').is_some_and(|(family, _)| family == Family::Secrets.word())
    }

    /// Returns the end as it is written: `None` if there is none, and an error if it is not a date.
    pub(super) fn end(&self) -> Option<Result<NaiveDate, &str>> {
        self.until.as_deref().map(|until| parse_date(until).ok_or(until))
    }
}

/// On which terms faults enter a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Why they are left.
    pub reason: String,
    /// Until when.
    pub until: NaiveDate,
    /// The site's salt; without one, no secret can be in the baseline.
    pub salt: Option<Salt>,
    /// The roots that are not in this copy of the site, as paths from its folder; their entries are kept as they are.
    pub missing_roots: Vec<String>,
}

impl Baseline {
    /// Reads the file's text.
    ///
    /// # Errors
    ///
    /// When the text is not JSON of [`SCHEMA`].
    pub fn read(text: &str) -> Result<Self, String> {
        // Another version may have other fields, and then its name says more than the field that is missing.
        let head: Option<Head> = serde_json::from_str(text).ok();
        if let Some(head) = head.filter(|head| ![SCHEMA, FORMER_SCHEMA].contains(&head.schema.as_str())) {
            return Err(other_schema(&head.schema));
        }
        serde_json::from_str(text).map_err(|fault| format!("cannot read the baseline: {fault}"))
    }

    /// Makes the baseline of `findings`, which are sorted; faults that `previous` knows keep its reason and end.
    /// Secrets are left out if the site has no salt.
    pub fn of(findings: &[SettledFinding], terms: &Terms, previous: Option<&Self>) -> Self {
        let salt = terms.salt.as_ref();
        let known = |known: &&BaselineEntry| previous.is_some_and(|previous| previous.is_readable(known, salt));
        let previous: Vec<&BaselineEntry> = previous.into_iter().flat_map(Self::entries).filter(known).collect();
        let old: BTreeMap<&str, &BaselineEntry> =
            previous.iter().map(|known| (known.fingerprint.as_str(), *known)).collect();
        let mut entries: Vec<BaselineEntry> = findings
            .iter()
            .zip(keyed(findings, salt))
            .filter(|(finding, _)| salt.is_some() || finding.rule.family != Family::Secrets)
            .map(|(finding, fingerprint)| {
                old.get(fingerprint.as_str()).map_or_else(
                    || BaselineEntry {
                        rule: finding.rule.id.to_owned(),
                        path: finding.place.path.clone(),
                        fingerprint: fingerprint.clone(),
                        reason: terms.reason.clone(),
                        until: Some(terms.until.to_string()),
                    },
                    |known| (*known).clone(),
                )
            })
            .collect();
        let unseen = previous.into_iter().filter(|known| known.is_below(&terms.missing_roots));
        entries.extend(unseen.cloned());
        entries.sort();
        entries.dedup();
        Self { schema: SCHEMA.to_owned(), salt_id: salt.map(Salt::id), salt: None, entries }
    }

    /// Returns the baseline without the faults that are gone, and without secrets that are keyed with another salt than
    /// `salt`; those below the `missing_roots` may still be there.
    #[must_use]
    pub fn pruned(&self, findings: &[SettledFinding], missing_roots: &[String], salt: Option<&Salt>) -> Self {
        let now: BTreeSet<String> = keyed(findings, salt).into_iter().collect();
        let is_there = |known: &BaselineEntry| now.contains(&known.fingerprint) || known.is_below(missing_roots);
        let is_kept = |known: &&BaselineEntry| self.is_readable(known, salt) && is_there(known);
        let entries = self.entries.iter().filter(is_kept).cloned().collect();
        Self { schema: SCHEMA.to_owned(), salt_id: salt.map(Salt::id), salt: None, entries }
    }

    /// Returns the number of findings that `previous` does not have: a baseline may only shrink unless growth is allowed.
    pub fn growth(&self, previous: &Self) -> usize {
        let old = previous.by_print();
        self.entries.iter().filter(|known| !old.contains_key(known.fingerprint.as_str())).count()
    }

    /// Returns the fingerprints of `findings` as the file has them.
    pub(super) fn prints(findings: &[SettledFinding], salt: Option<&Salt>) -> Vec<String> {
        keyed(findings, salt)
    }

    /// Returns whether the fingerprint of `known`, an entry of this file, can be compared: it is not keyed, or with `salt`.
    pub(super) fn is_readable(&self, known: &BaselineEntry, salt: Option<&Salt>) -> bool {
        !known.is_keyed() || salt.is_some_and(|salt| self.salt_id.as_ref() == Some(&salt.id()))
    }

    /// Returns the fingerprints of the entries that have no end of their own.
    pub fn undated(&self) -> Vec<&str> {
        let undated = self.entries.iter().filter(|known| known.until.is_none());
        undated.map(|known| known.fingerprint.as_str()).collect()
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

    /// Returns the entries by fingerprint.
    pub(super) fn by_print(&self) -> BTreeMap<&str, &BaselineEntry> {
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

/// Returns the fingerprints of `findings`; those of secrets are keyed with the salt, so that the file does not help to
/// guess one. Without a salt, no entry has theirs.
fn keyed(findings: &[SettledFinding], salt: Option<&Salt>) -> Vec<String> {
    let prints = fingerprints(findings).into_iter().zip(shown_fingerprints(findings, salt)).zip(findings);
    prints.map(|((print, shown), finding)| if finding.rule.family == Family::Secrets { shown } else { print }).collect()
}
