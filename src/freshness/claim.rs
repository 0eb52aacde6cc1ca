//! The states of one claim.

use super::{State, Step, Timeline, beginning};
use crate::config::Settings;
use crate::entry::{Challenge, Claim, Entry, KindFields, Verification};
use crate::library::Library;
use crate::source::Interval;
use chrono::{Days, NaiveDate};

/// Returns how long a verification of `claim` holds: its own interval, else its topic's, its entry's, its kind's.
pub fn claim_interval(claim: &Claim, entry: &Entry, settings: &Settings) -> Interval {
    let site = |name: &str| settings.freshness.intervals.get(name).map(|interval| interval.value);
    claim
        .review_every
        .as_ref()
        .map(|interval| interval.value)
        .or_else(|| claim.topic.as_ref().and_then(|topic| site(topic.word())))
        .or_else(|| entry.review_every.as_ref().map(|interval| interval.value))
        .or_else(|| site(entry.kind.word()))
        .unwrap_or(Interval::Days(60))
}

/// Returns every state of `claim` and the day each begins.
pub fn claim_timeline(claim: &Claim, entry: &Entry, library: &Library, settings: &Settings) -> Timeline {
    let mut facts = Vec::new();
    if claim.sources.is_empty() {
        facts.push(step(beginning(), State::Unsourced, "No source supports this statement.".to_owned()));
    }
    match &claim.verified {
        Some(verified) => facts.extend(verified_facts(verified, claim_interval(claim, entry, settings), library)),
        None => {
            facts.push(step(beginning(), State::Unverified, "Nobody has checked this against its source.".to_owned()));
        }
    }
    facts.extend(claim.expires.as_ref().map(|day| expired(day.value)));
    facts.extend(claim.challenged.as_ref().map(|challenge| challenged(challenge, library)));
    facts.extend(newer_release(claim, entry, library));
    Timeline::of_facts(facts).unwrap_or(Timeline {
        first: step(beginning(), State::Unverified, "Nobody has checked this.".to_owned()),
        later: Vec::new(),
    })
}

pub(super) fn step(from: NaiveDate, state: State, reason: String) -> Step {
    Step { from, state, reason }
}

/// Fresh, then due in the last fifth of the interval (at least seven days), then stale from the day after its end.
pub(super) fn verified_facts(verified: &Verification, interval: Interval, library: &Library) -> Vec<Step> {
    let on = verified.on.value;
    let last = interval.after(on);
    let length = last.signed_duration_since(on).num_days().max(0).unsigned_abs();
    let due =
        last.checked_sub_days(Days::new((length / 5).max(7))).and_then(|day| day.succ_opt()).unwrap_or(on).max(on);
    let by = verified.by.as_ref().and_then(|name| library.name_of(&name.value));
    let by = by.map_or(String::new(), |name| format!(" by {name}"));
    let mut facts = vec![
        step(beginning(), State::Fresh, format!("Checked on {on}{by}; holds until {last}.")),
        step(due, State::Due, format!("Checked on {on}{by}; to be checked again by {last}.")),
    ];
    facts.extend(last.succ_opt().map(|day| {
        step(day, State::Stale, format!("Checked on {on}{by} and not since; its {interval} ended on {last}."))
    }));
    let left = verified.by.as_ref().and_then(|name| library.lists.person(&name.value)).and_then(|person| {
        let until = person.active_until.as_ref()?.value;
        let reason = match library.name_of(&person.id.value) {
            Some(name) => format!("{name}, who checked it, left on {until}."),
            None => format!("Whoever checked it left on {until}."),
        };
        Some(step(until.succ_opt()?, State::Challenged, reason))
    });
    facts.extend(left);
    facts
}

pub(super) fn expired(day: NaiveDate) -> Step {
    step(day.succ_opt().unwrap_or(day), State::Expired, format!("Ended on {day}."))
}

pub(super) fn challenged(challenge: &Challenge, library: &Library) -> Step {
    let by = challenge.by.as_ref().and_then(|name| library.name_of(&name.value));
    let by = by.map_or(String::new(), |name| format!(" by {name}"));
    let on = challenge.on.as_ref().map_or(String::new(), |day| format!(" on {}", day.value));
    let reason = challenge.reason.as_ref().and_then(|reason| library.note(&reason.value));
    let reason = reason.map_or(String::new(), |reason| format!(": {}", reason.trim_end_matches('.')));
    step(
        challenge.on.as_ref().map_or_else(beginning, |day| day.value),
        State::Challenged,
        format!("Disputed{by}{on}{reason}."),
    )
}

/// A release of the competitor on the same capability, newer than the verification, speaks against the claim.
fn newer_release(claim: &Claim, entry: &Entry, library: &Library) -> Option<Step> {
    let capability = claim.capability.as_ref()?;
    let verified = claim.verified.as_ref()?.on.value;
    let competitor = library.competitor_of(entry)?;
    let KindFields::Competitor(own) = &competitor.kind_fields else { return None };
    let touches = |release: &&crate::entry::Release| {
        release.capabilities.iter().any(|touched| touched.value == capability.value)
            && release.date.as_ref().is_some_and(|date| date.value > verified)
    };
    let release =
        own.releases.iter().filter(touches).min_by_key(|release| release.date.as_ref().map(|date| date.value))?;
    let date = release.date.as_ref()?.value;
    let title = release.title.as_ref().map_or("a release", |title| title.value.as_str());
    Some(step(
        date,
        State::Challenged,
        format!("{} released “{title}” on {date}, after this was checked.", competitor.title.value),
    ))
}
