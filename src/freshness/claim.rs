//! The states of one claim.

use super::cause::{Cause, Dispute, HardEnd, NewerRelease, Part};
use super::interval::claim_interval;
use super::source_change::source_changes;
use super::timeline::{Step, Timeline, beginning};
use super::verified::{doubts, verified_facts};
use crate::config::Settings;
use crate::entry::{Challenge, Claim, Entry, KindFields, Release};
use crate::finding::Place;
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
    facts.extend(newer_release(claim, entry, library));
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

/// Returns whether `release` is on the capability of `claim` and newer than its check.
pub fn is_outdated_by(claim: &Claim, release: &Release) -> bool {
    let (Some(capability), Some(verified), Some(date)) = (&claim.capability, &claim.verified, &release.date) else {
        return false;
    };
    date.value > verified.on.value && release.capabilities.iter().any(|touched| touched.value == capability.value)
}

/// Returns the step that the competitor's first release after the check brings.
fn newer_release(claim: &Claim, entry: &Entry, library: &Library) -> Option<Step> {
    claim.capability.as_ref()?;
    let verified_on = claim.verified.as_ref()?.on.clone();
    let competitor = library.competitor_of(entry)?;
    let KindFields::Competitor(own) = &competitor.kind_fields else { return None };
    let newer = own.releases.iter().filter(|release| is_outdated_by(claim, release));
    let release = newer.min_by_key(|release| release.date.as_ref().map(|date| date.value))?;
    let date = release.date.as_ref()?;
    let newer = NewerRelease {
        verified_on,
        competitor: competitor.title.value.clone(),
        title: release.title.as_ref().map(|title| title.value.clone()),
        date: date.value,
        place: Place::new(&competitor.file, date.span),
    };
    Some(Step::new(date.value, Cause::Release(Arc::new(newer))))
}
