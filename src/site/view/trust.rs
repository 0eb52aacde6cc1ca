//! How many entries may be relied on, and of how many.

use crate::config::Status;
use crate::entry::Entry;
use crate::freshness::Badge;
use crate::kinds::Kind;
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

/// How many entries have each badge.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct BadgeCounts {
    current: usize,
    check_soon: usize,
    stale: usize,
    not_proven: usize,
    total: usize,
}

/// The entries that can age, by badge, and how many are not counted.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct TrustView {
    /// Those that may be relied on.
    pub(crate) share: Option<ShareView>,
    #[serde(skip)]
    pub(crate) kinds: BTreeMap<Kind, BadgeCounts>,
    /// What is not counted, in words; `None` if everything is.
    pub(crate) left_out: Option<String>,
}

/// Entries that no share counts.
#[derive(Default)]
struct LeftOut {
    /// Without a claim, a review interval or an end.
    ageless: usize,
    drafts: usize,
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

impl BadgeCounts {
    fn add(&mut self, badge: Badge) {
        match badge {
            Badge::Current => self.current += 1,
            Badge::CheckSoon => self.check_soon += 1,
            Badge::Stale => self.stale += 1,
            Badge::NotProven => self.not_proven += 1,
        }
        self.total += 1;
    }

    /// Returns how many may be relied on.
    pub(crate) fn trusted(&self) -> ShareView {
        ShareView::new(self.current + self.check_soon, self.total)
    }
}

impl TrustView {
    /// Counts the entries of the library on `day`. What is not approved yet is not meant to be relied on, deprecated entries no more.
    pub(crate) fn new(catalogue: &Catalogue<'_>, day: NaiveDate) -> Self {
        let (mut trust, mut left_out) = (Self::default(), LeftOut::default());
        for entry in catalogue.input.library.entries() {
            match entry.status.value {
                Status::Draft | Status::InReview => left_out.drafts += 1,
                Status::Deprecated | Status::Archived => left_out.withdrawn += 1,
                Status::Approved => match badge(catalogue, entry, day) {
                    Some(badge) => trust.kinds.entry(entry.kind).or_default().add(badge),
                    None => left_out.ageless += 1,
                },
            }
        }
        let (part, total) = trust
            .kinds
            .values()
            .map(BadgeCounts::trusted)
            .fold((0, 0), |(part, total), one| (part + one.part, total + one.total));
        trust.left_out = left_out.words();
        trust.share = (total > 0).then(|| ShareView::new(part, total));
        trust
    }
}

/// Returns the badge of `entry` on `day`; `None` for one that cannot age.
fn badge(catalogue: &Catalogue<'_>, entry: &Entry, day: NaiveDate) -> Option<Badge> {
    let timeline = catalogue.age(entry).filter(|age| age.steps().any(|step| !step.state.is_trusted()))?;
    Some(timeline.on(day).state.badge())
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
