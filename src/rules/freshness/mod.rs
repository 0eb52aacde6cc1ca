//! How old each statement is, judged for one day.

mod challenged;
mod expired;
mod inactive_verifier;
mod never_verified;
mod over_budget;
mod stale_claim;
mod stale_entry;
mod text_changed_since_verified;
mod verified_in_future;

use super::subject::Subject;
use super::unit::Unit;
use crate::config::Settings;
use crate::entry::{Claim, Entry, Verification};
use crate::finding::{Finding, Place, Rule};
use crate::freshness::claim_interval;
use crate::source::Interval;
use chrono::NaiveDate;

/// The family's rules.
pub(super) static UNITS: [Unit; 9] = [
    Unit::entry(&challenged::RULE, challenged::check),
    Unit::entry(&expired::RULE, expired::check),
    Unit::entry(&inactive_verifier::RULE, inactive_verifier::check),
    Unit::entry(&never_verified::RULE, never_verified::check),
    Unit::library(&over_budget::RULE, over_budget::check),
    Unit::entry(&stale_claim::RULE, stale_claim::check),
    Unit::entry(&stale_entry::RULE, stale_entry::check),
    Unit::entry(&text_changed_since_verified::RULE, text_changed_since_verified::check),
    Unit::entry(&verified_in_future::RULE, verified_in_future::check),
];

/// Rules whose findings come and go with the days alone; `freshness.fail = false` makes them warnings.
pub(super) static BROUGHT_BY_TIME: [&Rule; 4] =
    [&expired::RULE, &over_budget::RULE, &stale_claim::RULE, &stale_entry::RULE];

/// Every verification of an entry with the name of what was verified: its claims', then its own.
fn verifications(entry: &Entry) -> impl Iterator<Item = (Option<&Claim>, &Verification)> {
    let claims = entry.claims.iter().filter_map(|claim| Some((Some(claim), claim.verified.as_ref()?)));
    claims.chain(entry.verified.iter().map(|verified| (None, verified)))
}

/// Names a claim or the entry, for the beginning of a message.
fn called(entry: &Entry, claim: Option<&Claim>) -> String {
    claim.map_or_else(|| format!("`{}`", entry.id), |claim| format!("the claim `{}`", claim.id.value))
}

/// Returns the command that records a new check.
fn verify_command(entry: &Entry, claim: Option<&Claim>) -> String {
    let claim = claim.map_or(String::new(), |claim| format!("#{}", claim.id.value));
    format!("fieldbook verify {}{claim}", entry.id)
}

/// Returns how long a verification of `claim`, or of the whole entry, holds; nothing for an entry that is not reviewed.
fn interval(entry: &Entry, claim: Option<&Claim>, settings: &Settings) -> Option<Interval> {
    if let Some(claim) = claim {
        return Some(claim_interval(claim, entry, settings));
    }
    let own = entry.review_every.as_ref().map(|interval| interval.value);
    own.or_else(|| settings.freshness.intervals.get(entry.kind.word()).map(|interval| interval.value))
}

/// Returns the last day on which the check of `claim`, or of the whole entry, still holds.
fn last_day(entry: &Entry, claim: Option<&Claim>, settings: &Settings) -> Option<NaiveDate> {
    let verified = claim.map_or(entry.verified.as_ref(), |claim| claim.verified.as_ref())?;
    Some(interval(entry, claim, settings)?.after(verified.on.value))
}

/// Returns the finding that something was checked too long ago, or nothing while the check holds.
fn stale(subject: &Subject<'_>, rule: &'static Rule, claim: Option<&Claim>) -> Option<Finding> {
    let (entry, check) = (subject.entry, subject.check());
    let verified = claim.map_or(entry.verified.as_ref(), |claim| claim.verified.as_ref())?;
    let (interval, last) = (interval(entry, claim, check.settings)?, last_day(entry, claim, check.settings)?);
    if check.today <= last {
        return None;
    }
    let message =
        format!("{} was checked on {}; its {interval} ended on {last}", called(entry, claim), verified.on.value);
    let what = if claim.is_some() { "it against its source" } else { "the text against the world" };
    let help = format!("Check {what}, then run `{}`.", verify_command(entry, claim));
    let finding = subject.finding(rule, verified.on.span, message).help(help);
    let finding = finding.subject(claim.map_or_else(|| entry.id.clone(), |claim| claim.id.value.clone()));
    Some(decided(subject, claim, finding))
}

/// Adds the place that decided how long the check holds, where an author or the site wrote one.
fn decided(subject: &Subject<'_>, claim: Option<&Claim>, finding: Finding) -> Finding {
    let (entry, settings) = (subject.entry, subject.check().settings);
    let words = "this interval decides";
    if let Some(own) = claim.and_then(|claim| claim.review_every.as_ref()) {
        return finding.see(subject.place(own.span), words);
    }
    let topic = claim.and_then(|claim| claim.topic.as_ref()).map(|topic| topic.word());
    let by_entry = entry.review_every.as_ref().filter(|own| topic.is_none() && own.span != entry.head);
    if let Some(own) = by_entry {
        return finding.see(subject.place(own.span), words);
    }
    let name = topic.unwrap_or(entry.kind.word());
    match settings.freshness.intervals.get(name).filter(|interval| interval.span.end > 0) {
        Some(interval) => finding.see(Place::new(&settings.file, interval.span), words),
        None => finding,
    }
}
