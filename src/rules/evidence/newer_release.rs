//! Releases that came after a check.

use crate::finding::{Family, Finding, Floor, Profile, Rule, Severity};
use crate::freshness::{Cause, NewerRelease, ReleaseOrigin};
use crate::releases::FoundIn;
use crate::rules::freshness::{AgingPart, aging_parts};
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
        releases.map(move |release| match release.origin {
            ReleaseOrigin::Author => written(subject, &part, release),
            ReleaseOrigin::Feed(found_in) => announced(subject, &part, release, found_in),
        })
    });
    outdated.collect()
}

/// Reports a release that the author of the competitor wrote.
fn written(subject: &Subject<'_>, part: &AgingPart<'_>, release: &NewerRelease) -> Finding {
    let message = format!(
        "{} was checked on {}, and a release of {} touches its capability",
        part.name(),
        release.verified_on.value,
        release.date
    );
    let help = format!("Read the release, correct the claim, then run `{}`.", part.verify_command());
    let finding = subject.finding(&RULE, release.verified_on.span, message).help(help).subject(part.id());
    finding.see(release.place.clone(), "released on this day")
}

/// Reports a release that a feed announced: a name in the summary alone says little.
fn announced(subject: &Subject<'_>, part: &AgingPart<'_>, release: &NewerRelease, found_in: FoundIn) -> Finding {
    let (place, severity) = match found_in {
        FoundIn::Title => ("title", Severity::Warning),
        FoundIn::Summary => ("summary", Severity::Info),
    };
    let message = format!(
        "{} was checked on {}, and the {place} of a release of {} in a feed names its capability: {}",
        part.name(),
        release.verified_on.value,
        release.date,
        release.title.as_deref().unwrap_or_default()
    );
    let read = release.url.as_deref().unwrap_or("the release");
    let help = format!(
        "Read {read}; if the claim still holds, run `{}`. If the release is about something else, add `id: {}` with its \
         capabilities to `releases` of the competitor.",
        part.verify_command(),
        release.id.as_deref().unwrap_or_default()
    );
    let finding = subject.finding(&RULE, release.verified_on.span, message).help(help).subject(part.id());
    let finding = Finding { severity, ..finding };
    finding.see(release.place.clone(), "announced by the feed")
}
