//! How much each owner has to check again in the next weeks.
//!
//! The forecast assumes that everything is checked on the last day on which it may be relied on, and what is over on the
//! first day. What no check helps is left out and counted: statements without a source, past their last day or disputed.

use super::item::Need;
use super::owner::{Owner, owner_of};
use super::selection::need;
use super::source_page::page_key;
use crate::config::{Settings, Status};
use crate::entry::{Claim, Entry};
use crate::freshness::{Cause, EntryAges, Timeline, claim_interval, entry_interval};
use crate::library::Library;
use crate::source::Interval;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The number of weeks, of seven days from the day of the forecast.
pub const WEEKS: usize = 12;

/// What one owner has to check again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerLoad {
    /// The owner; `None` for what has none.
    pub owner: Option<Owner>,
    /// The weeks, in order; the first one has what is over.
    pub weeks: Vec<WeekLoad>,
    /// The number of claims and entries that no check helps.
    pub left_out: usize,
}

/// What has to be checked in one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekLoad {
    /// Its first day.
    pub from: NaiveDate,
    /// The number of claims and entries.
    pub checks: usize,
    /// The number of source pages that are opened for them, and of entries that are checked as a whole.
    pub pages: usize,
}

/// Something that is checked again and again.
struct Recurring {
    /// The day of the first check.
    first: NaiveDate,
    interval: Interval,
    page: String,
}

/// Returns the load of each owner who has anything to check of `entries` of `library`, with their ages; the owner with the
/// most checks first.
pub fn forecast<'a>(
    entries: impl Iterator<Item = (&'a Entry, &'a EntryAges)>,
    library: &Library,
    settings: &Settings,
    today: NaiveDate,
) -> Vec<OwnerLoad> {
    let mut recurring = BTreeMap::<Option<Owner>, (Vec<Recurring>, usize)>::new();
    for (entry, ages) in entries.filter(|(entry, _)| entry.status.value <= Status::Approved) {
        let parts = entry.claims.iter().map(Some).zip(&ages.claims).chain(ages.own.iter().map(|own| (None, own)));
        let own = recurring.entry(owner_of(entry, library)).or_default();
        for (claim, timeline) in parts {
            let step = timeline.on(today);
            if !step.state.is_trusted() && need(timeline, step) != Need::Recheck {
                own.1 += 1;
            } else if let Some((last_day, interval)) = term(entry, claim, timeline, settings) {
                let first = if step.state.is_trusted() { last_day.max(today) } else { today };
                own.0.push(Recurring { first, interval, page: page(entry, claim) });
            }
        }
    }
    let load = |(owner, (recurring, left_out)): (Option<Owner>, (Vec<Recurring>, usize))| OwnerLoad {
        owner,
        weeks: weeks(&recurring, today),
        left_out,
    };
    let mut loads: Vec<OwnerLoad> = recurring.into_iter().map(load).collect();
    loads.retain(|load| load.left_out > 0 || load.total() > 0);
    loads.sort_by_key(|load| (std::cmp::Reverse(load.total()), load.owner.clone()));
    loads
}

impl OwnerLoad {
    /// Returns the number of checks in all weeks.
    pub fn total(&self) -> usize {
        self.weeks.iter().map(|week| week.checks).sum()
    }
}

/// Returns the last day of the present check, or the past if there was none, and how long a check holds; `None` for what
/// is not reviewed.
fn term(
    entry: &Entry,
    claim: Option<&Claim>,
    timeline: &Timeline,
    settings: &Settings,
) -> Option<(NaiveDate, Interval)> {
    let ended = timeline.facts().find_map(|fact| match &fact.cause {
        Cause::IntervalEnded(check) => check.term.as_ref().map(|term| (term.last_day, term.interval.interval)),
        _ => None,
    });
    let interval = match claim {
        Some(claim) => Some(claim_interval(claim, entry, settings)),
        None => entry_interval(entry, settings),
    };
    ended.or_else(|| interval.map(|interval| (NaiveDate::MIN, interval.interval)))
}

/// Returns what equals for everything that is checked with one page open.
fn page(entry: &Entry, claim: Option<&Claim>) -> String {
    let sources = claim.map(|claim| claim.sources.as_slice()).unwrap_or_default();
    sources.iter().find_map(|source| page_key(&source.url.value)).unwrap_or_else(|| format!("#{}", entry.id))
}

fn weeks(recurring: &[Recurring], today: NaiveDate) -> Vec<WeekLoad> {
    let day = |days: usize| today.checked_add_days(Days::new(days as u64)).unwrap_or(NaiveDate::MAX);
    let end = day(WEEKS * 7);
    let mut weeks = vec![(0, BTreeSet::<&str>::new()); WEEKS];
    for one in recurring {
        let mut next = one.first;
        while next < end {
            let index = usize::try_from(next.signed_duration_since(today).num_days() / 7).unwrap_or_default();
            if let Some((checks, pages)) = weeks.get_mut(index) {
                *checks += 1;
                pages.insert(&one.page);
            }
            next = one.interval.after(next);
        }
    }
    let week = |(index, (checks, pages)): (usize, (usize, BTreeSet<&str>))| WeekLoad {
        from: day(index * 7),
        checks,
        pages: pages.len(),
    };
    weeks.into_iter().enumerate().map(week).collect()
}
