//! A reason with its place and its days.

use super::reason::HoldReason;
use crate::source::Span;
use chrono::NaiveDate;

/// A reason against sending an answer, with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The reason.
    pub reason: HoldReason,
    /// Its place in the entry's file.
    pub span: Span,
    /// The first day on which it holds; `None` if it holds from the beginning.
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer holds; `None` if it does not end by itself.
    pub until: Option<NaiveDate>,
}

impl Hold {
    /// Makes a hold that begins and ends with the text.
    pub(super) fn always(reason: HoldReason, span: Span) -> Self {
        Self { reason, span, from: None, until: None }
    }

    /// Returns whether the reason holds on `day`.
    pub fn is_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_holds_from_its_first_day_until_the_day_before_its_end() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 3, day);
        let on = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
            let hold = Hold { from, until, ..Hold::always(HoldReason::Undated, Span::default()) };
            [9, 10, 11, 12].map(|number| day(number).is_some_and(|day| hold.is_on(day)))
        };
        assert_eq!(on(None, None), [true, true, true, true]);
        assert_eq!(on(day(10), None), [false, true, true, true]);
        assert_eq!(on(None, day(11)), [true, true, false, false]);
        assert_eq!(on(day(10), day(12)), [false, true, true, false]);
    }
}
