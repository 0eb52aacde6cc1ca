//! Whether the site may be published, as JSON.

use super::printable::printable;
use crate::settled::{HoldCause, PublishVerdict};
use serde::Serialize;

/// Whether the site may be published, and why not.
#[derive(Serialize)]
pub(super) struct Verdict<'s> {
    verdict: &'static str,
    reasons: Vec<Reason<'s>>,
}

#[derive(Serialize)]
struct Reason<'s> {
    cause: &'s str,
    count: usize,
    message: String,
}

impl<'s> Verdict<'s> {
    /// Takes the words of `verdict`.
    pub(super) fn new(verdict: &'s PublishVerdict) -> Self {
        let reason = |HoldCause { cause, count, message }: &'s HoldCause| {
            let message = printable(message);
            Reason { cause, count: *count, message }
        };
        Self { verdict: verdict.word(), reasons: verdict.causes().iter().map(reason).collect() }
    }
}
