//! Review intervals as the history of checks suggests them: longer where a page never changed, shorter where it often
//! did. They are proposed and never applied.

use super::source_page::page_key;
use crate::config::Settings;
use crate::entry::{Claim, Entry};
use crate::freshness::claim_interval;
use crate::source::Interval;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often a page must have been checked again without a change before a longer interval is proposed.
const STEADY: usize = 3;
/// How often a page must have been checked again before a shorter interval is proposed.
const UNSTEADY: usize = 2;
/// The longest interval that is proposed, and the shortest, in days.
const LONGEST_DAYS: u32 = 365;
const SHORTEST_DAYS: u32 = 14;

/// The checks of one claim, as its earlier versions record them.
#[derive(Debug, Clone)]
pub struct ClaimHistory<'a> {
    /// The entry.
    pub entry: &'a Arc<Entry>,
    /// The claim as it is now.
    pub claim: &'a Claim,
    /// What the claim said under each day of a check: see [`wording`].
    pub checks: BTreeMap<NaiveDate, BTreeSet<String>>,
}

/// A longer or shorter interval for the claims of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntervalProposal {
    /// The page.
    pub url: String,
    /// The number of days on which it was checked again.
    pub rechecks: usize,
    /// On how many of them a statement, quote or source changed.
    pub changes: usize,
    /// The day of the first check.
    pub since: NaiveDate,
    /// The interval now.
    pub now: Interval,
    /// The interval that is proposed.
    pub proposed: Interval,
    /// The claims: `entry#claim` and the path of the file.
    pub claims: Vec<(String, String)>,
}

/// What the history suggests, and of how much.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntervalProposals {
    /// The proposals, the page with the most claims first.
    pub proposals: Vec<IntervalProposal>,
    /// The number of pages that were checked again at least once.
    pub considered: usize,
}

/// Returns what a check of `claim` was about: its statement, quotes and sources, apart from white space.
pub fn wording(claim: &Claim) -> String {
    let quotes = claim.sources.iter().filter_map(|source| source.quote.as_ref()).map(|quote| quote.value.as_str());
    let urls = claim.sources.iter().map(|source| source.url.value.as_str());
    let texts = std::iter::once(claim.text.value.as_str()).chain(quotes).chain(urls);
    texts.flat_map(|text| text.split_whitespace().chain(["\n"])).collect::<Vec<_>>().join(" ")
}

