//! How many entries may be relied on, and of how many.

use super::ageing::{AgeingList, Course, Span, Tally, TurnsView, numbers};
use super::link::LinkView;
use crate::config::Status;
use crate::entry::Entry;
use crate::freshness::Timeline;
use crate::kinds::Kind;
use crate::site::address::Address;
use crate::site::catalogue::Catalogue;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// A part of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) struct ShareView {
    pub(crate) part: usize,
    pub(crate) total: usize,
    /// The part in whole hundredths; `None` of nothing. It is 100 only for all, and 0 only for none.
    pub(crate) percent: Option<usize>,
}

/// How many things have each badge, from day to day.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct CountsView {
    current: usize,
    check_soon: usize,
    stale: usize,
    not_proven: usize,
    /// Those that may be relied on.
    trusted: usize,
    /// Their part in whole hundredths.
    percent: usize,
    total: usize,
    /// The numbers in this order, apart from the total, and those that follow, each after its first day.
    steps: String,
}

/// The things of one group, by badge.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct GroupView {
    title: LinkView,
    counts: CountsView,
}

/// The number of badges.
const BADGES: usize = 4;

/// How many things have each badge, from day to day.
pub(crate) type BadgeTally = Tally<BADGES>;

/// The entries that can age, by kind and badge, and how many are not counted.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TrustView {
    /// The kinds, that with the smallest trusted part first.
    pub(crate) kinds: AgeingList<GroupView>,
    /// What is not counted, in words; `None` if everything is.
    pub(crate) left_out: Option<String>,
}

/// Entries that no share counts.
#[derive(Default)]
struct LeftOut {
    /// Without a claim, a review interval or an end.
    ageless: usize,
    drafts: usize,
    unreviewed: usize,
    withdrawn: usize,
}

impl ShareView {
    /// Makes the share that `part` is of `total`.
    pub(crate) fn new(part: usize, total: usize) -> Self {
        let percent = (total > 0).then(|| match part * 100 / total {
            0 if part > 0 => 1,
            percent => percent,
        });
        Self { part, total, percent }
    }
}

impl Tally<BADGES> {
    /// Adds what has this `timeline`.
    pub(crate) fn add_timeline(&mut self, timeline: &Timeline) {
        self.add(timeline.steps().map(|step| (step.from, Some(step.state.badge() as usize))));
    }

    /// Returns the part that may be relied on, from each day on.
    fn trusted(&self) -> Vec<(NaiveDate, ShareView)> {
        let share = |(day, counts): (NaiveDate, [usize; BADGES])| {
            let [current, check_soon, ..] = counts;
            (day, ShareView::new(current + check_soon, counts.iter().sum()))
        };
        self.turns().into_iter().map(share).collect()
    }
}

impl CountsView {
    /// Shows what `tally` counts.
    pub(crate) fn new(tally: &BadgeTally) -> Self {
        let turns = tally.turns();
        let now = turns.first().map_or([0; BADGES], |(_, counts)| *counts);
        let all = |counts: [usize; BADGES]| {
            let [current, check_soon, stale, not_proven] = counts;
            let share = ShareView::new(current + check_soon, counts.iter().sum());
            [current, check_soon, stale, not_proven, share.part, share.percent.unwrap_or_default()]
        };
        let [current, check_soon, stale, not_proven, trusted, percent] = all(now);
        let texts = turns.into_iter().map(|(day, counts)| (day, numbers(&all(counts))));
        let steps = TurnsView::new(texts).steps;
        Self { current, check_soon, stale, not_proven, trusted, percent, total: now.iter().sum(), steps }
    }
}

/// Lists groups of things that can age: on each day that with the smallest trusted part first.
pub(crate) fn worst_first(groups: Vec<(LinkView, BadgeTally)>, span: Span) -> AgeingList<GroupView> {
    let key = |title: &str, share: ShareView| {
        let part = share.part * 10_000 / share.total.max(1);
        (part, std::cmp::Reverse(share.total - share.part), title.to_owned())
    };
    let course = |(title, tally): (LinkView, BadgeTally)| {
        let places = tally.trusted().into_iter().map(|(day, share)| (day, Some(key(&title.text, share)))).collect();
        ((title, tally), places)
    };
    let courses = Course::ordered(groups.into_iter().map(course));
    let shown = courses.len();
    AgeingList::new(courses, span, shown, |(title, tally)| GroupView {
        title: title.clone(),
        counts: CountsView::new(tally),
    })
}

impl TrustView {
    /// Counts the entries of the library on each day, for the page at `from`. What is not approved yet is not
    /// meant to be relied on, deprecated entries no more.
    pub(crate) fn new(catalogue: &Catalogue<'_>, from: &Address) -> Self {
        let (mut kinds, mut left_out) = (BTreeMap::<Kind, BadgeTally>::new(), LeftOut::default());
        for entry in catalogue.input.library.entries() {
            match entry.status.value {
                Status::Draft | Status::InReview => left_out.drafts += 1,
                Status::Unreviewed => left_out.unreviewed += 1,
                Status::Deprecated | Status::Archived => left_out.withdrawn += 1,
                Status::Approved => match ageing(catalogue, entry) {
                    Some(timeline) => kinds
                        .entry(entry.kind)
                        .or_insert_with(|| Tally::new(catalogue.span.first))
                        .add_timeline(timeline),
                    None => left_out.ageless += 1,
                },
            }
        }
        let link = |kind: Kind| LinkView {
            text: kind.facts().plural.to_owned(),
            href: Some(from.link(&Address::of_folder(kind.folder()))),
        };
        let groups = kinds.into_iter().map(|(kind, tally)| (link(kind), tally)).collect();
        Self { kinds: worst_first(groups, catalogue.span), left_out: left_out.words() }
    }
}

/// Returns the timeline of `entry`; `None` for one that cannot age.
pub(crate) fn ageing<'b>(catalogue: &'b Catalogue<'_>, entry: &Entry) -> Option<&'b Timeline> {
    catalogue.age(entry).filter(|age| age.steps().any(|step| !step.state.is_trusted()))
}

impl LeftOut {
    fn words(&self) -> Option<String> {
        let kinds = [
            (
                self.ageless,
                "without a claim, a review interval or an end",
                "without a claim, a review interval or an end",
            ),
            (self.drafts, "draft or in review", "drafts or in review"),
            (self.unreviewed, "unreviewed", "unreviewed"),
            (self.withdrawn, "deprecated or archived", "deprecated or archived"),
        ];
        let kinds = kinds.into_iter().filter(|(count, ..)| *count > 0);
        let words: Vec<String> =
            kinds.map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more })).collect();
        (!words.is_empty()).then(|| words.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_whole_only_for_all_and_nothing_only_for_none() {
        let percent = |part, total| ShareView::new(part, total).percent;
        assert_eq!([percent(0, 0), percent(0, 3), percent(3, 3)], [None, Some(0), Some(100)]);
        assert_eq!([percent(1, 1000), percent(999, 1000), percent(1, 3)], [Some(1), Some(99), Some(33)]);
    }
}
