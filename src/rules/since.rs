//! What a change makes worse.

use super::freshness::over;
use crate::finding::{Finding, fingerprints};
use std::collections::BTreeSet;

/// Returns the findings of `now` that `before` does not hold, by fingerprint; both sorted and judged for one day.
///
/// The staleness budget is a ratchet: it is reported only where more is stale now than before.
pub fn since(now: Vec<Finding>, before: &[Finding]) -> Vec<Finding> {
    let known: BTreeSet<String> = fingerprints(before).into_iter().collect();
    let most = before.iter().filter_map(over).max();
    let prints = fingerprints(&now);
    let fresh = now.into_iter().zip(prints).filter(|(finding, print)| match over(finding) {
        Some(count) => most.is_none_or(|most| count > most),
        None => !known.contains(print),
    });
    fresh.map(|(finding, _)| finding).collect()
}
