//! Releases that came after a check.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::Cause;
use crate::rules::freshness::aging_parts;
use crate::rules::subject::Subject;

/// The competitor released something on the same capability after a claim was checked.
pub(crate) static RULE: Rule = Rule {
    id: "evidence/newer-release",
    family: Family::Evidence,
    severity: Severity::Warning,
    floor: Floor::Settable,
    profile: Profile::Essential,
    summary: "The competitor released something on the same capability after a claim was checked.",
    help: "Read the release, correct the claim, then run `fieldbook verify`.",
    page: include_str!("newer_release.md"),
};

pub(crate) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    if !subject.is_live() {
        return Vec::new();
    }
    let today = subject.check().today;
    let outdated = aging_parts(subject).flat_map(|part| {
        let releases = part.timeline.causes_on(today).filter_map(|cause| match cause {
            Cause::Release(release) => Some(release),
            _ => None,
        });
        releases.map(move |release| {
            let message = format!(
                "{} was checked on {}, and a release of {} touches its capability",
                part.name(),
                release.verified_on.value,
                release.date
            );
            let help = format!("Read the release, correct the claim, then run `{}`.", part.verify_command());
            let finding = subject.finding(&RULE, release.verified_on.span, message).help(help).subject(part.id());
            finding.see(release.place.clone(), "released on this day")
        })
    });
    outdated.collect()
}