/// Proposes intervals for the pages of `histories`.
pub fn propose_intervals(histories: &[ClaimHistory<'_>], settings: &Settings) -> IntervalProposals {
    let mut pages = BTreeMap::<(String, Interval), Vec<&ClaimHistory<'_>>>::new();
    for history in histories {
        let mut urls = history.claim.sources.iter().map(|source| source.url.value.as_str());
        let Some(page) = urls.find_map(page_key) else { continue };
        let interval = claim_interval(history.claim, history.entry, settings).interval;
        pages.entry((page, interval)).or_default().push(history);
    }
    let mut found = IntervalProposals::default();
    for ((_, now), claims) in pages {
        let days: BTreeSet<NaiveDate> = claims.iter().flat_map(|claim| rechecks(claim)).map(|(day, _)| day).collect();
        let changed = claims.iter().flat_map(|claim| rechecks(claim)).filter(|(_, is_change)| *is_change);
        let changes = changed.map(|(day, _)| day).collect::<BTreeSet<NaiveDate>>().len();
        found.considered += usize::from(!days.is_empty());
        found.proposals.extend(proposal(&claims, now, days.len(), changes));
    }
    found.proposals.sort_by_key(|one| (std::cmp::Reverse(one.claims.len()), one.url.clone()));
    found
}

/// Returns each day on which a claim was checked again, and whether its wording changed at it.
fn rechecks(history: &ClaimHistory<'_>) -> Vec<(NaiveDate, bool)> {
    let pairs = history.checks.iter().zip(history.checks.iter().skip(1));
    pairs.map(|((_, before), (day, after))| (*day, after.is_disjoint(before))).collect()
}

fn proposal(claims: &[&ClaimHistory<'_>], now: Interval, rechecks: usize, changes: usize) -> Option<IntervalProposal> {
    let proposed = match (rechecks, changes) {
        (STEADY.., 0) => longer(now),
        (UNSTEADY.., _) if changes * 2 >= rechecks => shorter(now),
        _ => now,
    };
    let first = claims.first()?;
    let named = |history: &&ClaimHistory<'_>| {
        (format!("{}#{}", history.entry.id, history.claim.id.value), history.entry.file.path().to_owned())
    };
    (proposed != now).then_some(IntervalProposal {
        url: first.claim.sources.iter().find(|source| page_key(&source.url.value).is_some())?.url.value.clone(),
        rechecks,
        changes,
        since: claims.iter().filter_map(|claim| claim.checks.keys().next()).min().copied()?,
        now,
        proposed,
        claims: claims.iter().map(named).collect(),
    })
}

/// Returns twice the interval, at most a year; the interval itself if it is that long.
fn longer(now: Interval) -> Interval {
    match now {
        Interval::Days(days) if days < LONGEST_DAYS => Interval::Days((days * 2).min(LONGEST_DAYS)),
        Interval::Months(months) if months < 12 => Interval::Months((months * 2).min(12)),
        now => now,
    }
}

/// Returns half the interval, at least two weeks; the interval itself if it is that short.
fn shorter(now: Interval) -> Interval {
    let days = match now {
        Interval::Days(days) => days,
        Interval::Months(months) => months * 30,
    };
    if days > SHORTEST_DAYS { Interval::Days((days / 2).max(SHORTEST_DAYS)) } else { now }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::default_settings;
    use crate::entry::read_content;
    use crate::source::parse_date;

    /// Proposes an interval for one page whose claim had these wordings on these days.
    fn proposed(interval: &str, checks: &[(&str, &str)]) -> Option<String> {
        let text = format!(
            "---\ntitle: T\nclaims:\n  - {{id: a, text: A, source: \"https://e.example/x#y\", review_every: {interval}}}\n---\n"
        );
        let file = read_content(&[("content/pages/a.md", text.as_str())]).remove(0);
        let entry = file.entries.first().expect("an entry");
        let mut days = BTreeMap::<NaiveDate, BTreeSet<String>>::new();
        for (day, wording) in checks {
            days.entry(parse_date(day).expect("a day")).or_default().insert((*wording).to_owned());
        }
        let history = ClaimHistory { entry, claim: entry.claim("a").expect("the claim"), checks: days };
        let found = propose_intervals(&[history], &default_settings());
        assert_eq!(found.considered, usize::from(checks.len() > 1));
        found.proposals.first().map(|one| {
            assert_eq!(one.claims, [("pages/a#a".to_owned(), "content/pages/a.md".to_owned())]);
            format!("{} of {}: {}", one.changes, one.rechecks, one.proposed)
        })
    }

    #[test]
    fn a_steady_page_is_checked_less_often_and_an_unsteady_one_more() {
        let days = ["2026-01-01", "2026-03-01", "2026-05-01", "2026-07-01"];
        let same = days.map(|day| (day, "x"));
        let changing = [(days[0], "a"), (days[1], "b"), (days[2], "b"), (days[3], "c")];
        assert_eq!(proposed("60d", &same).as_deref(), Some("0 of 3: 120d"));
        assert_eq!(proposed("60d", &same[..3]), None, "two re-checks are too few");
        assert_eq!(proposed("60d", &same[..1]), None);
        assert_eq!(proposed("60d", &changing).as_deref(), Some("2 of 3: 30d"));
        assert_eq!(proposed("60d", &changing[..3]).as_deref(), Some("1 of 2: 30d"), "half of them is often");
        assert_eq!(proposed("60d", &[same[0], same[1], same[2], (days[3], "y")]), None, "one of three is not");
        // An edit under the same day is no change at a check.
        assert_eq!(proposed("60d", &[&same[..], &[(days[1], "y")]].concat()).as_deref(), Some("0 of 3: 120d"));
        for (interval, longer) in [("300d", Some("365d")), ("365d", None), ("7mo", Some("1y")), ("1y", None)] {
            assert_eq!(proposed(interval, &same), longer.map(|longer| format!("0 of 3: {longer}")), "{interval}");
        }
        for (interval, shorter) in [("20d", Some("14d")), ("14d", None), ("7d", None), ("2mo", Some("30d"))] {
            assert_eq!(
                proposed(interval, &changing),
                shorter.map(|shorter| format!("2 of 3: {shorter}")),
                "{interval}"
            );
        }
    }
}
