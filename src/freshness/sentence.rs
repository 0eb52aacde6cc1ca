//! The sentence that readers see for a cause, without names of people where the library hides them.

use super::cause::{Cause, Check, Dispute, NewerRelease, Part, ReleaseOrigin, SourceChange, Unattested, VerifierLeft};
use super::change::TextChange;
use super::timeline::Step;
use crate::config::Status;
use crate::library::Library;

impl Step {
    /// Returns why the state holds, as one sentence for readers of `library`.
    pub fn reason(&self, library: &Library) -> String {
        let sentence = self.cause.sentence(library);
        match &self.claim_text {
            Some(text) => format!("“{text}” — {sentence}"),
            None => sentence,
        }
    }
}

impl Cause {
    /// Returns the cause as one sentence for readers of `library`.
    pub fn sentence(&self, library: &Library) -> String {
        match self {
            Self::Unsourced => "No source supports this statement.".to_owned(),
            Self::NeverVerified(Part::Claim) => "This has never been checked against its source.".to_owned(),
            Self::NeverVerified(Part::Entry) => "This has never been checked.".to_owned(),
            Self::Verified(check) => match &check.term {
                Some(term) => format!("{}; valid until {}.", checked(check, library), term.last_day),
                None => format!("Checked on {}.", check.on.value),
            },
            Self::IntervalEnds(check) => {
                let until = check.term.as_ref().map_or(String::new(), |term| format!(" by {}", term.last_day));
                format!("{}; re-check{until}.", checked(check, library))
            }
            Self::IntervalEnded(check) => interval_ended(check, library),
            Self::HardEnd(end) => format!("Ended on {}.", end.on.value),
            Self::Challenged(dispute) => challenged(dispute, library),
            Self::VerifierLeft(left) => verifier_left(left, library),
            Self::Release(release) => released(release),
            Self::SourceChanged(change) => source_changed(change),
            Self::TextChanged(change) => text_changed(change),
            Self::Unattested(unattested) => not_attested(unattested, library),
            Self::Unapproved(Status::Draft) => "This is a draft: it has not been approved.".to_owned(),
            Self::Unapproved(Status::Unreviewed) => "This is unreviewed: it has not been approved.".to_owned(),
            Self::Unapproved(_) => "This is in review: it has not been approved.".to_owned(),
            Self::NothingAgainst => "No date speaks against it yet.".to_owned(),
        }
    }
}

fn checked(check: &Check, library: &Library) -> String {
    let by = check.by.as_ref().and_then(|name| library.name_of(&name.value));
    let by = by.map_or(String::new(), |name| format!(" by {name}"));
    format!("Checked on {}{by}", check.on.value)
}

fn interval_ended(check: &Check, library: &Library) -> String {
    let ended = check.term.as_ref().map_or(String::new(), |term| {
        format!("; its {} review interval ended on {}", term.interval.adjective(), term.last_day)
    });
    format!("{} and not since{ended}.", checked(check, library))
}

fn challenged(dispute: &Dispute, library: &Library) -> String {
    let by = dispute.by.as_ref().and_then(|name| library.name_of(name));
    let by = by.map_or(String::new(), |name| format!(" by {name}"));
    let on = dispute.on.map_or(String::new(), |day| format!(" on {day}"));
    let reason = dispute.reason.as_ref().and_then(|reason| library.note(reason));
    let reason = reason.map_or(String::new(), |reason| format!(": {}", reason.trim_end_matches('.')));
    format!("Disputed{by}{on}{reason}.")
}

fn verifier_left(left: &VerifierLeft, library: &Library) -> String {
    match library.name_of(&left.person) {
        Some(name) => format!("{name}, who checked it, left on {}.", left.until),
        None => format!("The person who checked it left on {}.", left.until),
    }
}

fn released(release: &NewerRelease) -> String {
    let title = release.title.as_deref().unwrap_or("a release");
    if release.origin != ReleaseOrigin::Author {
        let NewerRelease { competitor, date, .. } = release;
        return format!("{competitor} announced “{title}” on {date}, after this was checked; it names the capability.");
    }
    format!("{} released “{title}” on {}, after this was checked.", release.competitor, release.date)
}

fn source_changed(change: &SourceChange) -> String {
    let SourceChange { host, record, .. } = change;
    format!("The quoted sentence on {host} is no longer the same since {}: {}.", record.since, record.words())
}

/// Names no words: earlier words can be those of another text, which not all readers may see.
fn text_changed(change: &TextChange) -> String {
    format!("Checked on {}; {} since.", change.verified_on, change.edit)
}

fn not_attested(unattested: &Unattested, library: &Library) -> String {
    let on = unattested.on.value;
    if library.hides_people() {
        return format!("A check on {on} is recorded, and it is not attested.");
    }
    format!("A check on {on} is recorded, and does not count: {}.", unattested.fault)
}
