//! Releases of a competitor after the check of a claim on the same capability.
//!
//! What an author wrote contradicts the claim. A feed names a capability without saying what changed, so that its release
//! makes the claim one to check soon. A check on the day of a release or later settles both.

use super::cause::{Cause, NewerRelease, ReleaseOrigin};
use super::timeline::Step;
use crate::entry::{AnyRelease, Claim, Entry, KindFields};
use crate::library::Library;
use std::sync::Arc;

/// Returns whether `release` is on the capability of `claim` and newer than its check.
pub fn is_outdated_by(claim: &Claim, release: AnyRelease<'_>) -> bool {
    let (Some(capability), Some(verified), Some(date)) = (&claim.capability, &claim.verified, release.date()) else {
        return false;
    };
    date > verified.on.value && release.capabilities().contains(&capability.value.as_str())
}

/// Returns the steps that the competitor's releases after the check bring: the first that its author wrote; and of those that
/// feeds announced the first with the capability in its title, else the first with it in its summary.
pub(super) fn newer_releases(claim: &Claim, entry: &Entry, library: &Library) -> Vec<Step> {
    let Some(capability) = claim.capability.as_ref().filter(|_| claim.verified.is_some()) else { return Vec::new() };
    let Some(competitor) = library.competitor_of(entry) else { return Vec::new() };
    let KindFields::Competitor(own) = &competitor.kind_fields else { return Vec::new() };
    let written = own.releases.iter().map(AnyRelease::Written).filter(|release| is_outdated_by(claim, *release));
    let announced = own.feed_releases.iter().map(AnyRelease::Announced);
    let announced = announced.filter(|release| is_outdated_by(claim, *release));
    let first = announced.min_by_key(|one| (one.found_in(&capability.value), one.date(), one.id()));
    let all = written.min_by_key(|release| release.date()).into_iter().chain(first);
    all.filter_map(|release| step(claim, competitor, release)).collect()
}

fn step(claim: &Claim, competitor: &Entry, release: AnyRelease<'_>) -> Option<Step> {
    let capability = claim.capability.as_ref()?;
    let date = release.date()?;
    let newer = NewerRelease {
        verified_on: claim.verified.as_ref()?.on.clone(),
        competitor: competitor.title.value.clone(),
        id: release.id().map(str::to_owned),
        title: release.title().map(str::to_owned),
        url: release.url().map(str::to_owned),
        date,
        place: release.place(&competitor.file)?,
        origin: release.found_in(&capability.value).map_or(ReleaseOrigin::Author, ReleaseOrigin::Feed),
    };
    Some(Step::new(date, Cause::Release(Arc::new(newer))))
}
