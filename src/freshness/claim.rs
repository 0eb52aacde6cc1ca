//! The states of one claim.

use super::cause::{Cause, Dispute, HardEnd, Part};
use super::interval::claim_interval;
use super::newer_release::newer_releases;
use super::source_change::source_changes;
use super::timeline::{Step, Timeline, beginning};
use super::verified::{doubts, verified_facts};
use crate::config::Settings;
use crate::entry::{Challenge, Claim, Entry};
use crate::library::Library;
use crate::source::Spanned;
use chrono::NaiveDate;
use std::sync::Arc;

/// Returns every state of `claim` and the day each begins.
pub fn claim_timeline(claim: &Claim, entry: &Entry, library: &Library, settings: &Settings) -> Timeline {
    let mut facts = Vec::new();
    if claim.sources.is_empty() {
        facts.push(Step::always(Cause::Unsourced));
    }
    match &claim.verified {
        Some(verified) => {
            facts.extend(verified_facts(verified, claim_interval(claim, entry, settings), library));
            facts.extend(doubts(entry, Some(claim), library, settings));
        }
        None => facts.push(Step::always(Cause::NeverVerified(Part::Claim))),
    }
    facts.extend(claim.expires.as_ref().map(hard_end));
    facts.extend(claim.challenged.as_ref().map(challenged));
    facts.extend(newer_releases(claim, entry, library));
    facts.extend(source_changes(claim, entry, library));
    Timeline::of_facts(facts).unwrap_or_else(|| Timeline::always(Cause::NeverVerified(Part::Claim)))
}

pub(super) fn hard_end(on: &Spanned<NaiveDate>) -> Step {
    Step::new(on.value.succ_opt().unwrap_or(on.value), Cause::HardEnd(HardEnd { on: on.clone() }))
}

pub(super) fn challenged(challenge: &Challenge) -> Step {
    let spans = [
        challenge.on.as_ref().map(|day| day.span),
        challenge.by.as_ref().map(|by| by.span),
        challenge.reason.as_ref().map(|reason| reason.span),
    ];
    let on = challenge.on.as_ref().map(|day| day.value);
    let dispute = Dispute {
        on,
        by: challenge.by.as_ref().map(|by| by.value.clone()),
        reason: challenge.reason.as_ref().map(|reason| reason.value.clone()),
        span: spans.into_iter().flatten().min(),
    };
    Step::new(on.unwrap_or_else(beginning), Cause::Challenged(Arc::new(dispute)))
}
