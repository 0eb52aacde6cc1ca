//! What a change makes worse.

use super::weakening::EvidenceRecord;
use crate::settled::{FormerNames, SettledFinding, fingerprints, former_fingerprints};
use std::collections::BTreeSet;

/// What is known of the findings that a change is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Before {
    /// The fingerprints.
    known: BTreeSet<String>,
    /// How many claims were stale, where that was over the budget.
    most: Option<u64>,
    /// What the site held as evidence.
    evidence: EvidenceRecord,
}

impl Before {
    /// Returns what the site held as evidence.
    pub fn evidence(&self) -> &EvidenceRecord {
        &self.evidence
    }

    /// Takes what is needed of `findings`, which are sorted and of the day of the change, and of the site's `evidence`.
    pub fn of(findings: &[SettledFinding], evidence: EvidenceRecord) -> Self {
        Self {
            known: fingerprints(findings).into_iter().collect(),
            most: findings.iter().filter_map(|finding| finding.count).max(),
            evidence,
        }
    }

    /// Writes it as lines, to be read by [`Before::read`].
    pub fn to_text(&self) -> String {
        let most = self.most.map_or("-".to_owned(), |most| most.to_string());
        // A record of texts and days can always be written; without it, the text is not read back.
        let evidence = serde_json::to_string(&self.evidence).unwrap_or_default();
        [&most, &evidence].into_iter().chain(&self.known).cloned().collect::<Vec<_>>().join("\n")
    }

    /// Reads what [`Before::to_text`] wrote; `None` if the text has another form.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let most = lines.next()?;
        let most = if most == "-" { None } else { Some(most.parse().ok()?) };
        let evidence = serde_json::from_str(lines.next()?).ok()?;
        let known: Vec<&str> = lines.collect();
        let is_print = |line: &&str| line.len() == 32 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
        known.iter().all(is_print).then(|| Self {
            known: known.into_iter().map(str::to_owned).collect(),
            most,
            evidence,
        })
    }
}

/// Returns the findings of `now` that were not there `before`, by fingerprint; sorted and of the same day. What moved is
/// compared under its `former` names.
///
/// The staleness budget is a ratchet: it is reported only where more is stale now than before.
pub fn since(now: Vec<SettledFinding>, before: &Before, former: &FormerNames) -> Vec<SettledFinding> {
    let prints = former_fingerprints(&now, former);
    let fresh = now.into_iter().zip(prints).filter(|(finding, print)| match finding.count {
        Some(count) => before.most.is_none_or(|most| count > most),
        None => !before.known.contains(print),
    });
    fresh.map(|(finding, _)| finding).collect()
}
