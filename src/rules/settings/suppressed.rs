//! What the suppressions of a site did to its findings.

use super::active_suppression::{ActiveSuppression, Effect};
use super::settings_use::SettingsUse;
use crate::finding::Finding;
use std::collections::{BTreeMap, BTreeSet};

/// The findings that are left, and what each suppression met.
#[derive(Debug, Default)]
pub(super) struct Suppressed {
    /// The findings that are left.
    pub(super) kept: Vec<Finding>,
    /// The indices of the suppressions that take out a finding, at least for some readers.
    pub(super) used: BTreeSet<usize>,
    /// By suppression without a fingerprint: the values that it could mean.
    pub(super) without_fingerprint: BTreeMap<usize, Values>,
    /// By suppression: the values beside the one that it names.
    pub(super) others: BTreeMap<usize, Values>,
}

/// Fingerprints of values.
#[derive(Debug, Default)]
pub(super) struct Values(BTreeSet<String>);

impl Values {
    /// Returns whether there is none: the site has no salt.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the fingerprints in one line, at most three of them.
    pub(super) fn list(&self) -> String {
        const MOST: usize = 3;
        let first = self.0.iter().take(MOST).cloned().collect::<Vec<_>>().join(" or ");
        if self.0.len() > MOST { format!("{first} or {} others", self.0.len() - MOST) } else { first }
    }
}

impl Suppressed {
    /// Applies `suppressions`, each with its index, to `finding`.
    pub(super) fn apply<'a>(
        &mut self,
        mut finding: Finding,
        suppressions: impl Iterator<Item = (usize, &'a ActiveSuppression)>,
        used: &SettingsUse<'_>,
    ) {
        let salt = used.settings.salt.as_ref();
        let print = finding.value.zip(salt).map(|(value, salt)| value.fingerprint(salt));
        let mut is_suppressed = false;
        for (index, suppression) in suppressions {
            match suppression.effect(&finding, used) {
                Effect::None => {}
                Effect::Suppressed => {
                    self.used.insert(index);
                    is_suppressed = true;
                }
                Effect::InsideOnly => {
                    self.used.insert(index);
                    let words = "this does not say that the value is not a secret, so it holds for readers inside only";
                    finding = finding.see(suppression.place(), words);
                }
                Effect::WithoutFingerprint => {
                    self.without_fingerprint.entry(index).or_default().0.extend(print.clone());
                }
                Effect::OtherValue => {
                    self.others.entry(index).or_default().0.extend(print.clone());
                }
            }
        }
        if !is_suppressed {
            self.kept.push(finding);
        }
    }
}
