//! The period of which a digest says what is new.

use crate::opportunity::{Opportunity, Timestamp};
use chrono::NaiveDate;

/// How many days before a day are its period, unless another is given.
const DAYS: i64 = 7;
const DAY: i64 = 24 * 60 * 60;

/// The time since a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    begin: Timestamp,
}

impl Period {
    /// The time since `begin`.
    pub fn since(begin: Timestamp) -> Self {
        Self { begin }
    }

    /// The week before the beginning of `day` in UTC, and the time after it; `None` if the calendar does not reach that far.
    pub fn week_before(day: NaiveDate) -> Option<Self> {
        let midnight = Timestamp::parse(&format!("{day}T00:00:00Z"))?;
        Timestamp::from_unix(midnight.unix() - DAYS * DAY).map(Self::since)
    }

    /// Returns the moment at which it begins.
    pub fn begin(self) -> Timestamp {
        self.begin
    }

    /// Returns whether `at` is in it.
    pub fn contains(self, at: Timestamp) -> bool {
        at >= self.begin
    }

    /// Returns whether `opportunity` was first seen in it; without such a record its creation counts.
    pub fn is_new(self, opportunity: &Opportunity) -> bool {
        opportunity.first_seen.or(opportunity.created).is_some_and(|at| self.contains(at))
    }

    /// Returns whether anything is recorded of `opportunity` in it: that it was seen first, another stage, an edit or a
    /// comment.
    pub fn has_activity(self, opportunity: &Opportunity) -> bool {
        let stages = opportunity.stage_changes.iter().map(|change| change.at);
        let comments = opportunity.activity.iter().flat_map(|known| &known.comments).map(|comment| comment.at);
        let mut moments = stages.chain(comments).chain(opportunity.last_edited);
        self.is_new(opportunity) || moments.any(|at| self.contains(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunity::StageChange;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn what_is_first_seen_at_the_begin_is_new_and_a_second_before_is_not() {
        let period = Period::week_before(crate::source::parse_date("2026-03-08").unwrap()).unwrap();
        let new = |first_seen: Option<&str>, created: Option<&str>| {
            let (first_seen, created) = (first_seen.map(at), created.map(at));
            period.is_new(&Opportunity { created, first_seen, ..Opportunity::default() })
        };
        assert!(new(Some("2026-03-01T00:00:00Z"), None) && new(None, Some("2026-03-01T00:00:00Z")));
        assert!(!new(Some("2026-02-28T23:59:59Z"), None) && !new(None, None));
        assert!(!new(Some("2026-02-01T00:00:00Z"), Some("2026-03-05T00:00:00Z")), "what was seen first counts");
    }

    #[test]
    fn an_edit_or_another_stage_is_activity() {
        let period = Period::since(at("2026-03-01T00:00:00Z"));
        let edited = |text| Opportunity { last_edited: Some(at(text)), ..Opportunity::default() };
        assert!(period.has_activity(&edited("2026-03-01T00:00:00Z")));
        assert!(!period.has_activity(&edited("2026-02-28T23:59:59Z")));
        let change = StageChange { at: at("2026-03-02T00:00:00Z"), from: "Demo".to_owned(), to: "Lost".to_owned() };
        let moved = Opportunity { stage_changes: vec![change], ..edited("2026-02-01T00:00:00Z") };
        assert!(period.has_activity(&moved));
    }
}
