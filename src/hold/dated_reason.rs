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
