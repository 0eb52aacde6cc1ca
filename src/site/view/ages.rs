//! How long ago claims were checked, as a histogram, and what is stale while deals depend on it.

use super::ageing::{AgeingList, Course, Tally, TurnsView, numbers};
use super::exposure::ExposureView;
use super::link::LinkView;
use super::parts::claim_anchor;
use super::state::StateView;
use crate::entry::{Claim, Entry};
use crate::freshness::{Step, Timeline, beginning};
use crate::site::address::{Address, encode_anchor};
use crate::site::catalogue::Catalogue;
use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;
use std::cmp::Reverse;

/// How many claims were last checked in each span of time.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AgesView {
    bars: Vec<BarView>,
    /// All claims with a check, the width of the whole drawing.
    total: usize,
    never: usize,
}

#[derive(Debug, Clone, Serialize)]
struct BarView {
    label: &'static str,
    /// Those that may be relied on.
    trusted: usize,
    /// Those that may not.
    stale: usize,
    /// All of them.
    count: usize,
    /// The three numbers, and those that follow, each after its first day.
    steps: String,
}

/// A claim that may not be relied on while open deals depend on it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EndangeredView {
    claim: LinkView,
    entry: String,
    owner: Option<String>,
    state: StateView,
    exposure: ExposureView,
}

/// Spans of time: the words, and the first age in days that is too old for them.
const SPANS: [(&str, i64); 6] = [
    ("up to 14 days", 15),
    ("15 to 30", 31),
    ("31 to 60", 61),
    ("61 to 90", 91),
    ("91 to 180", 181),
    ("more than 180", i64::MAX),
];
/// How many endangered claims are named.
const ENDANGERED: usize = 15;

fn all<'a>(catalogue: &'a Catalogue<'_>) -> impl Iterator<Item = (&'a Entry, &'a Claim, &'a Timeline)> {
    let entries = catalogue.input.library.entries().iter();
    entries.flat_map(|entry| catalogue.claims(entry).map(|(claim, timeline)| (entry.as_ref(), claim, timeline)))
}

impl AgesView {
    /// Counts the claims of the library, from day to day.
    pub(crate) fn new(catalogue: &Catalogue<'_>) -> Self {
        let mut spans: [Tally<2>; SPANS.len()] = std::array::from_fn(|_| Tally::new(catalogue.span.first));
        let (mut total, mut never) = (0, 0);
        for (_, claim, timeline) in all(catalogue) {
            let Some(verified) = &claim.verified else {
                never += 1;
                continue;
            };
            total += 1;
            let after = |days: i64| verified.on.value.checked_add_signed(TimeDelta::try_days(days)?);
            let mut begin = Some(beginning());
            for (tally, (_, end)) in spans.iter_mut().zip(SPANS) {
                let end = after(end);
                tally.add(within(timeline, begin, end));
                begin = end;
            }
        }
        let bar = |(tally, (label, _)): (&Tally<2>, (&'static str, i64))| {
            let all = |[trusted, stale]: [usize; 2]| [trusted, stale, trusted + stale];
            let turns = tally.turns();
            let [trusted, stale, count] = all(turns.first().map_or([0; 2], |(_, counts)| *counts));
            let steps = TurnsView::new(turns.into_iter().map(|(day, counts)| (day, numbers(&all(counts))))).steps;
            BarView { label, trusted, stale, count, steps }
        };
        Self { bars: spans.iter().zip(SPANS).map(bar).collect(), total, never }
    }
}

/// Returns the group (trusted or not) of what has this `timeline` from `begin` until before `end`.
fn within(timeline: &Timeline, begin: Option<NaiveDate>, end: Option<NaiveDate>) -> Vec<(NaiveDate, Option<usize>)> {
    let Some(begin) = begin else { return Vec::new() };
    let group = |step: &Step| Some(usize::from(!step.state.is_trusted()));
    let turns = timeline.steps().filter(|step| step.from > begin && end.is_none_or(|end| step.from < end));
    let first = std::iter::once((begin, group(timeline.on(begin))));
    first.chain(turns.map(|step| (step.from, group(step)))).chain(end.map(|end| (end, None))).collect()
}

/// Returns the claims that may not be relied on while open deals depend on them, by the amounts, else the number of deals.
pub(crate) fn endangered(catalogue: &Catalogue<'_>, from: &Address) -> AgeingList<EndangeredView> {
    let mut found = Vec::new();
    for entry in catalogue.input.library.entries() {
        let untrusted = |age: &Timeline| age.steps().find(|step| !step.state.is_trusted()).map(|step| step.from);
        let mut ending =
            catalogue.claims(entry).filter_map(|(claim, age)| Some((claim, age, untrusted(age)?))).peekable();
        if ending.peek().is_none() {
            continue;
        }
        let resting = catalogue.resting_on(entry);
        // Amounts of different currencies are not comparable; the sum of the numbers only orders the list.
        let weight: u64 = resting.iter().filter_map(|one| one.amount).fold(0, u64::saturating_add);
        let weight = if catalogue.shows_amounts { weight } else { 0 };
        let Some(exposure) = ExposureView::new(catalogue, from, &resting) else { continue };
        for (claim, timeline, day) in ending {
            let key = (Reverse(weight), Reverse(resting.len()), entry.id.clone(), claim.id.value.clone());
            found.push(((entry, claim, timeline, exposure.clone()), vec![(day, Some(key))]));
        }
    }
    AgeingList::new(Course::ordered(found), catalogue.span, ENDANGERED, |(entry, claim, timeline, exposure)| {
        let page = from.link(&catalogue.address(entry));
        let href = format!("{page}#{}", encode_anchor(&claim_anchor(&claim.id.value)));
        EndangeredView {
            claim: LinkView { text: claim.text.value.clone(), href: Some(href) },
            entry: entry.title.value.clone(),
            owner: entry.owner.as_ref().and_then(|owner| catalogue.person(&owner.value)),
            state: StateView::new(timeline, catalogue.input.as_of),
            exposure: exposure.clone(),
        }
    })
}
