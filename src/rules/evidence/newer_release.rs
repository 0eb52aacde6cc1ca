//! Releases that came after a check.

use crate::entry::{Claim, KindFields, Release};
use crate::finding::{Family, Finding, Floor, Place, Profile, Rule, Severity};
use crate::rules::subject::Subject;
use chrono::NaiveDate;

/// The competitor released something on the same capability after a claim was checked.
pub(super) static RULE: Rule = Rule {
    id: "evidence/newer-release",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Strict,
    summary: "The competitor released something on the same capability after a claim was checked.",
    help: "Read the release, correct the claim, then run `fieldbook verify`.",
    page: include_str!("newer_release.md"),
};

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() || subject.entry.claims.iter().all(|claim| claim.capability.is_none()) {
        return Vec::new();
    }
    let Some(competitor) = subject.check().library.competitor_of(subject.entry) else { return Vec::new() };
    let KindFields::Competitor(own) = &competitor.kind_fields else { return Vec::new() };
    let today = subject.check().today;
    let outdated = subject.entry.claims.iter().filter_map(|claim| {
        let verified = claim.verified.as_ref()?;
        let (release, date) = first_after(claim, verified.on.value, today, &own.releases)?;
        let message = format!(
            "the claim `{}` was checked on {}, and a release of {date} touches its capability",
            claim.id.value, verified.on.value
        );
        let help = format!(
            "Read the release, correct the claim, then run `fieldbook verify {}#{}`.",
            subject.entry.id, claim.id.value
        );
        let place = Place::new(&competitor.file, release.date.as_ref()?.span);
        let finding = subject.finding(&RULE, verified.on.span, message).help(help).subject(claim.id.value.clone());
        Some(finding.see(place, "released on this day"))
    });
    outdated.collect()
}

/// Returns the first release on the claim's capability after `verified` and not after `today`.
fn first_after<'a>(
    claim: &Claim,
    verified: NaiveDate,
    today: NaiveDate,
    releases: &'a [Release],
) -> Option<(&'a Release, NaiveDate)> {
    let capability = claim.capability.as_ref()?;
    let touching =
        releases.iter().filter(|release| release.capabilities.iter().any(|own| own.value == capability.value));
    let dated = touching.filter_map(|release| Some((release, release.date.as_ref()?.value)));
    dated.filter(|(_, date)| *date > verified && *date <= today).min_by_key(|(_, date)| *date)
}
