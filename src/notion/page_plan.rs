//! Which pages have to be read again, and in which order.

use crate::opportunity::{Activity, Opportunity, Timestamp};
use chrono::NaiveDate;
use std::cmp::Reverse;

/// How far an edit may be before the time that Notion names, in seconds: times are rounded down to the minute, and clocks differ.
const EDIT_MARGIN: i64 = 120;
/// The age from which comments are read again, in seconds: a comment does not change the time of the last edit.
const COMMENT_AGE: i64 = 24 * 60 * 60;

/// What has to be read of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageTask {
    /// The index of the opportunity.
    pub(super) index: usize,
    pub(super) parts: PageParts,
}

/// The parts of a page that have to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageParts {
    BodyAndComments,
    Comments,
}

/// Returns what has to be read of `opportunities`, of which `is_open` selects, at `now`. First come pages that were never read or
/// that changed: those that close first, then the largest amount, then the last edit. Then come comments, the oldest first.
pub(super) fn plan(
    opportunities: &[Opportunity],
    is_open: impl Fn(&Opportunity) -> bool,
    now: Timestamp,
) -> Vec<PageTask> {
    let open = || opportunities.iter().enumerate().filter(|(_, one)| is_open(one));
    let is_current = |one: &Opportunity| one.activity.as_ref().is_some_and(|known| is_unchanged(one, known));
    let mut changed: Vec<(usize, &Opportunity)> = open().filter(|(_, one)| !is_current(one)).collect();
    changed.sort_by_key(|(_, one)| {
        let close = one.close_date.unwrap_or(NaiveDate::MAX);
        (close, Reverse(one.amount), Reverse(one.last_edited), &one.id)
    });
    let comments = |one: &Opportunity| one.activity.as_ref().and_then(|known| known.comments_as_of);
    let is_old = |one: &Opportunity| comments(one).is_none_or(|at| now.unix() - at.unix() >= COMMENT_AGE);
    let mut aged: Vec<(usize, &Opportunity)> = open().filter(|(_, one)| is_current(one) && is_old(one)).collect();
    aged.sort_by_key(|(_, one)| (comments(one), one.close_date.unwrap_or(NaiveDate::MAX), &one.id));
    let task = |parts| move |(index, _): (usize, &Opportunity)| PageTask { index, parts };
    let changed = changed.into_iter().map(task(PageParts::BodyAndComments));
    changed.chain(aged.into_iter().map(task(PageParts::Comments))).collect()
}

fn is_unchanged(one: &Opportunity, known: &Activity) -> bool {
    one.last_edited.is_some_and(|edited| edited.unix() + EDIT_MARGIN <= known.as_of.unix())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn row(id: &str, close: Option<&str>, amount: u64) -> Opportunity {
        let close_date = close.and_then(crate::source::parse_date);
        let last_edited = Some(at("2026-03-01T09:00:00Z"));
        Opportunity { id: id.to_owned(), close_date, amount: Some(amount), last_edited, ..Opportunity::default() }
    }

    fn known(page: &str, comments: Option<&str>) -> Activity {
        let (todos, missing) = (Vec::new(), Vec::new());
        Activity { as_of: at(page), comments_as_of: comments.map(at), todos, comments: Vec::new(), missing }
    }

    fn planned(rows: &[Opportunity]) -> Vec<(&str, PageParts)> {
        let tasks = plan(rows, |one| one.stage != "Lost", at("2026-03-02T10:00:00Z"));
        tasks.iter().map(|task| (rows[task.index].id.as_str(), task.parts)).collect()
    }

    #[test]
    fn what_closes_first_comes_first_then_money_then_the_last_edit() {
        let later = Opportunity { last_edited: Some(at("2026-03-01T11:00:00Z")), ..row("e", None, 5) };
        let closed = Opportunity { stage: "Lost".to_owned(), ..row("z", Some("2026-03-01"), 90) };
        let rows = [
            row("a", None, 5),
            row("b", Some("2026-05-01"), 1),
            row("c", Some("2026-04-01"), 1),
            row("d", Some("2026-04-01"), 7),
            later,
            closed,
        ];
        let ids: Vec<&str> = planned(&rows).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, ["d", "c", "b", "e", "a"]);
    }

    #[test]
    fn nothing_unchanged_is_read_twice_and_comments_once_a_day() {
        let with = |id: &str, activity| Opportunity { activity: Some(activity), ..row(id, None, 1) };
        let rows = [
            with("current", known("2026-03-01T09:02:00Z", Some("2026-03-01T10:00:01Z"))),
            with("edited", known("2026-03-01T09:01:59Z", Some("2026-03-02T09:00:00Z"))),
            with("old", known("2026-03-01T09:02:00Z", Some("2026-03-01T10:00:00Z"))),
            with("older", known("2026-03-01T09:02:00Z", Some("2026-02-27T10:00:00Z"))),
            with("never", known("2026-03-01T09:02:00Z", None)),
        ];
        let comments = ["never", "older", "old"].map(|id| (id, PageParts::Comments));
        assert_eq!(planned(&rows), [&[("edited", PageParts::BodyAndComments)][..], &comments].concat());
    }
}
