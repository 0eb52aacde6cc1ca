//! The states of a whole entry: the worst of its own dates and of its claims.

use super::claim::{challenged, claim_timeline, expired, step, verified_facts};
use super::{State, Timeline, beginning};
use crate::config::Settings;
use crate::entry::Entry;
use crate::library::Library;

/// Returns every state of `entry`, or nothing for one that makes no statement that could age: no date, no claim, and
/// a kind that is not reviewed.
pub fn entry_timeline(entry: &Entry, library: &Library, settings: &Settings) -> Option<Timeline> {
    let mut facts = own_facts(entry, library, settings);
    for claim in &entry.claims {
        let timeline = claim_timeline(claim, entry, library, settings);
        let named = |step: &super::Step| super::Step {
            reason: format!("“{}” — {}", shortened(&claim.text.value), step.reason),
            ..step.clone()
        };
        facts.extend(timeline.steps().map(named));
    }
    if !facts.is_empty() && facts.iter().all(|fact| fact.from > beginning()) {
        facts.push(step(beginning(), State::Fresh, "Nothing speaks against it yet.".to_owned()));
    }
    Timeline::of_facts(facts)
}

/// Returns the states that `entry` has of itself, its claims aside; nothing where it has no date and is not reviewed.
pub fn own_timeline(entry: &Entry, library: &Library, settings: &Settings) -> Option<Timeline> {
    Timeline::of_facts(own_facts(entry, library, settings))
}

fn own_facts(entry: &Entry, library: &Library, settings: &Settings) -> Vec<super::Step> {
    let interval = entry.review_every.as_ref().map(|interval| interval.value);
    let interval =
        interval.or_else(|| settings.freshness.intervals.get(entry.kind.word()).map(|interval| interval.value));
    let mut facts = Vec::new();
    match (&entry.verified, interval) {
        (Some(verified), Some(interval)) => facts.extend(verified_facts(verified, interval, library)),
        (Some(verified), None) => {
            facts.push(step(beginning(), State::Fresh, format!("Checked on {}.", verified.on.value)));
        }
        (None, Some(_)) if entry.claims.is_empty() => {
            facts.push(step(beginning(), State::Unverified, "Nobody has checked this.".to_owned()));
        }
        _ => {}
    }
    facts.extend(entry.expires.as_ref().map(|day| expired(day.value)));
    facts.extend(entry.challenged.as_ref().map(challenged));
    facts
}

/// Cuts a long statement at a word, for a reason that has to fit on a line.
fn shortened(text: &str) -> String {
    const WORDS: usize = 14;
    let words: Vec<_> = text.split_whitespace().collect();
    let kept = words.get(..WORDS.min(words.len())).unwrap_or_default().join(" ");
    if words.len() > WORDS { format!("{kept} …") } else { kept }
}
